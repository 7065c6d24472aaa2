"""JSON, JSON lines and CSV: the text is cleaned, all else stays to the byte."""

import csv
import io
import json

import pytest

from declutter.config import Config
from declutter.errors import InputError
from declutter.files import examine
from tests.files.conftest import NEWS, STORY


def fixed(text, name, *fields):
    return examine(text.encode(), name, Config(), fields=fields).cleaned.decode()


def test_json_keeps_all_but_the_text():
    before = '{ "id":7,\n\t"title" : "By Ada \\u0041",  "text": %s, "n": 1.50e+3 , "x":"\\/"}\n'
    assert fixed(before % json.dumps(NEWS), "a.json") == before % json.dumps(STORY)


def test_escapes_of_kept_characters_stay_as_they_are_written():
    written = json.dumps(NEWS).replace("Osterhavn", "\\u004fsterh\\u00e5vn \\ud83d\\ude00 \\/")
    cleaned = fixed(f'{{"text": {written}}}', "a.json")
    assert "\\u004fsterh\\u00e5vn \\ud83d\\ude00 \\/" in cleaned
    assert "Advertisement" not in cleaned


def test_records_of_an_array_and_inside_an_object():
    records = {"meta": {"text": 1}, "articles": [{"body": NEWS}, {"body": STORY}, {"body": None}]}
    cleaned = json.loads(fixed(json.dumps(records), "a.json"))
    assert [record["body"] for record in cleaned["articles"]] == [STORY, STORY, None]


def test_only_the_outermost_text_is_cleaned():
    record = {"text": STORY, "comments": [{"text": NEWS}]}
    assert json.loads(fixed(json.dumps(record), "a.json")) == record


@pytest.mark.parametrize("field", ["story.full", "full"])
def test_named_fields_and_paths(field):
    record = {"text": NEWS, "story": {"full": NEWS}}
    cleaned = json.loads(fixed(json.dumps(record), "a.json", field))
    assert cleaned == {"text": NEWS, "story": {"full": STORY}}


def test_several_fields():
    record = {"one": NEWS, "two": NEWS, "text": NEWS}
    cleaned = json.loads(fixed(json.dumps(record), "a.json", "one", "two"))
    assert cleaned == {"one": STORY, "two": STORY, "text": NEWS}


def test_json_lines_with_broken_ones():
    good, clean = json.dumps({"text": NEWS}), json.dumps({"text": STORY})
    before = f"{good}\r\n\r\n{{broken\r\n{good}"
    examined = examine(before.encode(), "a.jsonl", Config())
    assert examined.cleaned.decode() == f"{clean}\r\n\r\n{{broken\r\n{clean}"
    assert examined.notes == ("left as they are, being no JSON: lines 3",)
    assert {finding.line for finding in examined.findings} == {1, 4}


def test_findings_in_json_point_at_the_text():
    data = '{"text": ' + json.dumps(NEWS) + "}"
    found = examine(data.encode(), "a.json", Config()).findings
    byline = next(item for item in found if item.kind == "byline")
    assert data[byline.column - 1 : byline.end_column - 1] == "By Ada Lindqvist"


def test_page_in_a_field_is_cleaned_as_a_page():
    html = (
        "<article><h1>Ferry line reopens</h1>"
        + "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
        + '<div class="advertisement"><p>Advertisement</p></div></article>'
    )
    cleaned = json.loads(fixed(json.dumps({"html": html}), "a.json"))["html"]
    assert cleaned == html.replace('<div class="advertisement"><p>Advertisement</p></div>', "")


def test_json_that_is_none_is_an_error():
    with pytest.raises(InputError, match="not JSON"):
        examine(b'{"text": ', "a.json", Config())


def test_no_such_field_is_told():
    assert examine(b'{"a": "b"}', "a.json", Config()).notes
    assert examine(b'{"text": "b"}', "a.json", Config(), fields=["body"]).notes
    assert examine(b"a,b\n1,2\n", "a.csv", Config()).notes


@pytest.mark.parametrize(
    ("name", "separator"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")]
)
def test_csv_keeps_all_but_the_text(name, separator):
    quote = NEWS.replace("Mona Vik", 'Mona ""Moo"" Vik')
    clean = STORY.replace("Mona Vik", 'Mona ""Moo"" Vik')
    shape = 'id,"text",note\r\n1,"%s", plain \r\n2,,"a ""b"", c"\r\n3\n'.replace(",", separator)
    assert fixed(shape % quote, name) == shape % clean


def test_csv_reads_as_before():
    out = io.StringIO()
    csv.writer(out).writerows([["content", "n"], [NEWS, "1"], ["Mona, again", "2"]])
    rows = list(csv.reader(io.StringIO(fixed(out.getvalue(), "a.csv"), newline="")))
    assert rows == [["content", "n"], [STORY, "1"], ["Mona, again", "2"]]


def test_csv_column_by_name():
    shape = 'text,lede\n"%s","%s"\n'
    assert fixed(shape % (NEWS, NEWS), "a.csv", "lede") == shape % (NEWS, STORY)
