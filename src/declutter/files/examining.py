"""One file: what goes of it, whatever its kind, and what it is without that."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from declutter import source
from declutter.config import Config
from declutter.errors import InputError
from declutter.files import cells, encoding, page, records, scraped
from declutter.files.findings import Finding
from declutter.files.judging import Judge, judge_for
from declutter.files.kinds import kind_of
from declutter.files.spans import Cleaned, Lines, Value, cut, merged, settled


@dataclass(frozen=True, slots=True)
class Examined:
    """A file's findings, its bytes before and after removing them, and both as text.

    `notes` say what is odd about the file; nothing is removed where they say so.
    """

    findings: tuple[Finding, ...]
    data: bytes
    cleaned: bytes
    before: str
    after: str
    notes: tuple[str, ...] = ()

    def diff(self, path: str) -> str:
        """Return the change as a unified diff, "" where there is none."""
        out: list[str] = []
        lines = difflib.unified_diff(_lines(self.before), _lines(self.after), path, path)
        for line in lines:
            out.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
        return "".join(out)


def examine(
    data: bytes,
    path: str,
    config: Config,
    *,
    fields: Sequence[str] = (),
    charset: str | None = None,
) -> Examined:
    """Find what goes of a file.

    `data` is what the file holds, `path` its name, which tells its kind. `fields` are those of
    records that hold text, found out when empty; `charset` is the file's encoding, found out when
    None. Raises InputError when the file is too large, binary, or not what its name says, and
    ConfigError or RuleError when settings or rules are wrong.
    """
    if config.max_bytes and len(data) > config.max_bytes:
        raise InputError(f"is larger than {config.max_bytes:,} bytes (`max-bytes` in the settings)")
    decoded = encoding.decode(data, charset)
    text = decoded.text
    cleaned, notes = _cleaned(text, path, judge_for(config), fields)
    if not cleaned.cuts:
        return Examined((), data, data, text, text, notes)
    after = cut(text, cleaned.cuts)
    lines = Lines(text)
    findings = tuple(
        Finding(path, *lines.of(item.start), *lines.of(item.end), item.kind, item.rule, item.text)
        for item in cleaned.found
    )
    return Examined(findings, data, decoded.encoded(after), text, after, notes)


def _cleaned(
    text: str, path: str, judge: Judge, fields: Sequence[str]
) -> tuple[Cleaned, tuple[str, ...]]:
    if not text.strip():
        return Cleaned(), ()
    kind = kind_of(path, text, judge.config.input)
    if kind == "text":
        cleaned = settled(text, lambda left: scraped.clean(left, judge))
        return cleaned, (cleaned.note,) if cleaned.note else ()
    if kind == "html":
        cleaned = _page(text, judge)
        return cleaned, (cleaned.note,) if cleaned.note else ()
    if kind == "csv":
        tab = "\t" if PurePath(path).suffix.lower() == ".tsv" else None
        values = cells.table(text, fields, tab)
        return _in_values(values or (), judge), () if values is not None else _no_field(fields)
    if kind == "json":
        values = records.document(text, fields)
        return _in_values(values, judge), () if values else _no_field(fields)
    values, broken = records.lines(text, fields)
    notes = () if values or broken else _no_field(fields)
    if broken:
        which = ", ".join(map(str, broken[:5])) + (" …" if len(broken) > 5 else "")
        notes = (*notes, f"left as they are, being no JSON: lines {which}")
    return _in_values(values, judge), notes


def _no_field(fields: Sequence[str]) -> tuple[str, ...]:
    if fields:
        return (f"no field is called {' or '.join(fields)}",)
    return ("no field is called as texts usually are; `--field` names one",)


def _in_values(values: Sequence[Value], judge: Judge) -> Cleaned:
    cleaned = [value.in_file(_value(value.text, judge)) for value in values if value.text.strip()]
    return Cleaned(
        tuple(item for each in cleaned for item in each.found),
        merged(span for each in cleaned for span in each.cuts),
    )


def _value(text: str, judge: Judge) -> Cleaned:
    input = judge.config.input
    if (source.kind_of(text) if input == "auto" else input) == "html":
        return _page(text, judge)
    return settled(text, lambda left: scraped.clean(left, judge))


def _page(text: str, judge: Judge) -> Cleaned:
    return settled(text, lambda left: page.clean(left, judge, again=len(left) < len(text)))


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + (
        [text.rpartition("\n")[2]] if not text.endswith("\n") and text else []
    )
