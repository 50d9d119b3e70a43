"""The table of what is timed here: the plain way, ours, their ratio, the goal, and whether it is met."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

BEGIN, END = "<!-- speed: begin -->", "<!-- speed: end -->"

NOTHING = "–"

HEADERS = ("what", "plain way", "ours", "ratio", "goal", "met?")


def _as_shown(ratio: float, limit: float) -> bool:
    """Timings differ by a few percent from run to run: a ratio counts to one decimal."""
    return round(ratio, 1) >= limit


_GOALS: dict[str, tuple[str, Callable[[float, float], bool]]] = {
    "ratio": ("≥ {:g} ×", _as_shown),
    "seconds": ("< {:g} s", operator.lt),
    "gigabytes": ("< {:g} GB", operator.lt),
    "percent": ("< {:g} %", operator.lt),
}


@dataclass(frozen=True)
class Row:
    """One thing that is measured.

    Args:
        what: It, in words.
        goal: Of what there is a goal (``ratio``, ``seconds``, ``gigabytes``, ``percent``), and how much: at
            least so great a ratio, or less than so much of the others. Empty: none.
        plain: What the plain way gave, with its unit.
        ours: What ours gave.
        ratio: How many times as fast as the plain way ours is.
        value: What the goal is about.
        note: Why nothing was measured.

    Example:
        >>> Row("counting", {"ratio": 4}).versus(6.0, 1.2, documents=600).cells
        ('counting', '100 docs/s', '500 docs/s', '5.0 ×', '≥ 4 ×', 'yes')
    """

    what: str
    goal: Mapping[str, float] = field(default_factory=dict)
    plain: str = NOTHING
    ours: str = NOTHING
    ratio: float | None = None
    value: float | None = None
    note: str = ""

    def versus(self, plain: float, ours: float, documents: int = 0) -> Row:
        """The row with a comparison in it.

        Args:
            plain: Seconds of the plain way.
            ours: Seconds of ours.
            documents: How many were done in them; 0 where seconds say more.
        """
        ratio = plain / ours
        return replace(
            self, plain=_speed(plain, documents), ours=_speed(ours, documents), ratio=ratio, value=ratio
        )

    def costs(self, value: float, ours: str, plain: str = NOTHING) -> Row:
        """The row with what something costs in it, in the unit of its goal."""
        return replace(self, ours=ours, plain=plain, value=value)

    @property
    def met(self) -> bool | None:
        """Whether the goal is; None where there is none, or nothing was measured."""
        if self.value is None or not self.goal:
            return None
        ((kind, limit),) = self.goal.items()
        return _GOALS[kind][1](self.value, limit)

    @property
    def cells(self) -> tuple[str, ...]:
        """A text for each of ``HEADERS``."""
        goals = [_GOALS[kind][0].format(limit) for kind, limit in self.goal.items()]
        ratio = NOTHING if self.ratio is None else f"{self.ratio:.1f} ×"
        met = {True: "yes", False: "no", None: self.note or NOTHING}[self.met]
        return self.what, self.plain, self.ours, ratio, "".join(goals) or NOTHING, met


def seconds(value: float) -> str:
    """Seconds as a cell.

    Example:
        >>> seconds(0.0123), seconds(1.5), seconds(3600.0)
        ('12 ms', '1.5 s', '3,600 s')
    """
    if value < 0.1:
        return f"{value * 1000:.0f} ms"
    return f"{value:,.0f} s" if value >= 100 else f"{value:.2g} s"


def _speed(took: float, documents: int) -> str:
    return f"{documents / took:,.0f} docs/s" if documents else seconds(took)


def markdown(rows: Iterable[Row]) -> str:
    """The rows as a table, aligned in its source: comparisons first, then what something costs by itself."""
    from bench.report.markdown import table

    in_order = sorted(rows, key=lambda row: not row.goal.keys() <= {"ratio"})
    return table(HEADERS, [row.cells for row in in_order], "lrrrrl")


def quoted(page: str, content: str) -> str:
    """A page in which the content stands between the two marks; the content alone where it has none.

    Example:
        >>> quoted(f"# Fast\\n{BEGIN}\\nold\\n{END}\\n", "new") == f"# Fast\\n{BEGIN}\\n\\nnew\\n\\n{END}\\n"
        True
    """
    between = re.compile(f"(?<={re.escape(BEGIN)}).*?(?={re.escape(END)})", re.DOTALL)
    if not between.search(page):
        return f"{content}\n"
    return between.sub(lambda _: f"\n\n{content}\n\n", page, count=1)
