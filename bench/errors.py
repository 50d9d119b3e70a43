"""The failures a user can act on. Each says what is wrong, where, and what to do about it."""

from __future__ import annotations


class BenchError(Exception):
    """A failure that is somebody's to mend: printed on one line, never as a traceback.

    Args:
        problem: What is wrong, as a clause without a final stop.
        where: The file, key, line or name it was found at.
        remedy: What to do about it, as an imperative clause.

    Example:
        >>> str(BenchError("no column 'body'", where="mail.csv", remedy="name one of: text, label"))
        "mail.csv: no column 'body'; name one of: text, label"
    """

    def __init__(self, problem: str, *, where: object = None, remedy: str | None = None) -> None:
        self.problem = problem
        self.where = None if where is None else str(where)
        self.remedy = remedy
        super().__init__(problem)

    def __str__(self) -> str:
        text = f"{self.where}: {self.problem}" if self.where else self.problem
        if self.remedy:
            text = f"{text}; {self.remedy}"
        return " ".join(text.split())

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions are rebuilt from their positional arguments alone; ours cross process borders.
        return _rebuild, (type(self), self.problem, self.where, self.remedy)


def _rebuild(kind: type[BenchError], problem: str, where: str | None, remedy: str | None) -> BenchError:
    return kind(problem, where=where, remedy=remedy)


class CardError(BenchError):
    """A card that does not say what it must."""


class DataError(BenchError):
    """Data that is here but is not what its card declares."""


class MissingData(BenchError):
    """Data that is not on this machine."""


class MissingExtra(BenchError):
    """An optional dependency that is not installed."""


class UnknownName(BenchError, KeyError):
    """A name that nothing is registered under."""


class PluginError(BenchError):
    """A plugin that cannot be imported, or does not keep its contract."""


class RecipeError(BenchError):
    """A recipe or suite that cannot be read, or names a parameter that does not exist."""


class RecordError(BenchError):
    """A record that is damaged or from another schema."""
