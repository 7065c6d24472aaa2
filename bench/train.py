"""Fit the judge's weights from the corpora, from scratch, the same every time.

    python -m bench.train CORPUS... bench/pages -o src/declutter/judge/weights.npz \\
        --folds bench/out/folds

The judge is fitted on the corpora's pages and, at less weight, on their copies in plain markup
(`plain.py`), so that it holds for pages whose names and structure it has never met.

Folds are cut by site. Beside the model on all pages, each fold has one that knows none of its
sites; what that one says of the fold's pages is what the next stage is fitted on, and what the
printed scores and `bench.accuracy --folds` are computed from.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from catboost import CatBoost, CatBoostClassifier, Pool, sum_models
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bench.align import tokens
from bench.corpus import FOLDS
from bench.dataset import STORY_SHARE, Example, all_examples
from bench.labels import records
from bench.plain import corpus_name
from bench.scores import shares, word_f1, words
from declutter.judge import confidence, evidence, features, pages, vote, witness
from declutter.judge.details import details
from declutter.judge.layout import LAYOUT
from declutter.judge.wording import phrases
from declutter.rules import RuleSet

Floats = npt.NDArray[np.float32]

PHRASE_SITES = 8
FOLDER_WEIGHT = {"fundus": 2.5, "pages": 0.6}
"""How much a corpus's pages count: news is what the judge is for, and pages written for the purpose
hold more hard cases than others do."""
COPY_WEIGHT = 0.5
"""How much a page's copy in plain markup counts, against the page."""
LEAST_WEIGHT = 0.05
LEAST_SUPPORT, TRUSTED_PRECISION = 20, 0.9
GOOD_F1 = 0.8
LEAST_SPREAD = 1e-6
WEIGHT_WITHOUT = 0.1
"""What a page without its story counts in the confidence, against a page as it is."""

_BOOST: dict[str, Any] = {
    "iterations": 200,
    "depth": 6,
    "learning_rate": 0.12,
    "l2_leaf_reg": 6,
    "rsm": 0.3,
    "border_count": 64,
    "verbose": 0,
    "allow_writing_files": False,
}
_AGAIN = {**_BOOST, "iterations": 150, "learning_rate": 0.06, "l2_leaf_reg": 12}
"""The further looks: what is left to learn after the first is little."""
_SEEDS = (1, 2, 3)
"""A stage is the mean of as many forests: which way the blocks in doubt fall is chance with one."""
_SIEVE = {**_BOOST, "iterations": 80, "learning_rate": 0.25, "depth": 5}


class Table:
    """The examples as arrays: for every page its columns, labels and weights."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.examples = examples
        self.base = [features.features(example.page) for example in examples]
        self.votes = [vote.vote_columns(example.page, example.vote) for example in examples]
        self.labels = [np.array(e.shares) >= STORY_SHARE for e in examples]
        self.weights = [_weights(example) for example in examples]

    def details(self, alive: Sequence[npt.NDArray[np.bool_]]) -> list[Floats]:
        """The details of the blocks that the sieve let through; the others have none."""
        found = []
        for example, live in zip(self.examples, alive, strict=True):
            among = details(example.page, live)
            rows = np.zeros((len(live), among.shape[1]), dtype=np.float32)
            rows[live] = among
            found.append(rows)
        return found

    def witnessed(self, alive: Sequence[npt.NDArray[np.bool_]]) -> list[Floats]:
        """The blocks that the sieve let through, held to the pages' witnesses."""
        return [
            witness.witness_columns(e.page.blocks, features.paragraphs(rows), e.witnesses, live)
            for e, rows, live in zip(self.examples, self.base, alive, strict=True)
        ]

    def evidence(self, alive: Sequence[npt.NDArray[np.bool_]]) -> list[Floats]:
        """What the rules say of the blocks that the sieve let through."""
        rules = RuleSet.default()
        return [
            evidence.evidence_columns(e.page, rules.alone(e.page, live.tolist()))
            for e, live in zip(self.examples, alive, strict=True)
        ]


