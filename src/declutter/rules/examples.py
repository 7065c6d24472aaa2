"""Run the examples that every rule carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from declutter.blocks import Block, Page
from declutter.errors import RuleError
from declutter.rules.engine import RuleSet
from declutter.rules.rule import Rule
from declutter.segment import segment

_JUDGED = ">> "
_TITLE = "# "
_MARK = "declutter-judged-example"


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that its own rule judges wrongly; `wanted` says which list it stands in."""

    rule: Rule
    wanted: str
    example: str

    def __str__(self) -> str:
        said = "does not match" if self.wanted == "drop" else "matches"
        return f"{self.rule.source}: rule {self.rule.id}: {said} its {self.wanted} example: {self.example!r}"


def check_examples(rules: Sequence[Rule], among: Sequence[Rule] = ()) -> list[Failure]:
    """Return the examples of `rules` that fail: drops not matched and keeps matched.

    For rules that look at neighbours, the blocks around are judged by `rules` and by `among`.
    Raises RuleError when an example cannot be read.
    """
    everything = RuleSet((*rules, *(rule for rule in among if rule not in rules)))
    failures = []
    for rule in rules:
        # A rule that looks at its block alone must answer alone, whatever the others say.
        judges = everything if rule.in_context else RuleSet((rule,))
        for wanted, examples in (("drop", rule.drop), ("keep", rule.keep)):
            for example in examples:
                if _matches(rule, example, judges) != (wanted == "drop"):
                    failures.append(Failure(rule, wanted, example))
    return failures


def _matches(rule: Rule, example: str, judges: RuleSet) -> bool:
    page, judged = _page(rule, example)
    page.language = rule.languages[0] if rule.languages else None
    page.url = f"https://{rule.sites[0]}/" if rule.sites else None
    alone = judges.alone(page)
    if not rule.in_context:
        return rule in alone[judged]
    kept = [not any(hit.says == "drop" for hit in hits) for hits in alone]
    kept[judged] = True
    return rule in judges.in_context(page, alone, kept)[judged]


def _page(rule: Rule, example: str) -> tuple[Page, int]:
    """An example as a page, and the number of the block that is judged in it."""
    if example.lstrip().startswith("<"):
        return _fragment(rule, example)
    lines = [line.strip() for line in example.splitlines() if line.strip()]
    title = None
    if len(lines) > 1 and lines[0].startswith(_TITLE):
        title = lines.pop(0).removeprefix(_TITLE)
    judged = [number for number, line in enumerate(lines) if line.startswith(_JUDGED)]
    if len(lines) > 1 and len(judged) != 1:
        raise _unreadable(rule, example, f'one line must start with "{_JUDGED}"')
    blocks = [
        Block(line.removeprefix(_JUDGED), line=number) for number, line in enumerate(lines, 1)
    ]
    # A rule for pages alone may still give its examples as plain text, if it needs no elements.
    page = Page(blocks, input=rule.input or "text", title=title)
    return page, judged[0] if judged else 0


def _fragment(rule: Rule, example: str) -> tuple[Page, int]:
    tree = html.fragment_fromstring(example, create_parent="body")
    marked = tree.xpath(".//*[@data-x]")
    if marked:
        marked[0].set("data-testid", f"{marked[0].get('data-testid', '')} {_MARK}")
    page = segment(tree)
    titles = tree.xpath(".//h1")
    page.title = titles[0].text_content() if titles else None
    if not page.blocks:
        raise _unreadable(rule, example, "has no text")
    if not marked:
        return page, 0
    mark = next((at for at, node in enumerate(page.nodes) if _MARK in node.attrs), None)
    for node in page.nodes:
        node.attrs = node.attrs.replace(_MARK, "").strip()
    for number, block in enumerate(page.blocks):
        at = block.node
        while at >= 0:
            if at == mark:
                return page, number
            at = page.nodes[at].parent
    raise _unreadable(rule, example, "the element marked data-x has no text")


def _unreadable(rule: Rule, example: str, reason: str) -> RuleError:
    return RuleError(f"{rule.source}: rule {rule.id}: example {example!r}: {reason}")
