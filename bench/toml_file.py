"""Reading a TOML file that a person has written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bench.errors import RecipeError


def read_toml(path: Path, remedy: str = "mend the syntax at that line") -> dict[str, Any]:
    """What a TOML file says.

    Args:
        path: The file.
        remedy: What to do where it is no TOML.

    Raises:
        RecipeError: It cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecipeError(f"cannot be read: {error.strerror}", where=path, remedy="check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"not TOML: {error}", where=path, remedy=remedy) from None
