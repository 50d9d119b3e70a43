"""What a card may say: its keys, their types and their defaults."""

from __future__ import annotations

import difflib
import hashlib
import inspect
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, create_model, field_validator

from bench.errors import CardError

Sha256 = r"^[0-9a-f]{64}$"
T = TypeVar("T", bound=BaseModel)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceFile(_Table):
    """One published file: what it is called, where it is to be had, how to know it.

    Args:
        role: What the adapter calls the file: ``train``, ``test``, ``data``, ``arrays``, ``index``...
        name: The published file's name; a local copy is looked for under it.
        also: Other paths, relative to the data folder, that a local copy may lie at.
        urls: Public homes, tried in order.
        sha256: Of the published file.
        bytes: Length of the published file.
        place: How to put the file in place where no public home serves it without a login.
    """

    role: str
    name: str
    also: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    sha256: str | None = Field(default=None, pattern=Sha256)
    bytes: int | None = Field(default=None, gt=0)
    place: str | None = None


class Source(_Table):
    """The files of a data set, and the adapter that reads them."""

    adapter: str
    options: dict[str, Any] = {}
    files: tuple[SourceFile, ...] = Field(min_length=1)

    @field_validator("files")
    @classmethod
    def _one_file_a_role(cls, files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
        roles = [file.role for file in files]
        if len(set(roles)) < len(roles):
            raise ValueError("two files have the same role")
        return files


class CleanStep(_Table):
    """One regular expression, and what replaces every match of it."""

    pattern: str
    replacement: str = ""

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from None
        return pattern


class Drop(_Table):
    """Which rows are left out.

    Args:
        empty: Rows without text.
        duplicates: Rows whose raw text stood earlier in the same part.
        blank: Rows of which cleaning leaves nothing but white space.
    """

    empty: bool = True
    duplicates: Literal["within-part", "none"] = "none"
    blank: bool = True


class Split(_Table):
    """How rows become a training and a test part.

    Args:
        method: ``published`` as the files have it; ``stratified`` by class, at random;
            ``ordered``: the last rows are the test part.
        test: Share of the test part, for the two methods that divide.
        seed: Of the stratified split.
    """

    method: Literal["published", "stratified", "ordered"]
    test: float = Field(default=0.2, gt=0, lt=1)
    seed: int = Field(default=42, ge=0)


class WordFacts(_Table):
    """Word counts of the rows that are left before cleaning.

    Args:
        rule: ``keras`` as the Keras Tokenizer splits (lower case, filters); ``spaces`` as the text stands.
        part: What ``mean`` and ``longest`` are measured on; ``distinct`` is of all rows.
        start_token: Whether one token more is counted a document, which Keras puts in front at load time.
        distinct: Number of distinct words.
        mean: Words a document, to two decimals.
        longest: Words in the longest document.
    """

    rule: Literal["keras", "spaces"]
    part: Literal["train", "all"] = "all"
    start_token: bool = False
    distinct: int | None = None
    mean: float | None = None
    longest: int | None = None


class Facts(_Table):
    """What must hold after loading.

    Parts are named ``train`` and ``test``, or ``all`` where no split is published.

    Args:
        content_sha256: Hash of the decoded rows (part, label, text).
        rows: Rows as published.
        parts: Rows as published, of each part.
        classes: Number of classes that occur.
        duplicates: Rows whose text stood earlier in the same part.
        left: Rows of each part after empty and duplicate ones are dropped.
        class_rows: The same, of each class.
        not_blank: Rows of each part of which cleaning leaves something.
        words: Word counts.
        first_train_text: How the first training document begins.
    """

    content_sha256: str | None = Field(default=None, pattern=Sha256)
    rows: int | None = None
    parts: dict[str, int] = {}
    classes: int | None = None
    duplicates: int | None = None
    left: dict[str, int] = {}
    class_rows: dict[str, dict[str, int]] = {}
    not_blank: dict[str, int] = {}
    words: WordFacts | None = None
    first_train_text: str | None = None


class Card(_Table):
    """A data set, declared.

    Args:
        name: What the user types after ``-d``.
        title: What tables call it.
        language: ISO 639-1 code, ``en`` or ``ko``...
        labels: Raw label to class name, in the order of the classes; a list names the labels 0, 1, 2...
        source: Files and adapter.
        clean: Regular expressions, applied in order.
        drop: Rows left out.
        split: Training and test part.
        tokenizer: The default tokenizer, as on the command line: ``okt:stem=true``.
        facts: What must hold after loading.
        bundled_sample: The files are a made sample that ships with textbench; every table says so.
        sample: The card of the bundled sample that can stand in for this data set.
    """

    name: str = Field(pattern=r"^[\w.-]+$")
    title: str = ""
    language: str
    license: str = ""
    homepage: str = ""
    citation: str = ""
    labels: dict[str, str] = Field(min_length=2)
    source: Source
    clean: tuple[CleanStep, ...] = ()
    drop: Drop = Drop()
    split: Split
    tokenizer: str = "words"
    facts: Facts = Facts()
    bundled_sample: bool = False
    sample: str | None = None
    _path: Path = PrivateAttr(default=Path())

    @field_validator("labels", mode="before")
    @classmethod
    def _list_names_indices(cls, labels: Any) -> Any:
        return {str(index): name for index, name in enumerate(labels)} if isinstance(labels, list) else labels

    @field_validator("labels")
    @classmethod
    def _two_classes(cls, labels: dict[str, str]) -> dict[str, str]:
        if len(set(labels.values())) < 2:
            raise ValueError("fewer than two classes")
        return labels

    @property
    def path(self) -> Path:
        """The TOML file the card was read from."""
        return self._path

    @property
    def classes(self) -> tuple[str, ...]:
        """Class names in the card's order; several labels may lead to one class."""
        return tuple(dict.fromkeys(self.labels.values()))

    def preparation_key(self) -> str:
        """Digest of all that decides, with the rows, what every tokenizer starts from."""
        said = self.model_dump(mode="json", include={"labels", "clean", "drop", "split"})
        said["labels"] = list(self.labels.items())  # their order numbers the classes
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def parse_card(said: Mapping[str, Any], path: Path) -> Card:
    """Validate a card's TOML.

    Raises:
        CardError: With the file, the key and the remedy.
    """
    card = _validated(Card, said, path, prefix="")
    card._path = path
    return card


def check_options(function: Callable[..., Any], card: Card) -> dict[str, Any]:
    """The card's ``source.options``, checked against an adapter's keyword-only parameters.

    Raises:
        CardError: An option is unknown, missing or of another type.
    """
    hints = get_type_hints(function)
    fields: dict[str, Any] = {
        name: (hints.get(name, Any), ... if parameter.default is parameter.empty else parameter.default)
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    model = create_model("Options", __base__=_Table, **fields)
    options = _validated(model, card.source.options, card.path, prefix="source.options.")
    return {name: getattr(options, name) for name in fields}


def _validated(model: type[T], said: Mapping[str, Any], path: Path, prefix: str) -> T:
    try:
        return model.model_validate(said)
    except ValidationError as error:
        # A misspelt key is also a missing one; the spelling says more.
        problems = sorted(error.errors(include_url=False), key=lambda each: each["type"] != "extra_forbidden")
        raise _card_error(model, dict(problems[0]), len(problems) - 1, path, prefix) from None


def _card_error(
    model: type[BaseModel], first: dict[str, Any], more: int, path: Path, prefix: str
) -> CardError:
    place = first["loc"]
    key = prefix + ".".join(str(step) for step in place)
    known = _keys_at(model, place[:-1])
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(place[-1]), known, n=1)
        problem = "unknown key"
        remedy = f"did you mean '{near[0]}'?" if near else f"possible: {', '.join(known) or 'none'}"
    elif first["type"] == "missing":
        problem, remedy = "the key is missing", f"add '{key}'"
    else:
        problem = re.sub("^Value error, ", "", first["msg"])
        said = first["input"]
        remedy = "mend the value" if isinstance(said, dict | list) else f"it says {said!r}"
    if more:
        remedy += f" (and {more} more problem{'s' * (more > 1)})"
    return CardError(problem, where=f"{path}: {key}", remedy=remedy)


def _keys_at(model: type[BaseModel], place: tuple[Any, ...]) -> list[str]:
    """Names of the keys allowed in the table at a place."""
    table: type[BaseModel] = model
    for step in place:
        if isinstance(step, str) and step in table.model_fields:
            inside = str(table.model_fields[step].annotation)
            tables = (Source, SourceFile, CleanStep, Drop, Split, WordFacts, Facts)
            named = [sub for sub in tables if re.search(rf"\b{sub.__name__}\b", inside)]
            table = named[0] if named else table
    return list(table.model_fields)
