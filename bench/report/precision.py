"""What computing in fewer bits does to a model: each beside itself in full precision."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bench.errors import RecordError
from bench.report import quantities as write
from bench.report.comparisons import Comparison, compare
from bench.report.evidence import CardEvidence
from bench.report.markdown import escape, page, table
from bench.report.quantities import MISSING
from bench.report.results import Result

FULL = "float32"

_LEAD = """\
The same recipe twice, but for the precision that it computes in; its weights are kept in full. The \
difference is that of the accuracies, with its interval and the p-value of McNemar's test, uncorrected: what \
is asked is whether anything is lost."""

_HEADERS = ("model", "precision", "accuracy %", f"in {FULL} %", "points", "95 % interval", "p", "training")


@dataclass(frozen=True)
class Pair:
    """A result in fewer bits, and the same recipe in full precision.

    Args:
        reduced: Computed in fewer bits.
        full: Computed in ``float32``.
    """

    reduced: Result
    full: Result

    @property
    def cost(self) -> float | None:
        """Time of training, as a multiple of that in full precision."""
        ours, theirs = self.reduced.training_seconds, self.full.training_seconds
        return ours / theirs if ours and theirs else None


def pairs(card: CardEvidence) -> list[Pair]:
    """Every result in fewer bits whose recipe was also run in full precision on the same rows."""
    full = {_recipe(result): result for result in card.results if _precision(result) == FULL}
    return [
        Pair(result, full[_recipe(result)])
        for result in card.results
        if _precision(result) != FULL and _recipe(result) in full
    ]


def precision(card: CardEvidence) -> str:
    """The section of a data set's page; empty where all was computed in full precision."""
    rows = [_row(card, pair) for pair in pairs(card)]
    return page("## In fewer bits", _LEAD, table(_HEADERS, rows, "llrrrrrr")) if rows else ""


def _row(card: CardEvidence, pair: Pair) -> tuple[str, ...]:
    found = _compared(card, pair)
    tested = (
        (MISSING, MISSING, MISSING)
        if found is None
        else (write.points(found.difference), _interval(found), write.p_value(found.p_value))
    )
    return (
        escape(pair.full.model),
        _precision(pair.reduced),
        write.percent(pair.reduced.accuracy),
        write.percent(pair.full.accuracy),
        *tested,
        MISSING if pair.cost is None else f"{write.ratio(pair.cost)} × the time",
    )


def _compared(card: CardEvidence, pair: Pair) -> Comparison | None:
    try:
        return compare(pair.reduced, pair.full, card.read)
    except RecordError:  # told where the result is compared with nb
        return None


def _interval(found: Comparison) -> str:
    low, high = found.interval
    return f"{write.points(low)} to {write.points(high)}"


def _precision(result: Result) -> str:
    return str((result.first.model.get("params") or {}).get("precision", FULL))


def _recipe(result: Result) -> str:
    """All that decides a result but its precision."""
    model = result.first.model
    params = {key: value for key, value in (model.get("params") or {}).items() if key != "precision"}
    of = [model["name"], params, result.first.tokenizer["recipe"], result.data, str(result.setting)]
    return json.dumps(of, sort_keys=True)