def _weights(example: Example) -> npt.NDArray[np.float64]:
    """What each block counts: longer ones more, blocks without words nothing, pages alike, copies
    less."""
    sizes = [len(tokens(block.text)) for block in example.page.blocks]
    weights = np.array([1 + math.sqrt(min(size, 100)) if size else 0.0 for size in sizes])
    counts = FOLDER_WEIGHT.get(example.folder, 1.0) * (COPY_WEIGHT if example.copy else 1.0)
    return weights * counts / math.sqrt(max(1.0, weights.sum()))


class Fit:
    """A model fitted stage by stage, and beside it one for each fold without that fold's sites.

    A stage is fitted on what the stage before says of pages that it has not seen: the opinion on
    a page is that of its own fold's model.
    """

    def __init__(self, table: Table, threads: int) -> None:
        self.table = table
        self.threads = threads
        self.pages = range(len(table.examples))
        self.folds = [example.fold for example in table.examples]
        self.originals = [i for i in self.pages if not table.examples[i].copy]
        self.arrays: dict[int | None, dict[str, Any]] = {
            which: {} for which in (None, *range(FOLDS))
        }
        self.words: dict[int | None, dict[str, Any]] = {
            which: {} for which in (None, *range(FOLDS))
        }

    def boost(
        self,
        name: str,
        rows: Sequence[Floats],
        pick: Sequence[Any],
        parameters: Mapping[str, Any] = _BOOST,
        seeds: Sequence[int] = _SEEDS,
    ) -> list[Floats]:
        """Fit the stage `name` on the picked rows; return the unseen opinion on every page."""
        said = [np.zeros(len(page), dtype=np.float32) for page in rows]
        parameters = {**parameters, "thread_count": self.threads}
        for which in self.arrays:
            at = [i for i in self.pages if self.folds[i] != which]
            data = Pool(
                np.vstack([rows[i][pick[i]] for i in at]),
                np.concatenate([self.table.labels[i][pick[i]] for i in at]).astype(int),
                weight=np.concatenate([self.table.weights[i][pick[i]] for i in at]),
            )
            fits = [CatBoostClassifier(**parameters, random_seed=seed).fit(data) for seed in seeds]
            model = sum_models(fits, weights=[1 / len(fits)] * len(fits))
            self.arrays[which].update(forest_arrays(model, name))
            for i in self.pages:
                if self.folds[i] == which and len(picked := rows[i][pick[i]]):
                    said[i][pick[i]] = model.predict(picked, prediction_type="Probability")[:, 1]
        return said

    def wording(self, pick: Sequence[Any]) -> list[Floats]:
        """Fit the wording; return its column, unseen, for every page."""
        bags = [
            [phrases(b.text) if p else set() for b, p in zip(e.page.blocks, live, strict=True)]
            for e, live in zip(self.table.examples, pick, strict=True)
        ]
        sites: dict[str, set[str]] = defaultdict(set)
        for bag, example in zip(bags, self.table.examples, strict=True):
            for phrase in set().union(*bag) if not example.copy else ():
                sites[phrase].add(example.site)
        names = sorted(phrase for phrase, where in sites.items() if len(where) >= PHRASE_SITES)
        index = {phrase: n for n, phrase in enumerate(names)}
        matrices = [_indicators(bag, index) for bag in bags]
        columns: list[Floats] = [np.zeros((0, 1), dtype=np.float32)] * len(matrices)
        for which in self.arrays:
            at = [i for i in self.originals if self.folds[i] != which]
            model = LogisticRegression(C=0.3, max_iter=60, tol=1e-2)
            model.fit(
                sparse.vstack([matrices[i][np.flatnonzero(pick[i])] for i in at]),
                np.concatenate([self.table.labels[i][pick[i]] for i in at]),
                sample_weight=10 * np.concatenate([self.table.weights[i][pick[i]] for i in at]),
            )
            weights = np.asarray(model.coef_[0])
            weights[np.abs(weights) < LEAST_WEIGHT] = 0.0
            told = np.flatnonzero(weights)
            self.arrays[which]["wording"] = weights[told].astype(np.float32)
            self.words[which]["wording"] = [names[n] for n in told]
            for i in self.pages:
                if self.folds[i] == which:
                    columns[i] = np.asarray(matrices[i] @ weights, dtype=np.float32)[:, None]
        return columns

    def run(self) -> list[Floats]:
        """Fit every stage; return the last, unseen probabilities of every page's blocks."""
        table = self.table
        everything = [slice(None)] * len(table.examples)
        sieved = self.boost("sieve", table.base, everything, _SIEVE, _SEEDS[:1])
        alive = [
            pages.passing(example.page, example.witnesses, said)
            for example, said in zip(table.examples, sieved, strict=True)
        ]
        told = (table.witnessed(alive), table.evidence(alive), self.wording(alive))
        parts = (table.base, table.details(alive), *told)
        rows = [np.hstack(part).astype(np.float32) for part in zip(*parts, strict=True)]
        first = self.boost("alone", rows, alive)
        second = self.boost("context", self.again(rows, first), alive, _AGAIN)
        again = self.again(rows, second)
        voted = [np.hstack(pair) for pair in zip(again, table.votes, strict=True)]
        third = self.boost("voted", voted, alive, _AGAIN)
        last = [
            pages.settled(e.page, one, lambda two=two: two, lambda _, three=three: three)[0]
            for e, one, two, three in zip(table.examples, first, second, third, strict=True)
        ]
        self.trust(first, last)
        for known in self.words.values():
            known["threshold"] = pages.THRESHOLD
        return last

    def again(self, rows: Sequence[Floats], said: Sequence[Floats]) -> list[Floats]:
        """The rows of a further look, after `said`."""
        return [
            pages.look_again(example.page, page, p, np.ones(len(page), dtype=bool))
            for page, example, p in zip(rows, self.table.examples, said, strict=True)
        ]

    def trust(self, first: Sequence[Floats], p: Sequence[Floats]) -> None:
        """Fit the confidence: odds that a page comes out with a word F1 of 0.8 or more.

        Every page counts twice: as it is, and with its story taken out, which is a page without
        an article (one of which nothing is kept needs no confidence).
        """
        rows, good, weights, folds = [], [], [], []
        for i in self.originals:
            example = self.table.examples[i]
            kept = p[i] >= pages.THRESHOLD
            text = "\n".join(
                block.text for block, keep in zip(example.page.blocks, kept, strict=True) if keep
            )
            rows.append(self.trust_columns(i, first[i], p[i]))
            good.append(word_f1(words(example.truth), words(text)) >= GOOD_F1)
            weights.append(1.0)
            folds.append(example.fold)
            other = ~self.table.labels[i]
            if (kept & other).any():
                rows.append(self.trust_columns(i, first[i] * other, p[i] * other))
                good.append(False)
                weights.append(WEIGHT_WITHOUT)
                folds.append(example.fold)
        matrix = np.array(rows)
        for which, known in self.words.items():
            at = np.array(folds) != which
            known["trust"] = _logistic(matrix[at], np.array(good)[at], np.array(weights)[at])

    def trust_columns(self, i: int, first: Floats, p: Floats) -> list[float]:
        """The confidence's columns of one page."""
        kept = (p >= pages.THRESHOLD).tolist()
        page = self.table.examples[i].page
        return confidence.trust_columns(page, self.table.base[i], first, p, kept)


