"""Fitting the confidence: what it learns, and from which pages."""

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("catboost")
pytest.importorskip("sklearn")

from bench import dataset
from bench.corpus import FOLDS
from bench.train import Fit, Table
from declutter.judge.confidence import COLUMNS, confidence

SURE, UNSURE = 0.98, 0.6


@pytest.fixture
def examples(mini_corpus, tmp_path, monkeypatch):
    """Six pages in every fold; the last two of each have another truth than what is kept."""
    monkeypatch.setattr(dataset, "CACHE", tmp_path / "cache")
    story = dataset.examples(mini_corpus)[0]
    lost = replace(story, truth="Nothing of what the page holds, " * 30)
    return [
        replace(example, fold=fold)
        for fold in range(FOLDS)
        for example in (story, story, story, story, lost, lost)
    ]


def _fitted(examples, doubts):
    """A fit of the confidence where the story's blocks are as likely as given, page by page."""
    job = Fit(Table(examples), threads=1)
    p = [
        np.where(labels, doubt, 0.01).astype(np.float32)
        for labels, doubt in zip(job.table.labels, doubts, strict=True)
    ]
    job.trust(p, p)
    return job, p


def test_doubtful_pages_are_trusted_less_where_they_came_out_badly(examples):
    doubts = [SURE, SURE, SURE, SURE, UNSURE, UNSURE] * FOLDS
    job, p = _fitted(examples, doubts)
    for which, known in job.words.items():
        assert len(known["trust"]) == len(COLUMNS) + 1, which
        sure, unsure = (
            confidence(job.trust_columns(page, p[page], p[page]), known["trust"]) for page in (0, 5)
        )
        assert sure > 0.5 > unsure


def test_model_of_a_fold_knows_nothing_of_its_pages(examples):
    doubts = [SURE, SURE, SURE, UNSURE, UNSURE, UNSURE] * FOLDS
    job, _ = _fitted(examples, doubts)
    others = [SURE if example.fold == 2 else d for example, d in zip(examples, doubts, strict=True)]
    other, _ = _fitted(examples, others)
    same = {w: job.words[w]["trust"] == other.words[w]["trust"] for w in job.words}
    assert same == {None: False, 0: False, 1: False, 2: True, 3: False, 4: False}
