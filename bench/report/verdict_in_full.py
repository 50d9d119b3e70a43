"""A verdict in sentences: what it follows from, with every interval, test and price."""

from __future__ import annotations

from bench.report import quantities as write
from bench.report.comparisons import Comparison
from bench.report.evidence import CardEvidence
from bench.report.markdown import escape
from bench.report.results import Result
from bench.report.verdict import judge


def verdict_in_full(card: CardEvidence) -> str:
    """The answer for a data set and its reasons (Markdown)."""
    verdict = judge(card)
    sentences = [f"**{verdict.answer}**", verdict.reason]
    if verdict.baseline is not None:
        sentences += [_sentence(card, best) for best in (verdict.neural, verdict.classical) if best]
    if verdict.neural is not None and verdict.duel is not None:
        sentences.append(_words(card, verdict.neural, verdict.duel))
    return " ".join(filter(None, sentences))


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
    return f"{ours} is not shown to differ from {escape(theirs)}: {shares} ({difference}){price}."


def _price(card: CardEvidence, result: Result, other: Result) -> str:
    if not card.comparable(result, other):
        return "; the two were measured on different machines, so that their costs cannot be compared"
    parts = []
    times = card.training_ratio(result, other)
    if times is not None:
        parts.append(f"{write.ratio(times)} times the training time")
    ours, theirs = (r.throughput("predict_documents_per_second") for r in (result, other))
    if ours and theirs:
        parts.append(
            f"{write.ratio(theirs / ours)} times slower in prediction"
            if theirs > ours
            else f"{write.ratio(ours / theirs)} times faster in prediction"
        )
    return f", at {' and '.join(parts)}" if parts else ""
