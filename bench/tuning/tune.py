"""From a card, a tokenizer and a model to the best of a grid, by the training part alone."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from bench.catalogue import models
from bench.errors import BenchError
from bench.locations import cache_dir
from bench.models.plugin import ModelPlugin
from bench.plugins import source_of
from bench.preparation.documents import read_documents, read_labels
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from bench.records.environment import environment
from bench.trials.privacy import without_paths
from bench.tuning.candidates import candidates
from bench.tuning.estimator import RecipeClassifier
from bench.tuning.grid import Grid
from bench.tuning.journal import Journal
from bench.tuning.progress import OnFits, watched
from bench.tuning.search import Search
from bench.tuning.tuning import Tuning


def journal_path(prepared: Prepared, model: Recipe, search: Search, grid: Grid) -> Path:
    """Where the fits of a search are kept: below ``tuning/`` in the cache.

    Fits of one file may stand in for each other: same data, tokenizer, model, folds, seed and libraries. A
    grid that is widened finds those it had before; halving does not, whose folds go by the grid's size.
    """
    entry = models.entry(model.name)
    here = environment()
    said = [
        (prepared.data_sha256, prepared.tokenizer, prepared.tokenizer_version),
        (model.name, source_of(entry.origin)),
        (search.kind, search.folds, search.seed, None if search.kind == "grid" else grid),
        (here["libraries"], here["revision"]),
    ]
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return cache_dir() / "tuning" / f"{model.name}-{digest[:16]}.jsonl"


def tune(
    card: str,
    prepared: Prepared,
    tokenizer: Recipe,
    model: Recipe,
    grid: Grid,
    search: Search,
    journal: Journal,
    *,
    plugins: tuple[Path, ...] = (),
    on_fits: OnFits = lambda *_: None,
) -> Tuning:
    """Search a grid. Of the prepared data, only the training part's folder is read.

    Args:
        card: Name of the data set.
        prepared: The data set under the tokenizer.
        tokenizer: As the user wrote it.
        model: Its recipe, without the parameters of the grid.
        grid: See :func:`bench.tuning.grid.grid_for`.
        search: How it is searched.
        journal: Where the fits are kept; those it knows are not made again.
        plugins: Files that the model may be from.
        on_fits: See :func:`bench.tuning.progress.watched`.

    Raises:
        DataError: No class has a document for each fold.
        BenchError: No candidate could be fitted.
    """
    documents, labels = read_documents(prepared.train), read_labels(prepared.train)
    plugin: ModelPlugin = models[model.name]
    estimator = RecipeClassifier(model, seed=search.seed, plugins=plugins, journal=journal)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    began = time.perf_counter()
    try:
        with watched(journal, on_fits) as fits:
            results, best = search.run(estimator, grid, documents, labels)
    except ValueError as error:
        problem = next((fit.reason for fit in fits if fit.reason), str(error))
        raise BenchError(f"the search fails: {problem}", where=str(model),
                         remedy="mend the model, or try other values") from error  # fmt: skip
    folders = {path.parent: "<plugins>" for path in plugins}
    found = [
        replace(candidate, reason=without_paths(candidate.reason, folders))
        for candidate in candidates(
            results, fits, model, plugin.complete, folds=search.folds, documents=len(documents)
        )
    ]
    if found[best].mean is None:
        raise BenchError(f"no candidate could be scored: {found[best].reason}", where=str(model),
                         remedy="mend the model, or try other values")  # fmt: skip
    origin = models.entry(model.name).origin
    return Tuning(
        card={"name": card, "data_sha256": prepared.data_sha256, "documents": len(documents)},
        tokenizer={
            "recipe": str(tokenizer),
            "complete": prepared.tokenizer,
            "version": prepared.tokenizer_version,
        },
        model={
            "recipe": str(model),
            "complete": str(plugin.complete(model.params)),
            "name": model.name,
            "origin": Path(origin).name if origin.endswith(".py") else origin,
            "source": source_of(origin),
        },
        search={key: value for key, value in asdict(search).items() if key != "jobs"}
        | {"metric": "accuracy"},
        grid=grid,
        candidates=found,
        best=found[best].recipe,
        seconds=round(time.perf_counter() - began, 3),
        environment=environment(),
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
    )
