import copy
import json

import jsonschema
import pytest

from declutter import render
from declutter.article import Article
from declutter.parts import Metadata, TextBlock
from tests.render.stories import EMPTY, HARBOUR

VALIDATOR = jsonschema.Draft202012Validator(render.schema())


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(render.schema())


@pytest.mark.parametrize("article", [HARBOUR, EMPTY])
def test_articles_keep_to_the_schema(article):
    record = json.loads(article.to_json())
    VALIDATOR.validate(record)
    assert record == article.to_dict()
    assert record["schema"] == render.SCHEMA == "declutter/1"
    assert record["text"] == article.text


def test_what_a_record_holds():
    record = HARBOUR.to_dict()
    assert record["confidence"] == 0.9123
    assert record["metadata"]["title"] == 'Council: "yes" to the tram # finally'
    assert record["metadata"]["sources"] == {"title": "json-ld", "authors": "byline"}
    assert record["metadata"]["kicker"] is None
    assert record["removed"][0] == {
        "kind": "ad",
        "rule": "ad.label",
        "text": "Advertisment",
        "where": "/html/body/div",
        "reasons": ["ad.label: veto"],
    }
    assert record["blocks"][4] == {
        "type": "list_item",
        "text": "Steel",
        "level": 2,
        "joined": True,
        "ordered": False,
        "where": "",
        "html": None,
        "reasons": [],
    }


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "declutter/2"),
        (("confidence",), 1.5),
        (("blocks", 0, "type"), "advert"),
        (("metadata", "authors"), "Ada Lindqvist"),
        (("metadata", "published"), 2024),
        (("removed", 0, "rule"), None),
        (("extra",), 1),
    ],
)
def test_the_schema_refuses_other_shapes(path, value):
    record = copy.deepcopy(HARBOUR.to_dict())
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(record)


@pytest.mark.parametrize("key", ["schema", "text", "blocks", "metadata", "removed", "note"])
def test_the_schema_misses_every_key(key):
    record = HARBOUR.to_dict()
    del record[key]
    assert not VALIDATOR.is_valid(record)


def test_every_field_of_the_parts_is_in_the_record():
    record = HARBOUR.to_dict()
    assert set(record["metadata"]) == set(Metadata.__dataclass_fields__)
    assert set(record["blocks"][0]) == set(TextBlock.__dataclass_fields__)


def test_half_a_surrogate_pair_does_not_break_the_output():
    article = Article(blocks=(TextBlock("a\ud83d\nb\x00"),))
    line = article.to_json()
    line.encode("utf-8")
    assert "\n" not in line
    assert json.loads(line)["text"] == "a\ufffd\nb\x00"
