"""A group of commands whose users never see a traceback for what is theirs to mend, or for Ctrl-C."""

from __future__ import annotations

from typing import Any

import click

from bench.errors import BenchError

_INTERRUPTED = 130  # 128 + SIGINT, as shells have it


class FriendlyGroup(click.Group):
    """Prints a ``BenchError`` on one line, on standard error, and exits with 1; with 130 after Ctrl-C."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except BenchError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            click.echo("stopped; what is recorded is kept, and the same command goes on from there", err=True)
            raise click.exceptions.Exit(_INTERRUPTED) from None
