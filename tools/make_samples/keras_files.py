"""The two files of a Keras text set: an ``.npz`` of word ranks and its word index.

Both are written byte by byte as the published ones are (npy 1.0, pickle protocol 2, zip entries of
1980), so that the bytes depend on no version of numpy or Python.

Reference:
    https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from string import punctuation

SEPARATORS = str.maketrans({mark: " " for mark in punctuation if mark != "'"} | {"\t": " ", "\n": " "})
ENTRY_MODE = 0o100600 << 16

# What numpy.ndarray.__reduce__ says of a one-dimensional object array, up to and after its items.
ARRAY_BEFORE_SHAPE = (
    b"\x80\x02cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R(K\x01"
)
ARRAY_BEFORE_ITEMS = (
    b"\x85cnumpy\ndtype\nU\x02O8K\x00K\x01\x87R(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK?tb\x89"
)
ARRAY_END = b"tb."


def words(text: str) -> list[str]:
    """Words as the Keras ``Tokenizer`` splits them: lower case, no punctuation but the apostrophe."""
    return text.lower().translate(SEPARATORS).split()


def word_index(texts: Iterable[str]) -> dict[str, int]:
    """Word to rank by frequency, from 1; ties in order of the alphabet."""
    counts = Counter(word for text in texts for word in words(text))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return {word: rank for rank, word in enumerate(ranked, start=1)}


def ranks(text: str, index: Mapping[str, int]) -> list[int]:
    """The text as ranks; words outside the index are left out."""
    return [index[word] for word in words(text) if word in index]


def index_json(index: Mapping[str, int]) -> bytes:
    """The word index as the published JSON, words in order of the alphabet."""
    return json.dumps({word: index[word] for word in sorted(index)}).encode("ascii")


def object_array(sequences: Sequence[Sequence[int]]) -> bytes:
    """An npy file of a one-dimensional object array of lists of ints."""
    shape = _pickled_int(len(sequences))
    items = b"".join(b"](" + b"".join(map(_pickled_int, sequence)) + b"e" for sequence in sequences)
    array = ARRAY_BEFORE_SHAPE + shape + ARRAY_BEFORE_ITEMS + b"](" + items + b"e" + ARRAY_END
    return _npy_header("|O", len(sequences)) + array


def label_array(labels: Sequence[int]) -> bytes:
    """An npy file of a one-dimensional int64 array."""
    return _npy_header("<i8", len(labels)) + struct.pack(f"<{len(labels)}q", *labels)


def npz(arrays: Mapping[str, bytes]) -> bytes:
    """A compressed npz archive of npy files, all dated 1980-01-01."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = ENTRY_MODE
            archive.writestr(entry, content, compresslevel=9)
    return buffer.getvalue()


def _npy_header(descr: str, length: int) -> bytes:
    fields = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': ({length},), }}"
    padding = -(10 + len(fields) + 1) % 16
    header = fields.encode("ascii") + b" " * padding + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header


def _pickled_int(value: int) -> bytes:
    if value < 1 << 8:
        return b"K" + struct.pack("<B", value)
    if value < 1 << 16:
        return b"M" + struct.pack("<H", value)
    return b"J" + struct.pack("<i", value)
