"""Is it worth it? One honest answer a data set."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bench.errors import RecordError
from bench.report.comparisons import Comparison, compare
from bench.report.evidence import CardEvidence
from bench.report.results import Result


@dataclass(frozen=True)
class Verdict:
    """The answer for a data set, and what it follows from.

    Args:
        answer: A plain sentence.
        reason: Why there is no answer; empty where there is one.
        baseline: The most accurate ``nb``.
        classical: The most accurate classical model beside the baselines.
        neural: The most accurate neural model.
        duel: The neural against the classical model, where both are and can be compared.
    """

    answer: str
    reason: str
    baseline: Result | None
    classical: Result | None = None
    neural: Result | None = None
    duel: Comparison | None = None


def judge(card: CardEvidence) -> Verdict:
    """The answer for a data set."""
    # Results come with the most accurate first.
    baseline = next((result for result in card.results if result.baseline), None)
    if baseline is None:
        return Verdict("Cannot be said:", "there is no `nb` to compare with.", None)
    neural = _best(card, neural=True)
    classical = _best(card, neural=False)
    if neural is None:
        return Verdict("Not asked:", "no neural model gave a result.", baseline, classical)
    duel = _duel(card, neural, classical) if classical is not None else None
    comparison = card.comparisons.get(neural)
    if comparison is None:
        reason = "the predictions cannot be compared."
        return Verdict("Cannot be said:", reason, baseline, classical, neural, duel)
    return Verdict(_answer(comparison, duel), "", baseline, classical, neural, duel)


def _answer(comparison: Comparison, duel: Comparison | None) -> str:
    if comparison.significant and comparison.difference < 0:
        return "No: the baseline is better."
    if duel is not None and duel.significant and duel.difference < 0:
        return "No: a classical model is better."
    if not comparison.significant:
        return "No evidence that it is."
    if duel is None or duel.significant:
        return "More accurate, at a price."
    return "No: a classical model does as well."


def _challengers(card: CardEvidence, *, neural: bool) -> list[Result]:
    """The models of a kind, beside the baselines themselves."""
    return [r for r in card.results if r.neural is neural and (neural or r in card.comparisons)]


def _best(card: CardEvidence, *, neural: bool) -> Result | None:
    """The most accurate model of a kind, the cheaper at a tie."""
    candidates = _challengers(card, neural=neural)
    # One whose costs can be set against the baseline's says more than the same on an accelerator.
    usual = {r.name for r in candidates if r.setting in card.settings[0]}
    telling = [r for r in candidates if r.setting in card.settings[0] or r.name not in usual]
    return min(telling, key=lambda r: (-r.accuracy, r.training_seconds or 0.0), default=None)


def _duel(card: CardEvidence, neural: Result, classical: Result) -> Comparison | None:
    """The best of each kind against each other.

    The test part named both, so the p-value pays for every pair that could have been named (Bonferroni).
    """
    if neural.data != classical.data:
        return None
    try:
        found = compare(neural, classical, card.read)
    except RecordError:
        return None
    pairs = len(_challengers(card, neural=True)) * len(_challengers(card, neural=False))
    return replace(found, p_adjusted=min(1.0, found.p_value * pairs))
