"""The rule engine: which rules hold for each block of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from urllib.parse import urlsplit

from declutter.blocks import Block, InputKind, Page
from declutter.rules.context import Context
from declutter.rules.elements import frames_of
from declutter.rules.fold import count_words, is_sentence
from declutter.rules.group import Group
from declutter.rules.pack import BUILT_IN, BuiltIn
from declutter.rules.patterns import check_patterns
from declutter.rules.phrases import PhraseIndex
from declutter.rules.rule import Rule, primary
from declutter.rules.text import BlockText, Texts

Hits = tuple[Rule, ...]

_NONE: frozenset[int] = frozenset()

# Labels recur within a site and beyond: what held for so many texts of so few characters is kept.
# When there are more, start over.
_REMEMBERED = 10_000
_LABEL_CHARS = 60


class AloneHits(list[Hits]):
    """For each block the rules that hold, judged from the block itself.

    `waiting` are, for each block, the rules whose own conditions hold and that wait for what the
    blocks around turn out to be. `texts` are the blocks' texts as rules compare them.
    """

    waiting: list[Hits]
    texts: Texts


class RuleSet:
    """Rules matched together, compiled when the first page comes that they are for.

    `select` and `ignore` name kinds, ids or beginnings of ids; nothing in `select` means all.
    Raises RuleError when a user's pattern is not one of RE2.
    """

    def __init__(
        self,
        rules: Sequence[Rule] | BuiltIn,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
    ) -> None:
        self._built_in = rules if isinstance(rules, BuiltIn) else None
        if not isinstance(rules, BuiltIn):
            self.rules = tuple(
                rule
                for rule in rules
                if (not select or _is_named(rule, select)) and not _is_named(rule, ignore)
            )
            _check(self.rules)
        self._spoken: dict[tuple[str | None, InputKind], _Spoken] = {}
        self._groups: dict[tuple[InputKind, tuple[str, ...]], Group] = {}

    @staticmethod
    @cache
    def default() -> RuleSet:
        """Return the package's own rules, one set for the process."""
        return RuleSet(BuiltIn())

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order of their packs."""
        return tuple(self._numbered(None).values())

    def __reduce__(self) -> tuple[Callable[..., RuleSet], tuple[object, ...]]:
        return (RuleSet, (self.rules,)) if self._built_in is None else (RuleSet.default, ())

    def alone(self, page: Page, among: Sequence[bool] | None = None) -> AloneHits:
        """Return, for each block of `page`, the rules that hold judged from the block itself.

        With `among`, only the blocks it is true of are looked at; no rule holds for the others.
        """
        blocks = page.blocks
        result = AloneHits([()] * len(blocks))
        result.waiting = [()] * len(blocks)
        result.texts = Texts([block.text for block in blocks])
        looked_at = [number for number in range(len(blocks)) if among is None or among[number]]
        spoken = self._spoken_on(page)
        host = _host(page.url)
        texts = result.texts.fold(looked_at)
        around = spoken.by_elements(page, looked_at)
        for number, (folded, low), by_elements in zip(looked_at, texts, around, strict=True):
            block = blocks[number]
            words = count_words(folded)
            now: list[Rule] = []
            waiting: list[Rule] = []
            for rule in spoken.match(folded, low, words, by_elements):
                if _has_shape(rule, block, folded, words, page.input) and (
                    not rule.sites or _is_on(host, rule.sites)
                ):
                    (waiting if rule.in_context else now).append(rule)
            result[number] = tuple(now)
            result.waiting[number] = tuple(waiting)
        return result

    def in_context(self, page: Page, alone_hits: AloneHits, kept: Sequence[bool]) -> list[Hits]:
        """Return, for each block, the rules that hold given which blocks are kept.

        `alone_hits` is what `alone` returned for the same page: it tells the kinds that the
        other blocks were dropped with. A block that such a rule drops counts as dropped for the
        blocks next to it in turn.
        """
        context = Context(alone_hits.texts, page.title, alone_hits, kept)
        waiting = alone_hits.waiting
        result: list[Hits] = [()] * len(waiting)
        forward = [number for number, rules in enumerate(waiting) if rules]
        backward = [n for n in reversed(forward) if any(rule.by_neighbours for rule in waiting[n])]
        for order in (forward, backward):
            for number in order:
                held = tuple([rule for rule in waiting[number] if context.holds(rule, number)])
                result[number] = held
                for rule in held:
                    if rule.says == "drop":
                        context.names[number].update((rule.kind, rule.id))
        return result

    def _spoken_on(self, page: Page) -> _Spoken:
        """The rules for the page's language and input."""
        language = primary(page.language) if page.language else None
        key = (language, page.input)
        known = self._spoken.get(key)
        if known is None:
            rules = {
                number: rule
                for number, rule in self._numbered(language).items()
                if rule.input in (None, page.input)
            }
            known = self._spoken[key] = _Spoken(
                rules, self._grouped(rules, page.input), in_doubt=language is None
            )
        return known

    def _numbered(self, language: str | None) -> Mapping[int, Rule]:
        if self._built_in is not None:
            return self._built_in.spoken(language)
        return {number: rule for number, rule in enumerate(self.rules) if rule.is_for(language)}

    def _grouped(self, rules: Mapping[int, Rule], source: InputKind) -> list[Group]:
        """The rules by their languages, so that each is compiled once for all that share it."""
        by_languages: defaultdict[tuple[str, ...], dict[int, Rule]] = defaultdict(dict)
        for number, rule in rules.items():
            by_languages[tuple(map(primary, rule.languages))][number] = rule
        for languages, some in by_languages.items():
            if (source, languages) not in self._groups:
                self._groups[source, languages] = Group(some)
        return [self._groups[source, languages] for languages in by_languages]


