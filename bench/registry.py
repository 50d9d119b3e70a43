"""One generic registry: a name leads to an object, or to the place where it can be imported."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bench.backend import BACKENDS
from bench.errors import MissingExtra, PluginError, UnknownName

# The modules that show whether an extra is installed, of each group one; looked up, never imported.
EXTRAS = {
    "korean": (("konlpy",), ("jpype",)),
    "kiwi": (("kiwipiepy",),),
    "neural": (("keras",), BACKENDS),
    "cluster": (("distributed",),),
}
EXTRA_OF = {"kiwi": "korean"}


# A recipe and a signature put : , = / around names.
_NAME = re.compile(r"\w[\w.+-]*")


@dataclass(frozen=True)
class Entry:
    """One registered name.

    Args:
        name: What the user types.
        origin: Where it comes from: ``built-in``, a distribution's name and version, or a file.
        target: ``"module:attribute"`` for an entry that has not been imported yet.
        value: The object itself, once there.
        needs: A key of ``EXTRAS`` that must be installed for the entry to run.
        error: Why the entry cannot be imported, for a broken plugin.
    """

    name: str
    origin: str
    target: str | None = None
    value: Any = None
    needs: str | None = None
    error: str | None = None

    def why_not(self) -> str | None:
        """The reason the entry cannot run here, or None where it can. Imports nothing."""
        if self.error:
            return self.error
        if self.needs and not all(any(map(_installed, group)) for group in EXTRAS[self.needs]):
            return f"needs the extra '{EXTRA_OF.get(self.needs, self.needs)}'"
        return None


class Registry(Mapping[str, Any]):
    """Names of one kind of plugin, imported only when looked up.

    Args:
        kind: The word for one entry, used in messages: ``model``, ``tokenizer``...
        group: The entry-point group of installed packages that add to it.
        builtin: Name to ``"module:attribute"``, or to ``("module:attribute", needs)``.
        offers: An attribute that every object here has.

    Example:
        >>> shapes = Registry("shape", "example.shapes", {"counter": "collections:Counter"})
        >>> shapes["counter"].__name__
        'Counter'
    """

    def __init__(
        self, kind: str, group: str, builtin: Mapping[str, str | tuple[str, str]], *, offers: str = "__call__"
    ) -> None:
        self.kind = kind
        self.group = group
        self.offers = offers
        self._own: dict[str, Entry] = {}
        for name, target in builtin.items():
            place, needs = (target, None) if isinstance(target, str) else target
            self._own[name] = Entry(name, "built-in", target=place, needs=needs)

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        from importlib.metadata import entry_points

        entries = dict(self._own)
        for point in entry_points(group=self.group):
            origin = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
            if point.name in entries:
                clash = f"the name is taken by {entries[point.name].origin}"
                entries[_beside(point.name, origin)] = Entry(_beside(point.name, origin), origin, error=clash)
            else:
                entries[point.name] = Entry(point.name, origin, target=point.value)
        return entries

    def register(self, name: str, value: Any, *, origin: str, module: str, needs: str | None = None) -> None:
        """Add an object under a name; a lazy entry of that name for the same object is filled in.

        Args:
            name: What the user types.
            value: The object.
            origin: See :class:`Entry`.
            module: The module that the object was defined in.
            needs: See :class:`Entry`.

        Raises:
            PluginError: The name is taken by something else, or is none.
        """
        if not _NAME.fullmatch(name):
            raise PluginError(
                f"'{name}' cannot name a {self.kind}", where=origin, remedy="use letters, digits and . _ + -"
            )
        known = self._entries.get(name)
        if known is not None:
            lazily_declared = known.target is not None and known.target.partition(":")[0] == module
            if not lazily_declared and known.origin != origin:
                raise PluginError(
                    f"the {self.kind} '{name}' is registered already, by {known.origin}",
                    where=origin,
                    remedy=f"choose another name, or a version of it such as '{name}.v2'",
                )
            self._entries[name] = replace(known, value=value, needs=known.needs or needs)
            return
        self._entries[name] = Entry(name, origin, value=value, needs=needs)

    def mark_broken(self, name: str, origin: str, error: str) -> None:
        """List a plugin that cannot be imported, with its error, so that it stops nothing else."""
        known = self._entries.get(name)
        if known is not None and known.origin != origin:
            name = _beside(name, origin)
        self._entries[name] = Entry(name, origin, error=error)

    def entries(self) -> list[Entry]:
        """Every entry, in order of name. Imports nothing."""
        return sorted(self._entries.values(), key=lambda entry: (entry.name, entry.origin))

    def entry(self, name: str) -> Entry:
        """The entry of a name.

        Raises:
            UnknownName: With the nearest names there are.
        """
        try:
            return self._entries[name]
        except KeyError:
            near = difflib.get_close_matches(name, list(self._entries), n=3, cutoff=0.5)
            broken = [f"{entry.origin}: {entry.error}" for entry in self._entries.values() if entry.error]
            remedy = (
                f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(sorted(self._entries))}"
            )
            if broken:
                remedy = f"{remedy} (not loaded: {'; '.join(broken)})"
            raise UnknownName(f"no {self.kind} is named '{name}'", remedy=remedy) from None

    def __getitem__(self, name: str) -> Any:
        entry = self.entry(name)
        if entry.value is not None:
            return entry.value
        if reason := entry.why_not():
            if entry.needs and not entry.error:
                extra = EXTRA_OF.get(entry.needs, entry.needs)
                raise MissingExtra(
                    f"the {self.kind} '{name}' needs the extra '{extra}'",
                    remedy=f"pip install 'textbench[{extra}]'",
                )
            raise PluginError(f"the {self.kind} '{name}' cannot be used: {reason}", where=entry.origin)
        value = _import(entry, self.kind)
        if self._entries[name].value is None:  # else a decorator in that module has registered it
            if not hasattr(value, self.offers):
                raise PluginError(
                    f"{entry.target} is not registered as the {self.kind} '{name}'",
                    where=entry.origin,
                    remedy=f"put @bench.{self.kind}('{name}') over it",
                )
            self._entries[name] = replace(entry, value=value)
        return self._entries[name].value

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _beside(name: str, origin: str) -> str:
    """What an entry is listed as whose name another has."""
    return f"{name} ({origin})"


def _import(entry: Entry, kind: str) -> Any:
    module, _, attribute = (entry.target or "").partition(":")
    try:
        found: Any = importlib.import_module(module)
        for part in attribute.split("."):
            found = getattr(found, part)
    except Exception as error:  # a plugin may fail in any way at all; it must not take the others with it
        raise PluginError(
            f"the {kind} '{entry.name}' cannot be imported: {type(error).__name__}: {error}",
            where=entry.origin,
            remedy=f"mend {module}, or leave that plugin out",
        ) from error
    return found
