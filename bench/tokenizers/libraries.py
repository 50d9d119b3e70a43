"""Versions of the libraries behind tokenizers, read without importing them."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from bench.errors import MissingExtra


def version_of(distribution: str, extra: str) -> str:
    """A distribution's name and version, as in ``"konlpy 0.6.0"``.

    Args:
        distribution: Its name on the package index.
        extra: The extra of textbench that installs it.

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        return f"{distribution} {version(distribution)}"
    except PackageNotFoundError:
        problem = f"{distribution} is not installed"
        raise MissingExtra(problem, remedy=f"pip install 'textbench[{extra}]'") from None
