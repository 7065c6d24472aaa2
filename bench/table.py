"""Write what the package's patterns match into the table that is looked up at run time.

    python -m bench.table

To be run before a release, when packs have changed; see `declutter.rules.table`.
"""

from __future__ import annotations

from declutter.rules import RuleSet, table


def main() -> None:
    """Write the table."""
    rules = RuleSet.default().rules
    written = table.to_json(
        (pattern for rule in rules for pattern in rule.pattern),
        (pattern for rule in rules for pattern in rule.classes),
    )
    table.PATH.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
