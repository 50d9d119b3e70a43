"""Plugin files that the user names: imported by path, a broken one kept from stopping the others."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.catalogue import models
from bench.errors import PluginError


def load_file(path: Path) -> None:
    """Import a plugin file; its decorators register what it holds.

    Raises:
        PluginError: The file is not there, or fails to import.
    """
    path = path.resolve()
    name = f"bench_plugin_{path.stem}_{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
    if name in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(name, path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise PluginError(
            "there is no such plugin file", where=path, remedy="name a Python file with --plugin"
        )
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except PluginError:
        del sys.modules[name]
        raise
    except BaseException as error:
        del sys.modules[name]
        if isinstance(error, KeyboardInterrupt):
            raise
        raise PluginError(
            f"the plugin fails to import: {type(error).__name__}: {error}", where=path, remedy="mend the file"
        ) from error


def load_files(paths: Iterable[Path]) -> None:
    """Import plugin files; a broken one is listed under its file's name and stops nothing else."""
    for path in paths:
        try:
            load_file(path)
        except PluginError as error:
            models.mark_broken(path.stem, str(path), error.problem)


def files_beside(suite: Path) -> list[Path]:
    """The plugin files in the folder ``models`` beside a user's own suite."""
    return sorted((suite.parent / "models").glob("[!_]*.py"))


def source_of(origin: str) -> str | None:
    """What tells a plugin from another of its name: its file's digest, or distribution and version.

    Returns:
        None for what comes with textbench.
    """
    path = Path(origin)
    if path.suffix == ".py" and path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return None if origin == "built-in" else origin
