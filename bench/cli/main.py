"""``bench``: the group of commands, and what becomes of errors."""

from __future__ import annotations

import importlib

import click

from bench import __version__
from bench.cli.friendly import FriendlyGroup

_COMMANDS = {
    "run": ("bench.cli.run:run", "Run trials, write their records and the report."),
    "plan": ("bench.cli.plan:plan", "Forecast time and memory of trials, the most telling first."),
    "tune": ("bench.cli.tune:tune", "Choose a model's parameters inside the training part."),
    "explain": ("bench.cli.explain:explain", "Show what a model goes by: attention, or weights of tokens."),
    "bundle": ("bench.cli.bundle:bundle", "Run trials that were packed on another machine."),
    "records": ("bench.cli.records:records", "Take in what trials gave on another machine."),
    "report": ("bench.cli.report:report", "Write the Markdown reports from the records."),
    "list": ("bench.cli.list:list_all", "Show every model, data set, tokenizer, adapter and suite."),
    "data": ("bench.cli.data:data", "Show, fetch, verify and clear data sets; make a card for your own."),
}


class LazyGroup(FriendlyGroup):
    """A group whose commands are imported when called; their help lines are known before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bench")
def cli() -> None:
    """Is this neural model worth it? Benchmarks text classifiers against an honest baseline."""


def main() -> None:
    """The console command."""
    cli(prog_name="bench")
