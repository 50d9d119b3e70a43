"""Finding cards by name, and reading them."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.errors import CardError, UnknownName
from bench.locations import datasets_dir

if TYPE_CHECKING:
    from bench.cards.schema import Card

GROUP = "textbench.datasets"
# What a card that extends another does not take over from it.
OF_ITS_OWN = ("name", "sample", "bundled_sample", "facts", "extends")


@dataclass(frozen=True)
class CardName:
    """A card that can be loaded by name, and where it comes from."""

    name: str
    origin: str


def card_names() -> list[CardName]:
    """Every card there is, in order of name, none of them validated."""
    names: dict[str, CardName] = {}
    for path in sorted(datasets_dir().glob("*.toml")):
        names.setdefault(path.stem, CardName(path.stem, "built-in"))
    for point in entry_points(group=GROUP):
        origin = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
        names.setdefault(point.name, CardName(point.name, origin))
    for folder in _working_folders():
        for path in sorted(folder.glob("*.toml")):
            if path.stem not in names and _looks_like_a_card(path):
                names[path.stem] = CardName(path.stem, str(path))
    return [names[name] for name in sorted(names)]


def load_card(name_or_path: str | Path) -> Card:
    """Read and validate a card.

    A name is looked for among the built-in cards, then the entry points ``textbench.datasets``, then as
    ``datasets/NAME.toml`` and ``NAME.toml`` in the working directory.

    Args:
        name_or_path: A card's name, or the path of a TOML file.

    Raises:
        CardError: The card does not say what it must.
        UnknownName: There is no such card.

    Example:
        >>> load_card("spam").classes
        ('ham', 'spam')
    """
    from bench.cards.schema import parse_card

    path = Path(name_or_path) if str(name_or_path).endswith(".toml") else _path_of(str(name_or_path))
    return parse_card(_read(path), path)


def declared(name: str) -> tuple[dict[str, Any], Path]:
    """What a card says, not validated, and its path: enough to list it, in a hundredth of the time.

    Raises:
        CardError: It is no TOML.
        UnknownName: There is no such card.
    """
    path = _path_of(name)
    return _read(path), path


def _path_of(name: str) -> Path:
    built_in = datasets_dir() / f"{name}.toml"
    if built_in.is_file():
        return built_in
    for point in entry_points(group=GROUP, name=name):
        try:
            return Path(point.load())
        except Exception as error:  # another package's code may fail in any way
            problem = f"the entry point of '{name}' fails: {type(error).__name__}: {error}"
            raise CardError(
                problem, where=point.value, remedy="it must be the path of a TOML file"
            ) from error
    for folder in _working_folders():
        if (folder / f"{name}.toml").is_file():
            return folder / f"{name}.toml"
    known = [card.name for card in card_names()]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    remedy = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"
    raise UnknownName(f"no data set is named '{name}'", remedy=f"{remedy}; or give the path of a card")


def _working_folders() -> Iterator[Path]:
    yield Path("datasets")
    yield Path()


def _looks_like_a_card(path: Path) -> bool:
    """Whether a TOML file that merely lies in the working directory is meant as a card."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    source = said.get("source")
    return "extends" in said or (isinstance(source, dict) and "adapter" in source)


def _read(path: Path, below: tuple[Path, ...] = ()) -> dict[str, Any]:
    """A card's TOML; what it says is laid over the card it extends."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CardError("there is no such file", where=path, remedy="check the path") from None
    except OSError as error:
        raise CardError(f"cannot be read: {error.strerror}", where=path, remedy="check the file") from None
    except UnicodeDecodeError as error:
        raise CardError(f"byte {error.start} is not UTF-8", where=path, remedy="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise CardError(f"not TOML: {error}", where=path, remedy="mend the syntax at that line") from None
    if "extends" not in said:
        return said
    base_path = path.with_name(f"{said['extends']}.toml")
    if not base_path.is_file() or base_path in (path, *below):
        problem = f"no card '{said['extends']}' to extend"
        raise CardError(problem, where=f"{path}: extends", remedy="name one in the same folder")
    base = {key: value for key, value in _read(base_path, (path, *below)).items() if key not in OF_ITS_OWN}
    del said["extends"]
    return _laid_over(base, said)


def _laid_over(base: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in said.items():
        under = merged.get(key)
        both_tables = isinstance(under, dict) and isinstance(value, dict) and key != "labels"
        merged[key] = _laid_over(under, value) if both_tables and isinstance(under, dict) else value
    return merged