def _logistic(
    rows: npt.NDArray[np.float64],
    good: npt.NDArray[np.bool_],
    weights: npt.NDArray[np.float64],
) -> list[float]:
    """A logistic regression's weight of each column, and the intercept."""
    scale = rows.std(axis=0)
    scale[scale < LEAST_SPREAD] = 1.0
    model = LogisticRegression(C=1.0, max_iter=2000).fit(rows / scale, good, weights)
    return [*(model.coef_[0] / scale).tolist(), float(model.intercept_[0])]


def _indicators(bags: Sequence[set[str]], index: Mapping[str, int]) -> sparse.csr_matrix:
    """One row a bag, 1 where it holds the phrase of the column."""
    columns = [[index[phrase] for phrase in sorted(bag) if phrase in index] for bag in bags]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter((n for row in columns for n in row), dtype=np.int32, count=int(ends[-1]))
    ones = np.ones(len(flat), dtype=np.float32)
    return sparse.csr_matrix((ones, flat, ends), shape=(len(bags), len(index)))


def forest_arrays(model: CatBoost, prefix: str) -> dict[str, npt.NDArray[Any]]:
    """CatBoost's trees as the arrays that `declutter.judge.trees` evaluates."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        stored = json.loads(path.read_text(encoding="utf-8"))
    depth = max(len(tree["splits"] or ()) for tree in stored["oblivious_trees"])
    columns: list[int] = []
    borders: list[float] = []
    values = []
    for tree in stored["oblivious_trees"]:
        splits = tree["splits"] or []
        for split in splits:
            columns.append(split["float_feature_index"])
            borders.append(split["border"])
        missing = depth - len(splits)  # questions that are never answered with yes
        columns += [0] * missing
        borders += [math.inf] * missing
        values.append(tree["leaf_values"] + [0.0] * (2**depth - len(tree["leaf_values"])))
    scale, (bias,) = stored["scale_and_bias"]
    arrays = {
        "columns": np.array(columns, dtype=np.int16),
        "borders": np.array(borders, dtype=np.float32),
        "values": np.array(values, dtype=np.float32) * np.float32(scale),
        "bias": np.array(bias, dtype=np.float32),
    }
    return {f"{prefix}.{name}": array for name, array in arrays.items()}


def fit(examples: Sequence[Example], threads: int) -> tuple[Fit, list[Floats]]:
    """Fit on all examples; return the models, and all pages' unseen probabilities."""
    originals = [example for example in examples if not example.copy]
    job = Fit(Table(examples), threads)
    last = job.run()
    mistrusted = doubted(originals)
    for known in job.words.values():
        known.update(layout=LAYOUT, doubted=mistrusted)
    return job, last


