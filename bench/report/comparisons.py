"""Differences to ``nb``, paired on the same test documents, with Holm's correction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import numpy as np

from bench.errors import RecordError
from bench.records.predictions import Predictions
from bench.records.record import Record
from bench.report.results import Result
from bench.scores.paired import PairedTest, mcnemar

Read = Callable[[Record], Predictions]


@dataclass(frozen=True)
class Comparison:
    """A result against another, seed by seed.

    Args:
        against: The other result.
        tests: McNemar's test for each pair of seeds.
        p_adjusted: After Holm's correction over the comparisons of the data set.
    """

    against: Result
    tests: tuple[PairedTest, ...]
    p_adjusted: float

    @property
    def difference(self) -> float:
        """Mean over the seeds, as a share."""
        return fmean(test.difference for test in self.tests)

    @property
    def interval(self) -> tuple[float, float]:
        """Mean ends of the seeds' 95 % intervals: no narrower than an interval of the mean."""
        return fmean(test.low for test in self.tests), fmean(test.high for test in self.tests)

    @property
    def p_value(self) -> float:
        """The largest p-value of any seed, or 1 where the seeds disagree on the direction."""
        if len({test.difference > 0 for test in self.tests}) > 1:
            return 1.0
        return max(test.p_value for test in self.tests)

    @property
    def significant(self) -> bool:
        """Whether the difference is significant at 5 % after correction."""
        return self.p_adjusted < 0.05


def baseline_of(result: Result, results: Sequence[Result]) -> Result | None:
    """The ``nb`` that a result is compared with; None for the plainest ``nb`` of its tokenizer itself.

    Only ``nb`` on the very same rows counts: with the same tokenizer if there is one, else the most
    accurate; with the fewest parameters set where several are left.
    """
    candidates = [other for other in results if other.baseline and other.data == result.data]
    same = [
        other for other in candidates if other.first.tokenizer["recipe"] == result.first.tokenizer["recipe"]
    ]
    if same:
        chosen = min(
            same, key=lambda other: (len(other.first.model.get("params") or {}), -other.accuracy, other.model)
        )
        return None if chosen is result else chosen
    return max(candidates, key=lambda other: (other.accuracy, other.name), default=None)


def compare(result: Result, other: Result, read: Read) -> Comparison:
    """Test a result against another, pairing equal seeds; a missing seed is paired with the other's first.

    Raises:
        RecordError: Predictions are missing or damaged, or are not of the same documents.
    """
    of_seed = {record.seed: record for record in other.records}
    tests = []
    for record in result.records:
        ours, theirs = read(record), read(of_seed.get(record.seed, other.first))
        if not np.array_equal(ours.rows, theirs.rows) or not np.array_equal(ours.true, theirs.true):
            raise RecordError(
                "the predictions are not of the documents that nb was tested on", where=record.signature
            )
        tests.append(mcnemar(ours.right, theirs.right))
    found = Comparison(other, tuple(tests), 1.0)
    return replace(found, p_adjusted=found.p_value)


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's step-down adjustment: no more than 5 % risk of any false finding among all.

    Example:
        >>> holm([0.01, 0.04, 0.03])
        [0.03, 0.06, 0.06]

    Reference:
        Holm, "A simple sequentially rejective multiple test procedure", *Scandinavian Journal of
        Statistics* 6 (1979), 65-70.
    """
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for rank, position in enumerate(sorted(range(len(p_values)), key=lambda place: p_values[place])):
        largest = max(largest, min(1.0, p_values[position] * (len(p_values) - rank)))
        adjusted[position] = largest
    return adjusted


def compare_all(results: Sequence[Result], read: Read) -> tuple[dict[Result, Comparison], list[RecordError]]:
    """Every result of a card against its ``nb``.

    Returns:
        Comparisons by the result; and what kept others from being made.
    """
    found: list[tuple[Result, Comparison]] = []
    problems: list[RecordError] = []
    for result in results:
        baseline = baseline_of(result, results)
        if baseline is None:
            continue
        try:
            found.append((result, compare(result, baseline, read)))
        except RecordError as error:
            problems.append(error)
    adjusted = holm([comparison.p_value for _, comparison in found])
    return {
        result: replace(comparison, p_adjusted=p)
        for (result, comparison), p in zip(found, adjusted, strict=True)
    }, problems
