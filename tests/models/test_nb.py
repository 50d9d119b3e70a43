"""The baseline, against sums done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bench.catalogue import models

MAILS = {
    "me free lottery": "spam",
    "free get free you": "spam",
    "you free scholarship": "ham",
    "free to contact me": "ham",
    "you won award": "ham",
    "you ticket lottery": "spam",
}


def test_the_deck_s_worked_example() -> None:
    """Spam has 10 tokens: you 2, free 3, lottery 2; ham has 10: you 2, free 2, lottery 0."""
    fitted = models["nb"].estimator(alpha=0).fit(list(MAILS), list(MAILS.values()))
    counts, bayes = fitted[0], fitted[-1]
    assert list(bayes.classes_) == ["ham", "spam"]
    assert np.exp(bayes.class_log_prior_) == pytest.approx([0.5, 0.5])
    columns = [counts.vocabulary_[token] for token in ("you", "free", "lottery")]
    ham, spam = np.exp(bayes.feature_log_prob_[:, columns])
    assert spam == pytest.approx([2 / 10, 3 / 10, 2 / 10])
    assert spam.prod() == pytest.approx(0.012)
    assert ham[:2] == pytest.approx([2 / 10, 2 / 10])
    assert ham.prod() == 0
    assert fitted.predict_proba(["you free lottery"]).tolist() == [[0.0, 1.0]]


def test_laplace_smoothing() -> None:
    fitted = models["nb"].estimator().fit(list(MAILS), list(MAILS.values()))
    size = len({token for mail in MAILS for token in mail.split()})
    # "lottery": 0 + 1 of 10 + size in ham, 2 + 1 of 10 + size in spam; the lengths cancel.
    assert fitted.predict_proba(["lottery"])[0] == pytest.approx([1 / 4, 3 / 4])
    assert np.exp(fitted[-1].feature_log_prob_).sum(axis=1) == pytest.approx([1, 1])
    assert len(fitted[0].vocabulary_) == size == 11


@pytest.mark.parametrize("ngram_range", [[1, 1], [1, 2]])
def test_tokens_are_taken_as_they_are(ngram_range: list[int]) -> None:
    fitted = models["nb"].estimator(ngram_range=ngram_range).fit(["내 a 안 B!", "그 c"], [0, 1])
    assert {"내", "a", "안", "B!", "그", "c"} <= set(fitted[0].vocabulary_)


def test_ngram_range_counts_runs_of_tokens() -> None:
    fitted = models["nb"].estimator(ngram_range=[1, 2]).fit(["free to contact", "won"], [0, 1])
    assert set(fitted[0].vocabulary_) == {"free", "to", "contact", "won", "free to", "to contact"}
    assert set(models["nb"].estimator().fit(["free to", "won"], [0, 1])[0].vocabulary_) == {
        "free",
        "to",
        "won",
    }
