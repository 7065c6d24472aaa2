import gzip
import json
from pathlib import Path

import pytest

STORY = """Officials in Port Larrow approved the new harbour crossing on Tuesday after two years of debate.

The bridge will carry trams, bicycles and a single lane of traffic in each direction, engineers said.

"We waited a long time for this vote," said Mayor Ines Tolland, who had campaigned for the crossing.

Work begins in March and is expected to last until the autumn of the following year, weather permitting."""

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour crossing approved - Larrow Courier</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
<article><h1>Harbour crossing approved</h1>{paragraphs}</article>
<footer>Copyright Larrow Courier</footer></body></html>"""


@pytest.fixture
def mini_corpus(tmp_path: Path) -> Path:
    """A corpus of three invented pages on two sites."""
    folder = tmp_path / "mini"
    (folder / "html").mkdir(parents=True)
    (folder / "ground-truth").mkdir()
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY.split("\n\n"))
    urls = {
        "a1": "https://www.larrowcourier.co.uk/news/crossing",
        "a2": "https://sport.larrowcourier.co.uk/rowing",
        "b1": "https://vennadaily.example.org/harbour",
    }
    for page_id, url in urls.items():
        record = {
            "file_id": page_id,
            "url": url,
            "ground_truth": {
                "title": "Harbour crossing approved",
                "authors": [],
                "publish_date": None,
                "main_content": STORY,
                "with": ["The bridge will carry trams"],
                "without": ["Copyright Larrow"],
            },
        }
        (folder / "ground-truth" / f"{page_id}.json").write_text(json.dumps(record))
        html = PAGE.format(paragraphs=paragraphs).encode()
        (folder / "html" / f"{page_id}.html.gz").write_bytes(gzip.compress(html))
    return folder
