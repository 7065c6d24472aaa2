"""Fit the judge's weights from the corpora, from scratch, the same every time.

    python -m bench.train CORPUS... -o src/declutter/judge/weights.npz
    python -m bench.train CORPUS... --folds DIR      a model a fold, each without that fold's sites

Each stage is fitted on what the stage before says of pages it has not seen: within the training
pages, folds cut by site give every page the opinion of a model that knows none of its site.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.align import tokens
from bench.corpus import FOLDS
from bench.dataset import STORY_SHARE, Example, all_examples
from bench.scores import word_f1, words
from declutter.judge import confidence, context, evidence, features, pages, vote, witness
from declutter.judge.markup import Vocabulary, attribute_words
from declutter.judge.wording import phrases
from declutter.rules import RuleSet

Floats = npt.NDArray[np.float32]

VOCABULARY = 160
MIN_SITES = 6
PHRASE_SITES = 8
FOLDER_WEIGHT = {"fundus": 2.5}
"""How much a corpus's pages count: news is what the judge is for."""
INNER = 4

_BOOST: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.07,
    "num_leaves": 24,
    "min_child_samples": 40,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "verbose": -1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
}
_SIEVE = {**_BOOST, "learning_rate": 0.15, "num_leaves": 12}
SIEVE_ROUNDS, ROUNDS = 50, 220


class Table:
    """The examples as arrays: for every page its columns, labels and weights."""

    def __init__(self, examples: Sequence[Example], vocabulary: Vocabulary) -> None:
        self.examples = examples
        self.base = [features.features(example.page, vocabulary) for example in examples]
        self.held = [
            witness.witness_columns(e.page.blocks, features.paragraphs(rows), e.witnesses)
            for e, rows in zip(examples, self.base, strict=True)
        ]
        self.votes = [vote.vote_columns(example.page, example.vote) for example in examples]
        self.labels = [np.array(e.shares) >= STORY_SHARE for e in examples]
        self.weights = [_weights(example) for example in examples]

    def evidence(self, alive: Sequence[npt.NDArray[np.bool_]]) -> list[Floats]:
        """What the rules say of the blocks that the sieve let through."""
        rules = RuleSet.default()
        return [
            evidence.evidence_columns(e.page, rules.alone(e.page, live.tolist()))
            for e, live in zip(self.examples, alive, strict=True)
        ]


def _weights(example: Example) -> npt.NDArray[np.float64]:
    """What each block counts: longer ones more, blocks without words nothing, pages alike."""
    sizes = [len(tokens(block.text)) for block in example.page.blocks]
    weights = np.array([1 + math.sqrt(min(size, 100)) if size else 0.0 for size in sizes])
    return weights * FOLDER_WEIGHT.get(example.folder, 1.0) / math.sqrt(max(1.0, weights.sum()))


def markup_vocabulary(examples: Sequence[Example]) -> list[str]:
    """The attribute words around blocks that tell most, by how many sites use them one-sidedly."""
    sites: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for example in examples:
        nodes = example.page.nodes
        for block, share in zip(example.page.blocks, example.shares, strict=True):
            at, steps = block.node, 0
            while at >= 0 and steps < 6:
                for word in attribute_words(nodes[at].attrs):
                    sites[word][share >= STORY_SHARE].add(example.site)
                at, steps = nodes[at].parent, steps + 1
    scores = {}
    for word, (noise, story) in sites.items():
        support = len(noise | story)
        if support >= MIN_SITES:
            scores[word] = abs(len(noise) - len(story)) / (support + 5) * math.log(support)
    return sorted(scores, key=lambda word: (-scores[word], word))[:VOCABULARY]


