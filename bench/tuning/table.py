"""A tuning for a person at a terminal."""

from __future__ import annotations

from bench.recipe import Recipe
from bench.report.quantities import MISSING, percent, seconds
from bench.tuning.candidates import Candidate
from bench.tuning.tuning import Tuning


def table(tuning: Tuning) -> str:
    """Every candidate, best first: accuracy over the folds (mean ± standard deviation) and time of a fit.

    Of a halving search each candidate stands once, with the last iteration it came to.
    """
    from tabulate import tabulate

    last = {candidate.recipe: candidate for candidate in tuning.candidates}
    rows = [
        [_params(candidate), accuracy(candidate), f"{candidate.documents:,}", seconds(candidate.seconds)]
        for candidate in sorted(
            last.values(), key=lambda c: (c.recipe != tuning.best, -c.iteration, -(c.mean or -1))
        )
    ]
    headers = ["parameters", "accuracy %, mean ± sd", "documents", "a fit"]
    text = tabulate(
        rows, headers, "simple", disable_numparse=True, colalign=["left", "right", "right", "right"]
    )
    failures = {c.reason: c for c in last.values() if c.reason}
    return "\n".join([text, *(f"{_params(c)}: {reason}" for reason, c in failures.items())])


def accuracy(candidate: Candidate) -> str:
    """Mean ± standard deviation over the folds, in percent."""
    if candidate.mean is None:
        return MISSING
    return f"{percent(candidate.mean)} ± {percent(candidate.sd)}"


def edges(tuning: Tuning) -> list[str]:
    """A line for each number whose best value lies at an end of the grid, which may be too narrow."""
    best = next(c for c in reversed(tuning.candidates) if c.recipe == tuning.best)
    found = []
    for key, values in tuning.grid.items():
        numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
        if len(numbers) == len(values) > 1 and best.params[key] in (min(numbers), max(numbers)):
            which = "least" if best.params[key] == min(numbers) else "greatest"
            found.append(f"{key}={best.params[key]} is the {which} value tried: try further ones")
    return found


def to_paste(tuning: Tuning) -> str:
    """The best recipe as a row of a suite."""
    quote = "'" if '"' in tuning.best else '"'
    return (
        f"[[trials]]\ncard = \"{tuning.card['name']}\"\ntokenizer = '{tuning.tokenizer['recipe']}'\n"
        f"model = {quote}{tuning.best}{quote}"
    )


def _params(candidate: Candidate) -> str:
    name = Recipe.parse(candidate.recipe).name
    text = str(Recipe(name, candidate.params)).removeprefix(f"{name}:")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
