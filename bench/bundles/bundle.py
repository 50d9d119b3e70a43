"""A bundle on the machine that it was brought to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.bundles.archive import Archive, open_archive
from bench.bundles.export import MANIFEST, places
from bench.bundles.schema import Manifest, Packed, parse
from bench.bundles.texts import unpack_test, unpack_train
from bench.catalogue import models
from bench.errors import MissingExtra, PluginError, UnknownName
from bench.plugins import source_of
from bench.recipe import Recipe
from bench.records.record import checksum


@dataclass(frozen=True)
class Bundle:
    """A bundle that is open.

    Args:
        manifest: What is in it.
        sha256: Digest of that.
    """

    manifest: Manifest
    sha256: str
    _archive: Archive

    def unpack(self, documents: int, train: Path, test: Path) -> None:
        """Write the parts of a data set into two folders, as a trial's process reads them.

        Raises:
            DataError: A part is missing, was changed, or is none.
        """
        known = self.manifest.documents[documents]
        contents = (
            self._archive.read_checked(place, part.sha256, part.bytes)
            for place, part in zip(places(documents), (known.train, known.test), strict=True)
        )
        try:
            unpack_train(next(contents), known.classes, train)
            unpack_test(next(contents), test)
        except (ValueError, RecursionError) as error:
            raise self._archive.damaged(f"the documents of {known.name} are none ({error})") from None


@contextmanager
def open_bundle(path: Path) -> Iterator[Bundle]:
    """Open a bundle.

    Raises:
        DataError: It is none, or damaged.
    """
    with open_archive(path) as archive:
        said = archive.read_json(MANIFEST)
        manifest = parse(Manifest, said, path)
        if any(trial.documents >= len(manifest.documents) for trial in manifest.trials):
            raise archive.damaged("a trial has no documents")
        yield Bundle(manifest, checksum(said), archive)


def refuse_another(trial: Packed) -> None:
    """Refuse a trial whose model is not here the one that it was exported with.

    Raises:
        PluginError: There is none of its name, it comes from another plugin, or has other defaults.
        RecipeError: It has no such parameter.
    """
    try:
        entry = models.entry(trial.model)
    except UnknownName as error:
        raise _another(trial, "is not here") from error
    if source_of(entry.origin) != trial.source:
        raise _another(trial, "is another than the bundle's")
    recipe = Recipe(trial.model, trial.params)
    with suppress(MissingExtra):  # then the trial is skipped, and its outcome says why
        if trial.complete not in (str(recipe), str(models[trial.model].complete(trial.params))):
            raise _another(trial, "has other defaults than the bundle's")


def _another(trial: Packed, problem: str) -> PluginError:
    remedy = "install the version of textbench that made the bundle"
    if trial.source is not None:
        remedy = f"bring the {trial.origin} that the bundle was made with, and name it with --plugin"
    return PluginError(f"the model '{trial.model}' {problem}", where=trial.signature, remedy=remedy)
