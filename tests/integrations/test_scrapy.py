"""In a real crawl, of pages served on loopback."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading

import pytest

pytest.importorskip("scrapy", reason="scrapy is not installed")

from tests.integrations import pages
from tests.integrations.examples import example, python_path


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.strip("/")
        if name in pages.STORIES:
            self.answer("text/html", pages.page(name).encode())
        elif name == "logo":
            self.answer("image/png", b"\x89PNG\r\n\x1a\n" + bytes(200))
        else:
            links = "".join(f'<a href="/{key}">{key}</a>' for key in (*pages.STORIES, "logo"))
            self.answer("text/html", f"<html><body>{links}</body></html>".encode())

    def answer(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


SPIDER = """
import scrapy
from scrapy.crawler import CrawlerProcess
from declutter.errors import InputError
from declutter.integrations.scrapy import article

class Courier(scrapy.Spider):
    name = "courier"
    start_urls = [{site!r}]
    allowed_domains = ["127.0.0.1"]

    def parse(self, response):
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.parse_page)

    def parse_page(self, response):
        try:
            said = article(response).metadata.title
        except InputError as error:
            said = str(error)
            yield {{"id": "logo", "said": said, "html": response.body}}
            return
        yield {{"id": response.url.rsplit("/", 1)[1], "url": response.url, "said": said,
               "html": response.text}}

process = CrawlerProcess(settings={{
    "ITEM_PIPELINES": {{"declutter.integrations.scrapy.DeclutterPipeline": 300}},
    "FEEDS": {{{out!r}: {{"format": "jsonlines"}}}},
    "TELNETCONSOLE_ENABLED": False,
    "CLOSESPIDER_TIMEOUT": 60,
    "CLOSESPIDER_PAGECOUNT": 20,
    "DEPTH_LIMIT": 2,
    "LOG_LEVEL": "INFO",
}})
crawler = process.create_crawler(Courier)
process.crawl(crawler)
process.start()
print("dropped", crawler.stats.get_value("item_dropped_count"))
"""


def test_a_crawl(site, tmp_path):
    out = tmp_path / "items.jsonl"
    script = tmp_path / "crawl.py"
    script.write_text(SPIDER.format(site=site, out=str(out)))
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
        env={**os.environ, "PYTHONPATH": python_path()},
    )
    items = [json.loads(line) for line in out.read_text().splitlines()]
    assert "dropped 1" in done.stdout, done.stderr[-2000:]
    assert {item["id"] for item in items} == set(pages.STORIES)
    for item in items:
        title, paragraphs = pages.STORIES[item["id"]]
        assert item["title"] == item["said"] == title
        assert item["text"].split("\n\n") == paragraphs
        assert item["url"] == f"{site}/{item['id']}"
        assert "html" not in item
    assert "ERROR" not in done.stderr, done.stderr[-2000:]


def test_items_of_other_kinds():
    from dataclasses import dataclass

    import scrapy
    from scrapy.exceptions import DropItem

    from declutter.batch import Fields
    from declutter.config import Config
    from declutter.integrations.scrapy import DeclutterPipeline

    class Story(scrapy.Item):
        html = scrapy.Field()
        title = scrapy.Field()
        text = scrapy.Field()

    @dataclass
    class Record:
        page: str | None
        title: str = "as the spider found it"
        text: str | None = None

    pipeline = DeclutterPipeline(Config(), Fields())
    story = pipeline.process_item(Story(html=pages.page("ferry")))
    assert dict(story).keys() == {"title", "text"}
    assert story["text"].split("\n\n") == pages.STORIES["ferry"][1]
    record = pipeline.process_item(Record(pages.page("lamps")))
    assert record.title == "as the spider found it"
    assert record.text.split("\n\n") == pages.STORIES["lamps"][1]
    assert record.page is None
    assert pipeline.process_item({"price": 3}) == {"price": 3}
    with pytest.raises(DropItem, match="too low"):
        DeclutterPipeline(Config(), Fields(), min_confidence=1.1).process_item(
            {"html": pages.page("ferry")}
        )


def test_the_example(site, tmp_path):
    (tmp_path / "courier.py").write_text(example("Scrapy"))
    out = tmp_path / "articles.jsonl"
    command = ["runspider", str(tmp_path / "courier.py"), "-a", f"start={site}", "-O", str(out)]
    limits = ["-s", "CLOSESPIDER_TIMEOUT=60", "-s", "TELNETCONSOLE_ENABLED=False"]
    subprocess.run(
        [sys.executable, "-m", "scrapy", *command, *limits],
        capture_output=True,
        timeout=90,
        check=True,
        env={**os.environ, "PYTHONPATH": python_path()},
    )
    items = [json.loads(line) for line in out.read_text().splitlines()]
    assert {item["url"] for item in items} == {f"{site}/{key}" for key in pages.STORIES}
    for item in items:
        key = item["url"].rsplit("/", 1)[1]
        assert item["text"].startswith("---\n")
        assert pages.STORIES[key][1][2] in item["text"]
