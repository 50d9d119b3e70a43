"""Is it worth it? One honest answer a data set."""

from __future__ import annotations

from dataclasses import replace

from bench.errors import RecordError
from bench.report import quantities as write
from bench.report.comparisons import Comparison, compare
from bench.report.evidence import CardEvidence
from bench.report.markdown import escape
from bench.report.results import Result


def verdict(card: CardEvidence) -> str:
    """The answer for a data set, in sentences of Markdown."""
    if not any(result.baseline for result in card.results):
        return "**Cannot be said:** there is no `nb` to compare with."
    neural = _best(card, neural=True)
    classical = _best(card, neural=False)
    if neural is None:
        sentence = _sentence(card, classical) if classical else ""
        return f"**Not asked:** no neural model gave a result. {sentence}".strip()
    sentences = [_sentence(card, neural)]
    rival = None
    if classical is not None:
        sentences.append(_sentence(card, classical))
        rival = _duel(card, neural, classical)
        if rival is not None:
            sentences.append(_words(card, neural, rival))
    return f"{_answer(card.comparisons.get(neural), rival)} {' '.join(sentences)}"


def _answer(comparison: Comparison | None, rival: Comparison | None) -> str:
    if comparison is None:
        return "**Cannot be said:** the predictions cannot be compared."
    if comparison.significant and comparison.difference < 0:
        return "**No: the baseline is better.**"
    if rival is not None and rival.significant and rival.difference < 0:
        return "**No: a classical model is better.**"
    if not comparison.significant:
        return "**No evidence that it is.**"
    if rival is None or rival.significant:
        return "**More accurate, at a price.**"
    return "**No: a classical model does as well.**"


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


def _sentence(card: CardEvidence, result: Result) -> str:
    comparison = card.comparisons.get(result)
    if comparison is None:
        return f"{escape(result.name)} could not be compared with nb."
    return _words(card, result, comparison)


def _words(card: CardEvidence, result: Result, comparison: Comparison) -> str:
    other = comparison.against
    theirs = other.model if other.tokenizer == result.tokenizer else other.name
    ends = " to ".join(write.points(end) for end in comparison.interval)
    p = write.p_value(comparison.p_adjusted)
    sign = p if p.startswith("<") else f"= {p}"
    test = f"95 % CI {ends}, adjusted p {sign}"
    amount = f"{100 * abs(comparison.difference):.2f} points"
    price = _price(card, result, other)
    ours = f"**{escape(result.model)}** on {escape(result.tokenizer)}"
    if result.setting.accelerated:
        ours += f" (run on {escape(result.setting.place)})"
    if comparison.significant:
        word = "better" if comparison.difference > 0 else "worse"
        return f"{ours} is {amount} {word} than {escape(theirs)} ({test}){price}."
    shares = f"{write.percent(result.accuracy)} % against {write.percent(other.accuracy)} %"
    difference = f"difference {write.points(comparison.difference)}, {test}"
    return f"There is no evidence that {ours} differs from {escape(theirs)}: {shares} ({difference}){price}."


def _price(card: CardEvidence, result: Result, other: Result) -> str:
    if not card.comparable(result, other):
        return "; the two were measured on different machines, so that their costs cannot be compared"
    parts = []
    ours, theirs = result.training_seconds, other.training_seconds
    if ours and theirs:
        parts.append(f"{write.ratio(ours / theirs)} times the training time")
    ours, theirs = (r.throughput("predict_documents_per_second") for r in (result, other))
    if ours and theirs:
        parts.append(
            f"{write.ratio(theirs / ours)} times slower in prediction"
            if theirs > ours
            else f"{write.ratio(ours / theirs)} times faster in prediction"
        )
    return f", at {' and '.join(parts)}" if parts else ""
