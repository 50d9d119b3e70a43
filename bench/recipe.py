"""A recipe: a registered name with its parameters, as data and as text."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.errors import RecipeError

_NAME = re.compile(r"\w[\w.+-]*")
_PLAIN = re.compile(r"[A-Za-z][\w.+-]*")


@dataclass(frozen=True)
class Recipe:
    """A registered name and its parameters. As text: ``name:key=value,key=value``, values as JSON.

    Args:
        name: A registered model or tokenizer.
        params: Its parameters, of JSON's types; those left out keep the plugin's defaults.

    Example:
        >>> recipe = Recipe.parse("nb:alpha=0.5,ngram_range=[1,2]")
        >>> recipe.params["ngram_range"]
        [1, 2]
        >>> str(recipe)
        'nb:alpha=0.5,ngram_range=[1,2]'
    """

    name: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Recipe:
        """Read a recipe from its text.

        Raises:
            RecipeError: The text is not ``name`` or ``name:key=value,...``.
        """
        name, colon, rest = text.strip().partition(":")
        if not _NAME.fullmatch(name) or (colon and not rest.strip()):
            raise RecipeError(f"'{text}' is not a recipe", remedy="write name or name:key=value,key=value")
        pairs = [_parse_pair(pair, text) for pair in split_outside(rest, ",")]
        params = dict(pairs)
        if len(params) < len(pairs):
            raise RecipeError(f"'{text}' sets a parameter twice", remedy="keep one of them")
        return cls(name, params)

    def __str__(self) -> str:
        if not self.params:
            return self.name
        pairs = (f"{key}={_format_value(value)}" for key, value in sorted(self.params.items()))
        return f"{self.name}:{','.join(pairs)}"

    def __hash__(self) -> int:
        return hash((self.name, frozenset(self.params)))  # not the values: 1 equals 1.0


def _parse_pair(pair: str, text: str) -> tuple[str, Any]:
    key, equals, value = pair.partition("=")
    if not equals or not key.strip().isidentifier():
        raise RecipeError(f"'{pair}' in '{text}' is not key=value", remedy="write name:key=value,key=value")
    try:
        return key.strip(), json.loads(value)
    except ValueError:
        return key.strip(), value.strip()


def _format_value(value: Any) -> str:
    # A word that JSON would read back as the same word needs no quotes: stopwords=nsmc.
    if (
        isinstance(value, str)
        and _PLAIN.fullmatch(value)
        and value not in ("true", "false", "null", "NaN", "Infinity")
    ):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_name_of)


def _name_of(value: Any) -> str:
    # A plugin's default may be a class or a function; JSON has none.
    return str(getattr(value, "__qualname__", type(value).__qualname__))


def split_outside(text: str, separator: str) -> list[str]:
    """Split a text at a character, except within JSON's strings, lists and objects; blank parts are left out.

    Example:
        >>> split_outside('a=[1,2],b="x,y"', ",")
        ['a=[1,2]', 'b="x,y"']
    """
    parts, depth, start, quoted, escaped = [], 0, 0, False, False
    for position, char in enumerate(text):
        if quoted:
            quoted = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            quoted = True
        elif char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
        elif char == separator and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    return [part for part in [*parts, text[start:]] if part.strip()]


def keyword_defaults(function: Callable[..., Any]) -> dict[str, Any]:
    """The parameters of a callable that have a default, with it."""
    parameters = inspect.signature(function).parameters.values()
    return {p.name: p.default for p in parameters if p.default is not inspect.Parameter.empty}
