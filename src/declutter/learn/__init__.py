"""What recurs on a site and is not its stories, found by comparing many of its pages.

observe ── a page's blocks ──> tally ── fingerprints ──> evidence ──> decide ── noise ──> write
"""

from declutter.learn.decide import Thresholds
from declutter.learn.run import PAGES_PER_SITE, TIME_LIMIT, learn
from declutter.learn.two_passes import learn_first
from declutter.learn.write import Learned, file_name, pack

__all__ = [
    "PAGES_PER_SITE",
    "TIME_LIMIT",
    "Learned",
    "Thresholds",
    "file_name",
    "learn",
    "learn_first",
    "pack",
]
