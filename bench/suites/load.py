"""Finding suites by name, and reading them."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.errors import RecipeError, UnknownName

if TYPE_CHECKING:
    from bench.suites.schema import Suite


def suite_names() -> dict[str, str]:
    """Every suite's name with its origin: built-in, or a file in ``suites/`` of the working directory."""
    own = {path.stem: str(path) for path in sorted(Path("suites").glob("*.toml"))}
    built_in = {path.stem: "built-in" for path in sorted(Path(__file__).parent.glob("*.toml"))}
    return dict(sorted({**own, **built_in}.items()))


def suite_path(name_or_path: str) -> Path:
    """The file of a suite.

    Raises:
        UnknownName: There is none.
    """
    if name_or_path.endswith(".toml"):
        return Path(name_or_path)
    for folder in (Path(__file__).parent, Path("suites")):
        if (folder / f"{name_or_path}.toml").is_file():
            return folder / f"{name_or_path}.toml"
    known = list(suite_names())
    near = difflib.get_close_matches(name_or_path, known, n=2, cutoff=0.5)
    remedy = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"
    raise UnknownName(
        f"no suite is named '{name_or_path}'", remedy=f"{remedy}; or give the path of a TOML file"
    )


def load_suite(name_or_path: str) -> Suite:
    """Read and validate a suite.

    Raises:
        UnknownName: There is none of that name.
        RecipeError: It does not say what it must.

    Example:
        >>> load_suite("quick").reports
        'quick'
    """
    from bench.suites.schema import parse_suite

    path = suite_path(name_or_path)
    return parse_suite(_read(path), path)


def declared_cards(name: str) -> set[str]:
    """The data sets a suite names, its file not validated.

    Raises:
        UnknownName: There is no such suite.
        RecipeError: It is no TOML.
    """
    rows = _read(suite_path(name)).get("trials", [])
    named = [row.get("card", []) for row in rows]
    return {card for cards in named for card in ([cards] if isinstance(cards, str) else cards)}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecipeError(f"cannot be read: {error.strerror}", where=path, remedy="check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"not TOML: {error}", where=path, remedy="mend the syntax at that line") from None
