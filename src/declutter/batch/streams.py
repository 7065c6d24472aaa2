"""Files as byte streams, compressed or not, told apart by name or by their first bytes."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

from declutter.batch import extras

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
COMPRESSED = (".gz", ".zst")


def bare_name(name: str) -> str:
    """A file's name in lower case, without the suffix of its compression."""
    name = name.lower()
    for suffix in COMPRESSED:
        name = name.removesuffix(suffix)
    return name


def decompress(raw: BinaryIO, name: str) -> BinaryIO:
    """`raw`, decompressed as the suffix of `name` says.

    Raises `MissingExtraError` for `.zst` without its extra.
    """
    if name.lower().endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw, mode="rb"))
    if name.lower().endswith(".zst"):
        zstandard = extras.load("zstandard", extra="zst", what="reading .zst")
        reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return io.BufferedReader(reader, 1 << 18)
    return raw


def sniff_compression(head: bytes) -> str:
    """The suffix (`.gz`, `.zst` or none) that goes with a stream's first bytes."""
    if head.startswith(GZIP_MAGIC):
        return ".gz"
    if head.startswith(ZSTD_MAGIC):
        return ".zst"
    return ""