class Fit:
    """One model, stage by stage, on some pages of a table."""

    def __init__(self, table: Table, train: Sequence[int], threads: int) -> None:
        self.table = table
        self.train = list(train)
        self.threads = threads
        self.inner = _inner_folds(table.examples, self.train)

    def boost(
        self, rows: Sequence[Floats], pick: Sequence[Any], at: Sequence[int], sieve: bool = False
    ) -> lightgbm.Booster:
        """Boosted trees over the picked rows of the pages `at`."""
        data = lightgbm.Dataset(
            np.vstack([rows[i][pick[i]] for i in at]),
            np.concatenate([self.table.labels[i][pick[i]] for i in at]),
            weight=np.concatenate([self.table.weights[i][pick[i]] for i in at]),
            free_raw_data=True,
        )
        parameters = {**(_SIEVE if sieve else _BOOST), "num_threads": self.threads}
        return lightgbm.train(parameters, data, SIEVE_ROUNDS if sieve else ROUNDS)

    def unseen(
        self, rows: Sequence[Floats], pick: Sequence[Any], sieve: bool = False
    ) -> tuple[list[Floats], lightgbm.Booster]:
        """For every page what a model that has not seen its site says; and the model on all.

        Pages outside the training set get the opinion of the model on all.
        """
        whole = self.boost(rows, pick, self.train, sieve)
        said = [np.zeros(len(page), dtype=np.float32) for page in rows]
        for fold in range(INNER):
            held = [i for i in self.train if self.inner[i] == fold]
            model = self.boost(rows, pick, [i for i in self.train if self.inner[i] != fold], sieve)
            _predict(model, rows, pick, held, said)
        known = set(self.train)
        _predict(whole, rows, pick, [i for i in range(len(rows)) if i not in known], said)
        return said, whole

    def wording(self, pick: Sequence[Any]) -> tuple[list[Floats], dict[str, float]]:
        """The wording's column for every page, unseen as above, and the weights on all."""
        bags = [
            [
                dict.fromkeys(phrases(b.text), 1.0) if p else {}
                for b, p in zip(e.page.blocks, live, strict=True)
            ]
            for e, live in zip(self.table.examples, pick, strict=True)
        ]
        sites: dict[str, set[str]] = defaultdict(set)
        for i in self.train:
            for bag in bags[i]:
                for phrase in bag:
                    sites[phrase].add(self.table.examples[i].site)
        common = {phrase for phrase, where in sites.items() if len(where) >= PHRASE_SITES}
        vectorizer = DictVectorizer(dtype=np.float32).fit([dict.fromkeys(sorted(common), 1.0)])
        matrices = [vectorizer.transform(bag) for bag in bags]

        def fitted(at: Sequence[int]) -> npt.NDArray[np.float64]:
            model = LogisticRegression(C=0.3, max_iter=60)
            model.fit(
                sparse.vstack([matrices[i][np.flatnonzero(pick[i])] for i in at]),
                np.concatenate([self.table.labels[i][pick[i]] for i in at]),
                sample_weight=10 * np.concatenate([self.table.weights[i][pick[i]] for i in at]),
            )
            return np.asarray(model.coef_[0])

        whole = fitted(self.train)
        whole[np.abs(whole) < 0.05] = 0.0
        columns = [np.asarray(m @ whole, dtype=np.float32)[:, None] for m in matrices]
        for fold in range(INNER):
            weights = fitted([i for i in self.train if self.inner[i] != fold])
            for i in self.train:
                if self.inner[i] == fold:
                    columns[i] = np.asarray(matrices[i] @ weights, dtype=np.float32)[:, None]
        names = vectorizer.get_feature_names_out()
        return columns, {n: float(w) for n, w in zip(names, whole, strict=True) if w}

    def run(self) -> tuple[dict[str, Any], list[Floats]]:
        """Fit every stage; return the arrays of a model's file, and the last probabilities."""
        table = self.table
        everything = [slice(None)] * len(table.examples)
        sieved, sieve = self.unseen(table.base, everything, sieve=True)
        alive = [said >= pages.SIEVE for said in sieved]
        said = table.evidence(alive)
        wording, phrase_weights = self.wording(alive)
        rows = [
            np.hstack(parts).astype(np.float32)
            for parts in zip(table.base, table.held, said, wording, strict=True)
        ]
        first, alone = self.unseen(rows, alive)
        around = [
            context.context_columns(e.page, p) for e, p in zip(table.examples, first, strict=True)
        ]
        rows2 = [np.hstack(pair) for pair in zip(rows, around, strict=True)]
        second, in_context = self.unseen(rows2, alive)
        rows3 = [np.hstack(pair) for pair in zip(rows2, table.votes, strict=True)]
        third, voted = self.unseen(rows3, alive)
        last = [
            with_vote if pages.unsettled(e.page, without) > pages.UNSETTLED else without
            for e, without, with_vote in zip(table.examples, second, third, strict=True)
        ]
        trust = self.trust(last)
        arrays: dict[str, Any] = {}
        for name, model in (
            ("sieve", sieve), ("alone", alone), ("context", in_context), ("voted", voted),
        ):  # fmt: skip
            arrays.update(forest_arrays(model, name))
        arrays["wording"] = np.array(list(phrase_weights.values()), dtype=np.float32)
        self.words = {"wording": list(phrase_weights), "trust": trust, "threshold": 0.5}
        return arrays, last

    def trust(self, p: Sequence[Floats]) -> list[float]:
        """Weights of the confidence: odds that a page comes out with a word F1 of 0.8 or more.

        Every page counts twice: as it is, and with its story taken out, which is a page without
        an article.
        """
        rows, good = [], []
        for i in self.train:
            example = self.table.examples[i]
            kept = p[i] >= 0.5
            text = "\n".join(
                block.text for block, keep in zip(example.page.blocks, kept, strict=True) if keep
            )
            rows.append(self.trust_columns(i, p[i], kept))
            good.append(word_f1(words(example.truth.lower()), words(text.lower())) >= 0.8)
            without = np.where(self.table.labels[i], 0.0, p[i]).astype(np.float32)
            rows.append(self.trust_columns(i, without, without >= 0.5))
            good.append(False)
        matrix = np.array(rows)
        scale = matrix.std(axis=0) + 1e-9
        weight = [1.0 if index % 2 == 0 else 0.1 for index in range(len(rows))]
        model = LogisticRegression(C=1.0, max_iter=2000).fit(matrix / scale, good, weight)
        return [*(model.coef_[0] / scale).tolist(), float(model.intercept_[0])]

    def trust_columns(self, i: int, p: Floats, kept: npt.NDArray[np.bool_]) -> list[float]:
        """The confidence's columns of one page."""
        body = self.table.held[i][:, witness.COLUMNS.index("body")]
        page = self.table.examples[i].page
        return confidence.trust_columns(page, self.table.base[i], body, p, kept.tolist())


