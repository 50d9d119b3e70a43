"""Finding suites by name, and reading them."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from bench.errors import RecipeError, UnknownName
from bench.toml_file import read_toml

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
    """Read and validate a suite; the rows of those it includes are put after its own.

    Raises:
        UnknownName: There is none of that name.
        RecipeError: It does not say what it must, or includes itself.

    Example:
        >>> load_suite("quick").reports
        'quick'
    """
    return _with_included(suite_path(name_or_path), ())


def _with_included(path: Path, below: tuple[Path, ...]) -> Suite:
    from bench.suites.schema import parse_suite

    suite = parse_suite(read_toml(path), path)
    rows = list(suite.trials)
    for name in suite.includes:
        included = suite_path(name)
        if included in (path, *below):
            raise RecipeError(
                f"includes '{name}', and so itself", where=f"{path}: includes", remedy="remove it"
            )
        rows += _with_included(included, (path, *below)).trials
    return suite.model_copy(update={"trials": rows, "includes": []})


def declared_cards(name: str) -> set[str]:
    """The data sets a suite and those it includes name, the files not validated.

    Raises:
        UnknownName: There is no such suite.
        RecipeError: It is no TOML.
    """
    return _declared_cards(suite_path(name), ())


def _declared_cards(path: Path, below: tuple[Path, ...]) -> set[str]:
    said = read_toml(path)
    named = [row.get("card", []) for row in said.get("trials", [])]
    cards = {card for cards in named for card in ([cards] if isinstance(cards, str) else cards)}
    for other in map(suite_path, said.get("includes", [])):
        if other not in (path, *below):
            cards |= _declared_cards(other, (path, *below))
    return cards