class _Spoken:
    """The rules for pages in one language."""

    def __init__(self, rules: Mapping[int, Rule], groups: Sequence[Group], in_doubt: bool) -> None:
        self._rules = rules
        self._groups = groups
        self._in_doubt = in_doubt
        self._elements = [group.elements for group in groups if group.elements]
        self._needs_both = _NONE.union(*(group.needs_both for group in groups))
        self._shapes = _NONE.union(*(group.shapes for group in groups))
        self._longest = max((group.longest for group in groups), default=0)
        self._known: dict[str, frozenset[int]] = {}

    def match(self, folded: str, low: str, words: int, by_elements: frozenset[int]) -> list[Rule]:
        """The rules whose conditions on the text and the elements of a block hold, in order.

        `by_elements` are the numbers of those that its elements satisfy.
        """
        by_text = self._by_text(folded, low, words)
        found = self._shapes
        if by_text or by_elements:
            found = (by_text ^ by_elements) - self._needs_both | by_text & by_elements | found
        return [self._rules[number] for number in sorted(found)]

    def by_elements(self, page: Page, numbers: Sequence[int]) -> list[frozenset[int]]:
        """For each of some blocks the numbers of the rules that the elements around it satisfy."""
        nodes, frames = page.nodes, frames_of(page)
        # Siblings of one name and identity are as good as one.
        known: dict[tuple[object, ...], frozenset[int]] = {}
        result = []
        for number in numbers:
            block = page.blocks[number]
            at = block.node
            node = nodes[at] if at >= 0 else None
            place = (block.tag, node and (node.tag, node.attrs, node.parent, at in frames))
            found = known.get(place)
            if found is None:
                matches = [index.match(block, nodes, frames) for index in self._elements]
                found = known[place] = _NONE.union(*matches)
            result.append(found)
        return result

    def _by_text(self, folded: str, low: str, words: int) -> frozenset[int]:
        if words > self._longest:
            return _NONE
        found = self._known.get(folded)
        if found is None:
            text = BlockText(folded, low, words)
            found = (
                _NONE.union(*[group.match(text, self._in_doubt) for group in self._groups]) or _NONE
            )
            if len(folded) <= _LABEL_CHARS:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[folded] = found
        return found


def _check(rules: Sequence[Rule]) -> None:
    """Tell a mistake in a user's pack at once; those of the package are tested."""
    users = [rule for rule in rules if not rule.source.startswith(str(BUILT_IN))]
    check_patterns(users)
    PhraseIndex(dict(enumerate(users)))


def _is_named(rule: Rule, names: Iterable[str]) -> bool:
    return any(rule.kind == name or rule.id.startswith(name) for name in names)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""


def _is_on(host: str, sites: Sequence[str]) -> bool:
    return any(host == site or host.endswith("." + site) for site in sites)


def _has_shape(rule: Rule, block: Block, folded: str, words: int, source: InputKind) -> bool:
    """Whether the block is as long, as linked and as much of a sentence as the rule wants."""
    if words < rule.min_words or (rule.max_words is not None and words > rule.max_words):
        return False
    if block.tag in rule.not_tag:
        return False
    if block.tag == "th" and rule.on_text and not rule.on_nodes:
        return False  # "Category" and "Updated" head a table's columns, too
    if rule.link_density is not None:
        if source != "html":
            return False
        low, high = rule.link_density
        if not low <= block.link_chars / max(len(block.text), 1) <= high:
            return False
    return rule.sentence is None or rule.sentence == is_sentence(folded)
