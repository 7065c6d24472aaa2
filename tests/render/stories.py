"""Articles to render, made by hand."""

from __future__ import annotations

from declutter.article import Article
from declutter.parts import Metadata, Removal, TextBlock

HARBOUR = Article(
    blocks=(
        TextBlock("The old quay goes, the tram comes.", "standfirst", where="/html/body/p"),
        TextBlock(
            "OSTERHAVN — The council voted 14 to 9 on Tuesday.",
            where="/html/body/p[2]",
            html='OSTERHAVN — The council <a href="https://ex.test/vote?a=1&amp;b=2">voted</a> '
            "<strong>14 to 9</strong> on <em>Tuesday</em>.",
            reasons=("judge: long sentence", "json-ld"),
        ),
        TextBlock("What it costs", "heading", 2),
        TextBlock("Rails: 40 million", "list_item", 1),
        TextBlock("Steel", "list_item", 2, joined=True),
        TextBlock("Stops: 12 million", "list_item", 1, joined=True),
        TextBlock("Vote", "list_item", 1, ordered=True),
        TextBlock("Build", "list_item", 1, joined=True, ordered=True),
        TextBlock('"We waited forty years."', "quote"),
        TextBlock("And another ten.", "quote"),
        TextBlock("Year\tPassengers", "table_row"),
        TextBlock("2023\t1 | 2 million", "table_row", joined=True),
        TextBlock("print('```')", "code"),
        TextBlock("Grey is the water,", "verse"),
        TextBlock("grey is the sky", "verse", joined=True),
    ),
    metadata=Metadata(
        title='Council: "yes" to the tram # finally',
        authors=("Ada Lindqvist", "No"),
        published="2024-11-14T10:00:00+01:00",
        standfirst="The old quay goes, the tram comes.",
        tags=("tram", "null", "1e3"),
        language="en",
        url="https://ex.test/tram",
        paywalled=False,
        sources={"title": "json-ld", "authors": "byline"},
    ),
    removed=(
        Removal("ad", "ad.label", "Advertisment", "/html/body/div", ("ad.label: veto",)),
        Removal("byline", "byline.by", "By Ada Lindqvist", "/html/body/div[2]"),
    ),
    confidence=0.912345,
)
EMPTY = Article(note="no article found", input="text")
