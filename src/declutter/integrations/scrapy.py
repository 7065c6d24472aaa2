"""Scrapy: an item pipeline, and the article of a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

from itemadapter import ItemAdapter
from scrapy import Item
from scrapy.exceptions import DropItem
from scrapy.http import Response, TextResponse

from declutter.batch import rows
from declutter.batch.readers import SOURCE_FIELDS, Fields
from declutter.batch.rows import TextForm
from declutter.batch.work import default_cleaner
from declutter.config import Config
from declutter.errors import InputError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from declutter.article import Article

_cleaners: dict[Config, Any] = {}


def article(response: Response, config: Config | None = None) -> Article:
    """The article on the page of a response, for use in a spider's callbacks.

    Raises `InputError` for a response that is not text.
    """
    if not isinstance(response, TextResponse):
        raise InputError(f"{response.url} is not a page")
    return _clean(response.text, response.url, config or Config())


class DeclutterPipeline:
    """Cleans the page that an item carries, and adds what is known of the article to the item.

    Settings of the project:

    `DECLUTTER_CONFIG`: a `declutter.toml`; unless said, the one found from the working directory.
    `DECLUTTER_FIELD`: the item's field with the page; unless said, the first of `html`,
    `raw_html`, `page`, `content`, `text`, `body` that it has. Taken out of the item unless it is
    `text`, or `DECLUTTER_KEEP_PAGE` is true.
    `DECLUTTER_FORM`: how `text` is written: `text`, `markdown` or `html`.
    `DECLUTTER_MIN_CONFIDENCE`: items below are dropped.

    The item's `url` field is used where it has one. Fields that the item cannot have (a dataclass
    or `scrapy.Item` that does not declare them) are left out; fields that already have a value
    keep it, but for `text`. An item whose page cannot be cleaned is dropped.
    """

    def __init__(
        self,
        config: Config,
        fields: Fields,
        form: TextForm = "text",
        min_confidence: float = 0.0,
        keep_page: bool = False,
    ) -> None:
        self.config = config
        self.fields = fields
        self.form = form
        self.min_confidence = min_confidence
        self.keep_page = keep_page

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy, from the project's settings. Raises `ConfigError`."""
        settings = crawler.settings
        path = settings.get("DECLUTTER_CONFIG")
        config = Config.read(path) if path else Config.find()
        return cls(
            config,
            Fields(source=settings.get("DECLUTTER_FIELD", "")),
            cast(TextForm, settings.get("DECLUTTER_FORM", "text")),
            settings.getfloat("DECLUTTER_MIN_CONFIDENCE", config.min_confidence),
            settings.getbool("DECLUTTER_KEEP_PAGE", False),
        )

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item with its article; one without a page is passed on as it is."""
        adapter = ItemAdapter(item)
        wanted = (self.fields.source,) if self.fields.source else SOURCE_FIELDS
        source = next((name for name in wanted if adapter.get(name) is not None), None)
        if source is None:
            return item
        url = adapter.get(self.fields.url)
        try:
            found = _clean(adapter[source], url, self.config)
        except InputError as error:
            raise DropItem(f"{url}: {error}") from error
        if found.confidence < self.min_confidence:
            raise DropItem(f"{url}: confidence {found.confidence:.2f} is too low")
        self._fill(adapter, rows.from_article(found, id="", url=url, form=self.form))
        if source != "text" and not self.keep_page:
            if isinstance(item, (dict, Item)):
                del adapter[source]
            else:
                adapter[source] = None
        return item

    def _fill(self, adapter: ItemAdapter, row: rows.Row) -> None:
        declared = set(adapter.field_names()) if not isinstance(adapter.item, dict) else None
        for name, value in row.items():
            if name in ("id", "error") or (declared is not None and name not in declared):
                continue
            if name == "text" or adapter.get(name) in (None, "", []):
                adapter[name] = value


def _clean(source: str | bytes, url: str | None, config: Config) -> Article:
    if config not in _cleaners:
        _cleaners[config] = default_cleaner(config)
    return cast("Article", _cleaners[config](source, url=url, input=config.input))
