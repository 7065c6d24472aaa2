"""Story texts that pages carry outside their visible markup."""

import json
import time

import lxml.html
import pytest

from declutter import structured

STORY = [
    "The ferry Aurora sailed into the harbour of Holmvik on Tuesday, eleven months after a fire "
    "in her engine room had stopped the only link to the outer islands.",
    'Hundreds of people stood on the quay. "We had begun to think she would never come back," '
    "said Ingrid Moe, who runs the bakery on the island of Tarn.",
    "The repair cost twice what had been planned, the shipping company said, because parts for "
    "the engine had to be made anew in a yard in another country.",
    "From next week there will be four crossings a day, two of them with room for lorries.",
]
HTML = "".join(f"<p>{p}</p>" for p in STORY)


def bodies(markup):
    tree = lxml.html.document_fromstring(f"<html><head></head><body>{markup}</body></html>")
    return structured.read(tree).bodies()


def only(markup):
    found = bodies(markup)
    assert found, "no story found"
    return found[0]


def script(text, **attributes):
    given = " ".join(f'{k}="{v}"' for k, v in attributes.items())
    return f"<script {given}>{text}</script>"


def test_article_body_is_cut_at_line_breaks():
    data = {"@type": "NewsArticle", "articleBody": "\n\n".join(STORY)}
    body = only(script(json.dumps(data), type="application/ld+json"))
    assert body.source == "json-ld"
    assert list(body.paragraphs) == STORY
    assert body.text == "\n\n".join(STORY)


def test_article_body_with_escaped_html_is_plain():
    escaped = (
        HTML.replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("Aurora", "&lt;em&gt;Aurora&lt;/em&gt;")
    )
    data = {"@type": "NewsArticle", "articleBody": escaped + "&lt;figure&gt;A photo&lt;/figure&gt;"}
    assert list(only(script(json.dumps(data), type="application/ld+json")).paragraphs) == STORY


def test_live_blog_entries_are_one_body():
    data = {
        "@type": "LiveBlogPosting",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": "Docked", "articleBody": STORY[0]},
            {"@type": "BlogPosting", "headline": "Crowds", "articleBody": STORY[1]},
        ],
    }
    body = only(script(json.dumps(data), type="application/ld+json"))
    assert list(body.paragraphs) == ["Docked", STORY[0], "Crowds", STORY[1]]


SHAPES = {
    "html string": {"body": HTML},
    "arc": {
        "content_elements": [
            *({"type": "text", "content": f"<b>{p[:3]}</b>{p[3:]}"} for p in STORY),
            {"type": "image", "caption": "The ferry at the quay. Photo: somebody or other."},
        ]
    },
    "portable text": {
        "content": [
            {"_type": "block", "children": [{"_type": "span", "text": p[:9]}, {"text": p[9:]}]}
            for p in STORY
        ]
    },
    "prosemirror": {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": p}]} for p in STORY],
    },
    "contentful": {
        "nodeType": "document",
        "content": [
            {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": p}]} for p in STORY
        ],
    },
    "draft": {"blocks": [{"key": "a", "type": "unstyled", "text": p} for p in STORY]},
    "blocks with models": {
        "blocks": [
            {"type": "paragraph", "model": {"blocks": [{"model": {"text": p}}]}} for p in STORY
        ]
    },
    "json in a string": {"story": json.dumps({"body": HTML})},
    "strings": {"paragraphs": STORY},
}


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_rich_text_is_found_by_its_shape(shape):
    state = {"props": {"pageProps": {"menu": [{"title": "Home"}] * 5, "story": SHAPES[shape]}}}
    body = only(script(json.dumps(state), id="__NEXT_DATA__", type="application/json"))
    assert body.source == "__NEXT_DATA__"
    assert list(body.paragraphs) == STORY


@pytest.mark.parametrize(
    ("code", "source"),
    [
        (
            "window.Fusion=window.Fusion||{};Fusion.globalContent=%s;Fusion.x=1",
            "Fusion.globalContent",
        ),
        ("window.__APOLLO_STATE__ = %s;", "__APOLLO_STATE__"),
        ("window['__PRELOADED_STATE__']=%s", "window['__PRELOADED_STATE__']"),
        ("window.__INITIAL_STATE__ = %s; (function(){})()", "__INITIAL_STATE__"),
    ],
)
def test_assigned_state(code, source):
    body = only(script(code % json.dumps({"a": {"body": HTML}})))
    assert body.source == source
    assert list(body.paragraphs) == STORY


def test_state_in_json_parse():
    quoted = json.dumps(json.dumps({"body": HTML}))
    assert list(only(script(f"window.__DATA__ = JSON.parse({quoted});")).paragraphs) == STORY


def test_next_flight_stream():
    row = "7:" + json.dumps(
        ["$", "div", None, {"children": [["$", "p", None, {"children": p}] for p in STORY]}]
    )
    half = len(row) // 2
    scripts = "".join(
        script(f"self.__next_f.push({json.dumps([1, part])})") for part in (row[:half], row[half:])
    )
    found = bodies(scripts)
    assert any(all(p in body.text for p in STORY) for body in found)


@pytest.mark.parametrize("tag", ["noscript", "template"])
def test_hidden_markup(tag):
    body = only(f"<{tag}>{HTML}</{tag}>")
    assert body.source == tag
    assert list(body.paragraphs) == STORY


def test_configuration_and_menus_are_no_story():
    state = {
        "translations": {f"key{i}": f"Please accept label number {i}" for i in range(200)},
        "menu": [{"title": f"Section {i}", "url": f"/s/{i}"} for i in range(50)],
        "token": "x" * 4000,
    }
    assert bodies(script(json.dumps(state), id="__NEXT_DATA__", type="application/json")) == []


def test_huge_state_is_bounded():
    state = {
        "items": [{"id": i, "tags": ["a", "b", {"c": [1, 2, {"d": "e"}]}]} for i in range(60_000)]
    }
    markup = script(json.dumps(state), id="__NEXT_DATA__", type="application/json")
    tree = lxml.html.document_fromstring(f"<html><body>{markup}</body></html>")
    started = time.process_time()
    assert structured.read(tree).bodies() == []
    assert time.process_time() - started < 3


def next_state(paragraphs):
    value = {"props": {"pageProps": {"story": {"content": paragraphs}}}}
    return script(json.dumps(value), id="__NEXT_DATA__", type="application/json")


@pytest.mark.parametrize(
    ("body", "sources"),
    [
        ("\n\n".join(STORY * 4), ["json-ld"]),
        ("\n\n".join(STORY * 4) + " And then …", ["json-ld", "__NEXT_DATA__"]),
        (STORY[0], ["json-ld", "__NEXT_DATA__"]),
    ],
    ids=["whole", "cut off", "short"],
)
def test_state_is_read_where_json_ld_may_lack_some_of_the_story(body, sources):
    data = {"@type": "NewsArticle", "articleBody": body}
    markup = script(json.dumps(data), type="application/ld+json") + next_state(STORY)
    assert [found.source for found in bodies(markup)] == sources


def test_list_of_which_less_than_a_third_is_prose_is_no_story():
    pieces = [*STORY, *(f"Label {number}" for number in range(9))]
    assert bodies(next_state(pieces)) == []
    assert bodies(next_state(pieces[:-2]))[0].source == "__NEXT_DATA__"
