"""From a card and a tokenizer to documents on disk: done once, then only read."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.catalogue import tokenizers
from bench.errors import BenchError, DataError, PluginError, RecipeError
from bench.locations import cache_dir
from bench.preparation.documents import write_documents, write_labels
from bench.preparation.parts import Parts, make_parts
from bench.preparation.portions import Tokenised, in_portions
from bench.preparation.prepared import ANSWERS, TEST, TRAIN, Prepared, read_prepared, write_meta
from bench.preparation.sequence import Documents
from bench.preparation.token_profile import profile
from bench.preparation.with_ids import with_ids
from bench.recipe import Recipe
from bench.sources.content import PublishedRows
from bench.tokenizers.base import Tokenizer, WorksInPortions, to_documents

if TYPE_CHECKING:
    from bench.cards.schema import Card

OnStage = Callable[[str, int, int], None]


def prepared_dir() -> Path:
    """The folder of prepared data in the cache."""
    return cache_dir() / "prepared"


def make_tokenizer(recipe: Recipe) -> Tokenizer:
    """The tokenizer of a recipe.

    Raises:
        UnknownName: There is none of that name.
        MissingExtra: It needs a library that is not installed.
        RecipeError: It has no such option.
    """
    kind = tokenizers[recipe.name]
    try:
        made: Tokenizer = kind(**recipe.params)
    except TypeError as error:
        options = ", ".join(getattr(kind, "__dataclass_fields__", {})) or "none"
        raise RecipeError(
            f"the tokenizer '{recipe}' cannot be made: {error}", remedy=f"options: {options}"
        ) from None
    return made


def complete_recipe(recipe: Recipe, tokenizer: Tokenizer) -> Recipe:
    """The recipe with every option of the tokenizer it made: what a cache may go by when defaults change."""
    fields = getattr(tokenizer, "__dataclass_fields__", {})
    return Recipe(recipe.name, {**recipe.params, **{name: getattr(tokenizer, name) for name in fields}})


def data_sha256(card: Card, data_dir: Path | None) -> str:
    """Digest of a data set's rows, cleaning, dropping and split: what all its tokenizers start from.

    Raises:
        MissingData: A file is not on this machine.
        DataError: The data is not what the card declares.
    """
    return _data_sha256(card, PublishedRows(card, data_dir))


def _data_sha256(card: Card, source: PublishedRows) -> str:
    return hashlib.sha256(f"{source.content_sha256} {card.preparation_key()}".encode()).hexdigest()


@dataclass(frozen=True)
class Address:
    """What decides a data set under a tokenizer, and where it lies once prepared.

    Args:
        data_sha256: Digest of rows, cleaning, dropping and split.
        tokenizer: Recipe of the tokenizer with every option.
        tokenizer_version: The library's and the rule's.
        folder: Of the prepared data, there or not.
    """

    data_sha256: str
    tokenizer: str
    tokenizer_version: str
    folder: Path


def address(card: Card, recipe: Recipe, data_dir: Path | None) -> Address:
    """The address of a data set under a tokenizer, found without tokenising anything.

    Raises:
        MissingData: A file is not on this machine.
        DataError: The data is not what the card declares.
    """
    return _address(card, recipe, make_tokenizer(recipe), PublishedRows(card, data_dir))


def _address(card: Card, recipe: Recipe, tokenizer: Tokenizer, source: PublishedRows) -> Address:
    data = _data_sha256(card, source)
    complete = complete_recipe(recipe, tokenizer)
    asked = f"{data} {complete} {tokenizer.version}"
    name = f"{recipe.name}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"
    folder = prepared_dir() / f"{card.name}-{data[:16]}" / name
    return Address(data, str(complete), tokenizer.version, folder)


def prepare(
    card: Card,
    recipe: Recipe,
    data_dir: Path | None,
    on_stage: OnStage = lambda *_: None,
    place: Address | None = None,
) -> Prepared:
    """Prepare a data set under a tokenizer, or find it prepared.

    Args:
        card: The data set.
        recipe: The tokenizer.
        data_dir: The user's folder of data files.
        on_stage: Told of a stage (``load``, ``clean``, ``tokenise``), documents done, documents in all.
        place: Their :func:`address`, where it is known: finding it may take reading all files.

    Raises:
        MissingData: A file is not on this machine.
        DataError: The data is not what the card declares, or has changed since its address was found.
        BenchError: The cache cannot be written.
    """
    tokenizer = make_tokenizer(recipe)
    on_stage("load", 0, 0)
    began = time.perf_counter()
    source = PublishedRows(card, data_dir)
    place = place or _address(card, recipe, tokenizer, source)
    if (known := read_prepared(place.folder)) is not None:
        return with_ids(known)

    rows, content_sha256 = source.accepted
    if _data_sha256(card, source) != place.data_sha256:
        raise DataError("the data was changed just now", where=card.name, remedy="run it again")
    loaded = time.perf_counter()
    on_stage("clean", 0, 0)
    parts = make_parts(card, rows, content_sha256)
    cleaned = time.perf_counter()
    unfinished = place.folder.with_name(f".unfinished-{place.folder.name}")
    tokenised_parts = [
        _tokenise(tokenizer, texts, parts, on_stage, unfinished / part)
        for part, texts in ((TRAIN, parts.train_texts), (TEST, parts.test_texts))
    ]
    documents = [Documents.of(part.documents) for part in tokenised_parts]
    earlier = sum(part.seconds_before for part in tokenised_parts)
    meta = {
        "data_sha256": place.data_sha256,
        "content_sha256": content_sha256,
        "tokenizer": place.tokenizer,
        "tokenizer_version": place.tokenizer_version,
        "counts": parts.counts,
        "timings": {
            "load": loaded - began,
            "clean": cleaned - loaded,
            "tokenise": time.perf_counter() - cleaned + earlier,
        },
        "profile": profile(parts, *documents),
    }
    _write(place.folder, parts, documents, meta)
    shutil.rmtree(unfinished, ignore_errors=True)
    found = read_prepared(place.folder)
    if found is None:
        raise BenchError(
            "what was prepared cannot be read back", where=place.folder, remedy="run: bench data clear"
        )
    return found


def _tokenise(
    tokenizer: Tokenizer, texts: list[str], parts: Parts, on_stage: OnStage, unfinished: Path
) -> Tokenised:
    total = parts.counts["train"] + parts.counts["test"]
    done = 0 if texts is parts.train_texts else parts.counts["train"]
    on_stage("tokenise", done, total)

    def progress(more: int) -> None:
        nonlocal done
        done += more
        on_stage("tokenise", done, total)

    if isinstance(tokenizer, WorksInPortions):
        return in_portions(
            lambda some: tokenised(tokenizer, some, progress), texts, tokenizer.portion, unfinished, progress
        )
    return Tokenised(tokenised(tokenizer, texts, progress))


def tokenised(
    tokenizer: Tokenizer, texts: Sequence[str], progress: Callable[[int], None] | None = None
) -> list[str]:
    """The documents of texts, whatever the tokenizer may do.

    Raises:
        PluginError: It fails.
        BenchError: It gives another number of documents.
    """
    try:
        documents = to_documents(tokenizer, texts, progress)
    except BenchError:
        raise
    except (
        Exception
    ) as error:  # a plugin may fail in any way at all; it must not take the other trials with it
        problem = f"the tokenizer {type(tokenizer).__name__} fails: {type(error).__name__}: {error}"
        raise PluginError(problem, where=type(tokenizer).__module__, remedy="mend the tokenizer") from error
    if len(documents) != len(texts):
        raise BenchError(
            f"the tokenizer gave {len(documents)} documents for {len(texts)} texts",
            remedy="mend the tokenizer",
        )
    return documents


def _write(folder: Path, parts: Parts, documents: list[Documents], meta: dict[str, Any]) -> None:
    """Write a folder whole or not at all: under another name first, then renamed."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".draft-"))
        try:
            write_documents(draft / TRAIN, documents[0])
            write_labels(draft / TRAIN, parts.train_labels)
            write_documents(draft / TEST, documents[1])
            (draft / ANSWERS).mkdir()
            write_labels(draft / ANSWERS, parts.test_labels)
            np.save(draft / ANSWERS / "rows.npy", parts.test_rows)
            np.save(draft / ANSWERS / "seen.npy", parts.test_seen)
            write_meta(draft, meta)
            if folder.exists() and read_prepared(folder) is None:
                shutil.rmtree(folder)  # damaged: ours takes its place
            with suppress(FileExistsError):  # another process was faster, and wrote the same
                os.rename(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        if error.errno == errno.ENOTEMPTY:
            return
        full = error.errno == errno.ENOSPC
        problem = "the disk is full" if full else f"the cache cannot be written: {error.strerror or error}"
        raise BenchError(
            problem, where=folder, remedy="free some space, or set TEXTBENCH_CACHE elsewhere"
        ) from error
