"""Rules as data: packs of them, and the engine that says which hold for each block."""

from declutter.rules.engine import AloneHits, RuleSet
from declutter.rules.examples import Failure, check_examples
from declutter.rules.pack import load_packs, read_pack
from declutter.rules.rule import KINDS, Rule

__all__ = [
    "KINDS",
    "AloneHits",
    "Failure",
    "Rule",
    "RuleSet",
    "check_examples",
    "load_packs",
    "read_pack",
]
