"""A group of commands whose users never see a traceback for what is theirs to mend."""

from __future__ import annotations

from typing import Any

import click

from bench.errors import BenchError


class FriendlyGroup(click.Group):
    """Prints a ``BenchError`` on one line, on standard error, and exits with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except BenchError as error:
            raise click.ClickException(str(error)) from error
