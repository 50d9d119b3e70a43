"""A span of time on the command line."""

from __future__ import annotations

import re
from typing import Any

import click

_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0}


class Duration(click.ParamType[float]):
    """Seconds, minutes or hours: ``90s``, ``30m``, ``2h``; also ``1.5h``.

    Example:
        >>> Duration().convert("1.5h", None, None)
        5400.0
    """

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds of a text."""
        if isinstance(value, float):  # click converts what is converted already
            return value
        found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh])", str(value).strip())
        if found is None or not float(found[1]):
            self.fail(f"'{value}' is not a span of time; write 90s, 30m or 2h", param, ctx)
        return float(found[1]) * _SECONDS[found[2]]
