"""Articles on Spark: a data frame of pages becomes one of articles, through `mapInArrow`.

declutter must be installed on the executors too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from declutter.batch import rows
from declutter.batch.readers import Fields
from declutter.batch.rows import TextForm
from declutter.config import Config
from declutter.integrations.arrow import clean_batch

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame


def clean(
    pages: DataFrame,
    *,
    config: Config | None = None,
    fields: Fields | None = None,
    form: TextForm = "text",
    carry: Sequence[str] = (),
) -> DataFrame:
    """The articles of a data frame of pages; options as those of `arrow.clean_batch`.

    Nothing is computed before Spark is asked for the rows. Spark hands over batches of
    `spark.sql.execution.arrow.maxRecordsPerBatch` rows; 10,000 pages, its default, take much
    memory: 500 are enough.
    """
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    carried = [pages.schema[name] for name in carry]
    made = from_arrow_schema(rows.arrow_schema())
    mapping = _Mapping(config or Config(), fields or Fields(), form, tuple(carry))
    return pages.mapInArrow(mapping, StructType([*carried, *made.fields]))


@dataclass(frozen=True)
class _Mapping:
    """What Spark calls in each task."""

    config: Config
    fields: Fields
    form: TextForm
    carry: tuple[str, ...]

    def __call__(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield clean_batch(
                batch,
                config=self.config,
                fields=self.fields,
                form=self.form,
                carry=self.carry,
            )
