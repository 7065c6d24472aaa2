"""Articles on Ray Data: a dataset of pages becomes one of articles, through `map_batches`.

declutter must be installed on the workers too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from declutter.batch.readers import Fields
from declutter.batch.rows import TextForm
from declutter.config import Config
from declutter.integrations.arrow import clean_table

if TYPE_CHECKING:
    from ray.data import Dataset

BATCH_PAGES = 500
"""Pages in a batch: long against the handing over, and held in memory at once."""


def clean(
    pages: Dataset,
    *,
    config: Config | None = None,
    fields: Fields | None = None,
    form: TextForm = "text",
    carry: Sequence[str] = (),
    **resources: Any,
) -> Dataset:
    """The articles of a dataset of pages; options as those of `arrow.clean_batch`.

    `resources` go to `Dataset.map_batches` (`num_cpus`, `concurrency`, `batch_size` …).
    """
    options = {"batch_size": BATCH_PAGES, **resources, "batch_format": "pyarrow"}
    clean_pages = partial(clean_table, config=config, fields=fields, form=form, carry=tuple(carry))
    return pages.map_batches(clean_pages, **options)
