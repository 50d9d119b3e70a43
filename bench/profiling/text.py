"""A profile in words: a few lines for the terminal, a page for the file beside it."""

from __future__ import annotations

import io
import pstats
from collections.abc import Iterator
from pathlib import PurePath

from bench.profiling.profile import Profile
from bench.report.quantities import seconds
from bench.trials.privacy import without_paths

_SHOWN, _WRITTEN = 3, 40


def short(profile: Profile) -> str:
    """Each stage with its time and the functions that took most of it, by their own time."""
    lines = [f"{profile.signature}: {seconds(profile.seconds)} under the profiler"]
    if profile.reason:
        lines.append(f"  it gave no result: {profile.reason}")
    for stage, stats in profile.stages.items():
        lines.append(f"  {stage:<8} {seconds(_total(stats)):>10}{_split(profile, stage)}")
        lines += [f"  {'':<8} {seconds(own):>10}  {name}" for own, name in _functions(stats)[:_SHOWN]]
    return "\n".join(lines)


def page(profile: Profile) -> str:
    """The short form, then the functions of each stage by their own time and by all below them."""
    return without_paths("\n".join([short(profile), *_tables(profile)]))


def _split(profile: Profile, stage: str) -> str:
    timed = profile.timings
    if stage != "fit" or not timed:
        return ""
    return f", of which encoding {seconds(timed['encode'])}, fitting {seconds(timed['fit'])}"


def _tables(profile: Profile) -> Iterator[str]:
    for stage, stats in profile.stages.items():
        for order in (pstats.SortKey.TIME, pstats.SortKey.CUMULATIVE):
            stream = io.StringIO()
            stats.stream = stream  # type: ignore[attr-defined]
            stats.sort_stats(order).print_stats(_WRITTEN)
            table = stream.getvalue().partition("Ordered by")[2]
            yield f"\n=== {stage} ===\nordered by{table.rstrip()}"


def _total(stats: pstats.Stats) -> float:
    return float(stats.total_tt)  # type: ignore[attr-defined]


def _functions(stats: pstats.Stats) -> list[tuple[float, str]]:
    """Own seconds and name of each function, most first."""
    found = stats.stats.items()  # type: ignore[attr-defined]
    return sorted(((own, _named(*place)) for place, (_, _, own, _, _) in found), reverse=True)


def _named(file: str, line: int, function: str) -> str:
    if file == "~":  # built in
        return function.strip("<>")
    parts = PurePath(file).parts
    parts = parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else parts[-3:]
    return f"{PurePath(*parts)}:{line} {function}"