def write(path: Path, arrays: dict[str, Any], known: dict[str, Any]) -> None:
    """Write one model's file."""
    text = json.dumps(known, ensure_ascii=False).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        np.savez_compressed(stream, words=np.frombuffer(text, dtype=np.uint8), **arrays)


def doubted(examples: Sequence[Example]) -> list[str]:
    """The dropping rules that hit story too often for a veto, of those that hold often enough."""
    return sorted(
        record.rule.id
        for record in records(examples, RuleSet.default())
        if record.rule.says == "drop"
        and record.blocks >= LEAST_SUPPORT
        and record.precision < TRUSTED_PRECISION
    )


def report(examples: Sequence[Example], last: Sequence[Floats]) -> None:
    """Print how the blocks kept by the unseen opinions score, a line a corpus."""
    found = defaultdict(list)
    for example, p in zip(examples, last, strict=True):
        kept = [b.text for b, q in zip(example.page.blocks, p, strict=True) if q >= pages.THRESHOLD]
        folder = corpus_name(example.folder, example.copy)
        found[folder].append(shares(words(example.truth), words("\n".join(kept))))
    for folder, scores in found.items():
        clean = sum(s.foreign <= 0.01 for s in scores) / len(scores)
        whole = sum(s.missed <= 0.01 for s in scores) / len(scores)
        print(f"{folder}: {len(scores)} pages, clean {clean:.3f}, whole {whole:.3f}, by site")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="the model's file")
    parser.add_argument("--folds", type=Path, help="a folder for the models of the folds")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    examples = all_examples(options.corpora) + all_examples(options.corpora, plain=True)
    job, last = fit(examples, options.threads)
    write(options.output, job.arrays[None], job.words[None])
    for fold in range(FOLDS) if options.folds else ():
        write(options.folds / f"fold-{fold}.npz", job.arrays[fold], job.words[fold])
    report(examples, last)


if __name__ == "__main__":
    main()
