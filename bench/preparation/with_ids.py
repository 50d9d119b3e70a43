"""Folders prepared before tokens were numbered: their documents are there, so nothing is tokenised again."""

from __future__ import annotations

import time
from dataclasses import asdict

from bench.preparation.documents import IDS, read_texts, write_ids
from bench.preparation.prepared import TEST, TRAIN, Prepared, read_prepared, write_meta
from bench.preparation.token_ids import TokenIds


def with_ids(prepared: Prepared) -> Prepared:
    """The same data with its tokens numbered, which is done once and counts as tokenising.

    Each file is written whole or not at all, and what is known of the folder last: a process that is killed
    leaves the folder as good as it was, and two at once write the same.

    Raises:
        BenchError: The cache cannot be written.
    """
    if all(f"{part}/{IDS}" in prepared.files for part in (TRAIN, TEST)):
        return prepared
    began = time.perf_counter()
    for folder in (prepared.train, prepared.test):
        write_ids(folder, TokenIds.number(read_texts(folder)))
    seconds = prepared.timings["tokenise"] + time.perf_counter() - began
    meta = asdict(prepared) | {"timings": {**prepared.timings, "tokenise": seconds}}
    write_meta(prepared.folder, {key: value for key, value in meta.items() if key not in ("folder", "files")})
    return read_prepared(prepared.folder) or prepared
