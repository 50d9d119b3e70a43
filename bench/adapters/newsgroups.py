"""20 newsgroups, split by date, as scikit-learn fetches it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench.adapters.rows import Rows
from bench.adapters.text_tree import read_text_tree
from bench.catalogue import adapter


@adapter("newsgroups")
def read_newsgroups(files: Mapping[str, Path]) -> Rows:
    """The posts of ``20news-bydate.tar.gz``, headers, quotes and signatures included.

    The texts are those of ``sklearn.datasets.fetch_20newsgroups(subset=..., remove=())``: every byte decoded
    as latin-1. The rows stand in order of part, group and file name; scikit-learn shuffles them afterwards.
    The pickle that it leaves in its cache is not read: a pickle is a program.

    Args:
        files: ``data``: the archive, or a folder that holds what it unpacks to.

    Raises:
        DataError: The archive is damaged or holds no posts.

    Reference:
        ``sklearn/datasets/_twenty_newsgroups.py``.
    """
    return read_text_tree(
        files,
        pattern="{part}/{label}/*",
        parts={"train": "20news-bydate-train", "test": "20news-bydate-test"},
        encoding="latin-1",
    )
