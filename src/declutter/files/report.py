"""Findings in the forms that people, editors and code hosts read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, Literal
from urllib.parse import quote

from declutter.files.findings import Finding

Form = Literal["text", "json", "github", "sarif"]

SCHEMA = "declutter-check/1"
_SHOWN = 160
"""Characters of what goes that a line shows."""
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def line(finding: Finding) -> str:
    """Return a finding as `path:line:column: kind rule removed text`, the text on one line."""
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return f"{place}: {finding.kind} {finding.rule} {_short(finding.text)}"


def github(finding: Finding) -> str:
    """Return a finding as a command that a workflow on GitHub shows beside the line."""
    properties = {
        "title": f"declutter ({finding.rule})",
        "file": finding.path,
        "line": finding.line,
        "col": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    where = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::error {where}::{_message(f'{finding.kind}: {_short(finding.text)}')}"


def as_json(findings: Iterable[Finding], files: int, errors: Iterable[tuple[str, str]]) -> str:
    """Return a run's findings as one JSON object; `errors` are paths and what is wrong there."""
    return _dump(
        {
            "schema": SCHEMA,
            "files": files,
            "findings": [_record(finding) for finding in findings],
            "errors": [{"path": path, "message": message} for path, message in errors],
        }
    )


def sarif(findings: Sequence[Finding], errors: Iterable[tuple[str, str]]) -> str:
    """Return a run's findings as a SARIF 2.1.0 log."""
    from declutter import __version__

    kinds = {finding.rule: finding.kind for finding in findings}
    numbers = {rule: number for number, rule in enumerate(sorted(kinds))}
    failed = [
        {"level": "error", "message": {"text": message}, "locations": [_location(path)]}
        for path, message in errors
    ]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "declutter",
                "version": __version__,
                "rules": [
                    {"id": rule, "shortDescription": {"text": kinds[rule]}} for rule in numbers
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": failed}],
        "results": [
            {
                "ruleId": finding.rule,
                "ruleIndex": numbers[finding.rule],
                "level": "warning",
                "message": {"text": f"{finding.kind}: {_short(finding.text)}"},
                "locations": [_location(finding.path, finding)],
            }
            for finding in findings
        ],
    }
    return _dump({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def counted(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each kind: `ad 2, byline 1`."""
    kinds = Counter(finding.kind for finding in findings)
    return ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "kind": finding.kind,
        "rule": finding.rule,
        "text": finding.text,
    }


def _location(path: str, finding: Finding | None = None) -> dict[str, Any]:
    pure = PurePath(path)
    uri = pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if finding is not None:
        place["region"] = {
            "startLine": finding.line,
            "startColumn": finding.column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
        }
    return {"physicalLocation": place}


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 1].rstrip() + "…"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _dump(record: object) -> str:
    # Half of a surrogate pair cannot be written; escaped, it can.
    text = json.dumps(record, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
