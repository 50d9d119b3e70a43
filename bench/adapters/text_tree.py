"""One file a document, in a folder a class: a ``.tar.gz`` read in place, or a folder."""

from __future__ import annotations

import gzip
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.adapters.encoding import decode
from bench.adapters.packed import unpacked
from bench.adapters.roles import file_of
from bench.adapters.rows import Rows
from bench.catalogue import adapter
from bench.errors import CardError, DataError

# No document of a corpus is a thousandth of this; together they must fit in memory.
LARGEST_DOCUMENT = 16 * 1024**2
LARGEST_TREE = 4 * 1024**3


@dataclass(frozen=True, order=True)
class Document:
    """One file of the tree, in the order in which rows are numbered."""

    part_rank: int
    label: str
    name: str
    part: str
    content: bytes


@adapter("text-tree")
def read_text_tree(
    files: Mapping[str, Path],
    *,
    pattern: str = "{part}/{label}/*.txt",
    parts: dict[str, str] | None = None,
    labels: list[str] | None = None,
    encoding: str = "utf-8",
) -> Rows:
    """Documents whose path ends as the pattern says; whatever else the tree holds is passed over.

    Nothing is unpacked, so names in the archive cannot lead anywhere; they only sort the rows: by part,
    then label, then name.

    Args:
        files: ``data``: the archive or folder.
        pattern: End of a document's path, with ``{label}``, perhaps ``{part}``, and ``*`` for anything.
        parts: Part to what stands at ``{part}`` for it; ``train`` and ``test`` stand for themselves.
        labels: Folders taken at ``{label}``; all where left out.
        encoding: Of every document.

    Raises:
        DataError: The archive is damaged, holds a huge document, or none that fits the pattern.
    """
    path = file_of(files, "data")
    folders = {"train": "train", "test": "test"} if parts is None else parts
    wanted = _compiled(pattern, folders, labels)
    ranks = {folder: (rank, part) for rank, (part, folder) in enumerate(folders.items())}
    found: list[Document] = []
    total = 0
    for name, content in _members(path, wanted):
        match = wanted.search(name)
        assert match is not None
        rank, part = ranks.get(match.groupdict().get("part") or "", (0, ""))
        found.append(Document(rank, match["label"], name, part, content))
        total += len(content)
        if total > LARGEST_TREE:
            problem = f"holds more than {LARGEST_TREE:,} bytes of text"
            raise DataError(problem, where=path, remedy="check the file")
    if not found:
        remedy = "check source.options.pattern"
        raise DataError(f"holds no document like {pattern}", where=path, remedy=remedy)
    found.sort()
    texts = [decode(document.content, encoding, path / document.name) for document in found]
    return Rows([document.part for document in found], [document.label for document in found], texts)


def _compiled(pattern: str, folders: Mapping[str, str], labels: list[str] | None) -> re.Pattern[str]:
    if "{label}" not in pattern:
        raise CardError("no {label} in it", where="source.options.pattern", remedy="write it for the class")
    choices = "|".join(map(re.escape, labels)) if labels else r"[^/.][^/]*"
    written = {
        r"\{part\}": f"(?P<part>{'|'.join(map(re.escape, folders.values()))})",
        r"\{label\}": f"(?P<label>{choices})",
        r"\*": r"[^/]*",
    }
    expression = re.escape(pattern)
    for mark, meaning in written.items():
        expression = expression.replace(mark, meaning)
    # Hidden files ("._1.txt", which macOS adds to archives) are never documents.
    return re.compile(rf"(?:^|/)(?!(?:[^/]*/)*\.[^/]*$){expression}$")


def _members(path: Path, wanted: re.Pattern[str]) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in path.rglob("*"):
            name = file.relative_to(path.parent).as_posix()
            if wanted.search(name) and file.is_file():
                _check_size(name, file.stat().st_size, path)
                yield name, file.read_bytes()
        return
    try:
        with path.open("rb") as packed, tarfile.open(fileobj=unpacked(packed), mode="r|*") as archive:
            for member in archive:
                if member.isreg() and wanted.search(member.name):
                    _check_size(member.name, member.size, path)
                    file_object = archive.extractfile(member)
                    assert file_object is not None
                    yield member.name, file_object.read()
                archive.members.clear()  # type: ignore[attr-defined]  # or a stream keeps them all
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        problem = f"not a tar archive, or cut off ({error})"
        raise DataError(problem, where=path, remedy="fetch or copy the file again") from None


def _check_size(name: str, size: int, path: Path) -> None:
    if size > LARGEST_DOCUMENT:
        problem = f"refused: '{name}' has {size:,} bytes, more than {LARGEST_DOCUMENT:,}"
        raise DataError(problem, where=path, remedy="use the published file (bench data fetch)")
