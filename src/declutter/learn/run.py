"""From many pages to rules: one pass, in which fingerprints are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from declutter.batch.pages import Page
from declutter.batch.pool import Failure, Pool
from declutter.config import Config
from declutter.learn.decide import Thresholds, decide
from declutter.learn.evidence import SiteView
from declutter.learn.observe import Observation, Observer, folder_of, site_of
from declutter.learn.tally import Tally
from declutter.learn.write import Learned, write_site

PAGES_PER_SITE = 300
TIME_LIMIT = 30.0


def learn(
    pages: Iterable[Page],
    *,
    config: Config | None = None,
    site: str = "",
    thresholds: Thresholds | None = None,
    pages_per_site: int = PAGES_PER_SITE,
    workers: int = 0,
    time_limit: float = TIME_LIMIT,
    watch: Callable[[Page], None] | None = None,
) -> list[Learned]:
    """Find what recurs on the sites that `pages` come from and is not their stories.

    A page's site is its host, else the folder or file of records it comes from; `site` names the
    site of them all. At most `pages_per_site` pages of each are looked at. Pages are read in
    `workers` processes, or in this one if that is 0; those that cannot be read, or take a process
    longer than `time_limit` seconds, are passed over. `watch` is called with each page that was read. One result for each site, by
    name; one that nothing was found on has no rules. Raises ConfigError or RuleError when the
    configuration or a rule pack is malformed.
    """
    tally = Tally(pages_per_site)
    for page, observation in _observed(
        _wanted(pages, tally, site), Observer(config or Config(), site), workers, time_limit
    ):
        if watch is not None:
            watch(page)
        if observation is not None:
            tally.add(observation)
    least = thresholds or Thresholds()
    found = []
    taken: set[str] = set()
    for known in tally.sites():
        view = SiteView(known)
        noises = decide(view, least) if len(view.traces) >= least.pages else []
        found.append(write_site(view, noises, taken))
    return found


def _wanted(pages: Iterable[Page], tally: Tally, site: str) -> Iterator[Page]:
    """The pages that can be read and whose site has not had enough."""
    for page in pages:
        if page.error is None and tally.wants(site or site_of(page.url) or folder_of(page)):
            yield page


def _observed(
    pages: Iterator[Page], observer: Observer, workers: int, time_limit: float
) -> Iterator[tuple[Page, Observation | None]]:
    if not workers:
        observe = observer()
        for page in pages:
            yield page, observe(page)
        return
    pool: Pool[Page, Observation] = Pool(
        observer, workers=workers, time_limit=time_limit, preload=["declutter.batch.warm"]
    )
    for page, result in pool.run(pages, size=_held_bytes):
        yield page, None if isinstance(result, Failure) else result


def _held_bytes(page: Page) -> int:
    return 500 + len(page.data or b"")