def _predict(
    model: lightgbm.Booster,
    rows: Sequence[Floats],
    pick: Sequence[Any],
    at: Sequence[int],
    said: list[Floats],
) -> None:
    for i in at:
        picked = rows[i][pick[i]]
        if len(picked):
            said[i][pick[i]] = model.predict(picked)


def _inner_folds(examples: Sequence[Example], train: Sequence[int]) -> dict[int, int]:
    sites = sorted({examples[i].site for i in train})
    order = np.random.default_rng(7).permutation(len(sites))
    fold = {site: int(order[n]) % INNER for n, site in enumerate(sites)}
    return {i: fold[examples[i].site] for i in train}


def forest_arrays(model: lightgbm.Booster, prefix: str) -> dict[str, npt.NDArray[Any]]:
    """LightGBM's trees as the flat arrays that `declutter.judge.trees` evaluates."""
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    roots = []
    depth = 0

    def add(node: dict[str, Any], level: int) -> int:
        nonlocal depth
        depth = max(depth, level)
        at = len(feature)
        for column, empty in (
            (feature, 0),
            (threshold, 0.0),
            (left, at),
            (right, at),
            (value, 0.0),
        ):
            column.append(empty)  # type: ignore[attr-defined]
        if "leaf_value" in node:
            value[at] = node["leaf_value"]
            return at
        feature[at] = node["split_feature"]
        threshold[at] = node["threshold"]
        left[at] = add(node["left_child"], level + 1)
        right[at] = add(node["right_child"], level + 1)
        return at

    for tree in model.dump_model()["tree_info"]:
        roots.append(add(tree["tree_structure"], 0))
    arrays = {
        "feature": np.array(feature, dtype=np.int16),
        "threshold": _float32_down(threshold),
        "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32),
        "value": np.array(value, dtype=np.float32),
        "roots": np.array(roots, dtype=np.int32),
        "depth": np.array(depth, dtype=np.int32),
    }
    return {f"{prefix}.{name}": array for name, array in arrays.items()}


def _float32_down(values: Sequence[float]) -> Floats:
    """Thresholds in single precision, rounded so that no float32 value changes sides."""
    exact = np.array(values, dtype=np.float64)
    near = exact.astype(np.float32)
    return np.where(near > exact, np.nextafter(near, np.float32(-np.inf)), near)


def fit(
    examples: Sequence[Example], train: Sequence[int], path: Path, threads: int
) -> list[Floats]:
    """Fit a model on some of the examples and write it; return all pages' probabilities."""
    words = markup_vocabulary([examples[i] for i in train])
    job = Fit(Table(examples, Vocabulary(words)), train, threads)
    arrays, last = job.run()
    text = json.dumps({"markup": words, **job.words}, ensure_ascii=False)
    arrays["words"] = np.frombuffer(text.encode(), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        np.savez_compressed(stream, **arrays)
    return last


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--only-fold", type=int)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    examples = all_examples(options.corpora)
    if options.output:
        fit(examples, range(len(examples)), options.output, options.threads)
    for fold in range(FOLDS) if options.folds else ():
        if options.only_fold in (None, fold):
            train = [i for i, example in enumerate(examples) if example.fold != fold]
            fit(examples, train, options.folds / f"fold-{fold}.npz", options.threads)


if __name__ == "__main__":
    main()
