"""A block's text in the forms that rules compare: folded, without case, without what is around."""

from __future__ import annotations

from collections.abc import Sequence

from declutter.rules.fold import caseless, fold, fold_all, line_key
from declutter.rules.openings import beginnings


class BlockText:
    """One text, each form made once for all the rules that look at it.

    `folded` and `low` are as `fold_all` returns them; `words` counts its words.
    """

    __slots__ = ("begins", "folded", "key", "low", "raw", "words")

    def __init__(self, folded: str, low: str, words: int) -> None:
        self.words = words
        self.folded = folded
        self.low = low
        self.key = line_key(low)
        self.raw = folded.encode()
        self.begins = beginnings(low)


class Texts:
    """The texts of a page's blocks, folded once: together where they are asked for together."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._forms: dict[int, tuple[str, str]] = {}
        self._keys: dict[int, str] = {}

    def fold(self, numbers: Sequence[int]) -> list[tuple[str, str]]:
        """Return the texts of some blocks, each folded, and folded and without case."""
        found = list(zip(*fold_all([self._texts[number] for number in numbers]), strict=True))
        self._forms.update(zip(numbers, found, strict=True))
        return found

    def folded(self, number: int) -> str:
        """Return a block's text, folded."""
        return self._form(number)[0]

    def key(self, number: int) -> str:
        """Return a block's text as lines are compared, see `line_key`."""
        key = self._keys.get(number)
        if key is None:
            key = self._keys[number] = line_key(self._form(number)[1])
        return key

    def keys(self) -> list[str]:
        """Return the keys of all blocks."""
        rest = [number for number in range(len(self._texts)) if number not in self._forms]
        if rest:
            self.fold(rest)
        return [self.key(number) for number in range(len(self._texts))]

    def _form(self, number: int) -> tuple[str, str]:
        form = self._forms.get(number)
        if form is None:
            folded = fold(self._texts[number])
            form = self._forms[number] = (folded, caseless(folded))
        return form
