"""Packing trials: what their processes are given, and no test labels."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bench import __version__
from bench.bundles.archive import write_archive
from bench.bundles.schema import Documents, Manifest, Packed, Part
from bench.bundles.texts import pack_test, pack_train
from bench.errors import BenchError
from bench.records.record import sealed
from bench.trials.case import Case

MANIFEST = "manifest.json"


def export(cases: Sequence[Case], path: Path) -> int:
    """Write a bundle: every trial with its documents, each data set under a tokenizer once.

    Args:
        cases: What is to travel.
        path: The bundle, a zip file.

    Returns:
        Its size in bytes.

    Raises:
        BenchError: There is nothing to pack; or the file cannot be written.
    """
    if not cases:
        raise BenchError("no trial is left to take along", remedy="choose others, or add --again")
    documents: dict[Path, Documents] = {}
    members: dict[str, bytes] = {}
    trials = []
    for case in cases:
        folder = case.prepared.folder
        if folder not in documents:
            train, test = pack_train(case.prepared.train), pack_test(case.prepared.test)
            members |= dict(zip(places(len(documents)), (train, test), strict=True))
            documents[folder] = Documents(
                name=f"{case.identity.card.name} on {case.identity.tokenizer}",
                classes=len(case.identity.card.classes),
                train=_part(train),
                test=_part(test),
            )
        trials.append(_packed(case, list(documents).index(folder)))
    manifest = Manifest(version=__version__, documents=list(documents.values()), trials=trials)
    return write_archive(path, {MANIFEST: sealed(manifest.model_dump(mode="json")).encode(), **members})


def places(documents: int) -> tuple[str, str]:
    """Where the parts of a data set lie in a bundle.

    Example:
        >>> places(0)
        ('data-0/train.json', 'data-0/test.json')
    """
    return f"data-{documents}/train.json", f"data-{documents}/test.json"


def _part(content: bytes) -> Part:
    return Part(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def _packed(case: Case, documents: int) -> Packed:
    identity, trial = case.identity, case.identity.trial
    return Packed.model_validate(
        {
            "key": identity.key,
            "signature": identity.signature,
            "published": trial.published,
            "documents": documents,
            "model": trial.model.name,
            "params": dict(trial.model.params),
            "complete": identity.complete,
            "source": identity.source,
            "origin": case.blank.model["origin"],
            "seed": trial.seed,
            "seconds": trial.limits.seconds,
            "memory_bytes": trial.limits.memory_bytes,
        }
    )
