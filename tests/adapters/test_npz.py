from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from bench.adapters.npz import array_names, read_npz
from bench.errors import DataError


def write(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return path


def npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array(file, array)
    return file.getvalue()


def header(shape: str, descr: str = "<i8") -> bytes:
    said = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(said).to_bytes(2, "little") + said.encode()


def test_what_numpy_saves_is_read(tmp_path: Path) -> None:
    ragged = np.empty(2, dtype=object)
    ragged[:] = [[3, 1], [2]]
    np.savez_compressed(tmp_path / "a.npz", x=ragged, y=np.array([1, 0]))
    arrays = read_npz(tmp_path / "a.npz", ("x", "y"))
    assert arrays["x"] == [[3, 1], [2]]
    assert np.asarray(arrays["y"]).tolist() == [1, 0]
    assert array_names(tmp_path / "a.npz") == ["x", "y"]


def test_a_missing_array_is_named_with_those_there_are(tmp_path: Path) -> None:
    path = write(tmp_path / "a.npz", x=npy(np.arange(3)))
    with pytest.raises(DataError, match="no array 'y' among: x"):
        read_npz(path, ("y",))


def test_only_the_arrays_asked_for_are_looked_at(tmp_path: Path) -> None:
    path = write(tmp_path / "a.npz", x=npy(np.arange(3)), evil=b"cos\nsystem\n(U\x04echotR.")
    assert np.asarray(read_npz(path, ("x",))["x"]).tolist() == [0, 1, 2]


def test_a_zip_bomb_is_refused_by_what_it_claims(tmp_path: Path) -> None:
    path = write(tmp_path / "a.npz", x=npy(np.zeros(200_000, dtype=np.int64)))
    assert path.stat().st_size < 5_000
    with pytest.raises(DataError, match=r"claims 1,600,128 bytes, more than 1,000,000"):
        read_npz(path, ("x",), largest=1_000_000)


@pytest.mark.parametrize(
    "content, why",
    [
        (header("(1000000000000,)") + b"\0" * 8, "claims 1,000,000,000,000 numbers and has 8 bytes"),
        (header("(-1,)"), "claims"),
        (header("(1, 1)") + b"\0" * 8, "2 dimensions"),
        (header("(1,)", "<f8") + b"\0" * 8, "not integers"),
        (header("(1,)", "<U4") + b"\0" * 16, "not integers"),
        (header("__import__('os').getcwd()"), "header cannot be read"),
        (b"not an array", "header cannot be read"),
        (b"", "header cannot be read"),
    ],
)
def test_arrays_that_are_not_what_they_claim_are_refused(content: bytes, why: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.npz", x=content)
    with pytest.raises(DataError, match=why) as caught:
        read_npz(path, ("x",))
    assert "\n" not in str(caught.value) and caught.value.remedy


@pytest.mark.parametrize("keep", [0.5, 0.9])
def test_a_file_that_is_cut_off_is_refused(keep: float, tmp_path: Path) -> None:
    path = write(tmp_path / "a.npz", x=npy(np.arange(1000)))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    with pytest.raises(DataError, match="cut off"):
        read_npz(path, ("x",))


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.npz", x=npy(np.random.default_rng(1).integers(0, 9, 1000)))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(DataError, match="damaged"):
        read_npz(path, ("x",))
