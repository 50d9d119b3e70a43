from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from bench.adapters import text_tree
from bench.adapters.newsgroups import read_newsgroups
from bench.adapters.text_tree import read_text_tree
from bench.errors import CardError, DataError

TREE = {
    "films/test/pos/0_9.txt": "fine",
    "films/train/pos/1_8.txt": "good",
    "films/train/neg/0_2.txt": "bad",
    "films/train/neg/10_1.txt": "worse",
    "films/train/pos/0_7.txt": "nice",
}
BESIDE = {
    "films/train/unsup/0_0.txt": "no label",
    "films/README": "about",
    "films/train/urls_pos.txt": "list",
    "films/train/pos/._0_7.txt": "what macOS adds",
    "films/train/pos/deeper/0_7.txt": "too deep",
}


def pack(path: Path, files: dict[str, str], encoding: str = "utf-8") -> dict[str, Path]:
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            content = text.encode(encoding)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return {"data": path}


def test_rows_are_sorted_by_part_label_and_name(tmp_path: Path) -> None:
    rows = read_text_tree(pack(tmp_path / "a.tar.gz", TREE))
    assert rows.text == ["bad", "worse", "nice", "good", "fine"]
    assert rows.label == ["neg", "neg", "pos", "pos", "pos"]
    assert rows.part == ["train"] * 4 + ["test"]


def test_full_and_trimmed_archive_and_folder_give_the_same_rows(tmp_path: Path) -> None:
    labels = ["neg", "pos"]
    trimmed = read_text_tree(pack(tmp_path / "a.tar.gz", TREE), labels=labels)
    full = read_text_tree(pack(tmp_path / "b.tar.gz", BESIDE | dict(reversed(TREE.items()))), labels=labels)
    for name, text in (BESIDE | TREE).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    folder = read_text_tree({"data": tmp_path / "films"}, labels=labels)
    assert trimmed.sha256() == full.sha256() == folder.sha256()


def test_nothing_is_written_by_an_archive_that_points_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    outside = {"../../train/pos/escape.txt": "text", "/train/neg/root.txt": "other"}
    files = pack(tmp_path / "in" / "a.tar.gz", outside)
    before = sorted(tmp_path.rglob("*"))
    assert len(read_text_tree(files)) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_links_are_not_followed(tmp_path: Path) -> None:
    files = pack(tmp_path / "a.tar.gz", TREE)
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("films/train/pos/passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert len(read_text_tree(files)) == 5
    with pytest.raises(DataError, match="no document like"):
        read_text_tree({"data": tmp_path / "b.tar.gz"})


def test_a_huge_document_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_tree, "LARGEST_DOCUMENT", 4)
    with pytest.raises(DataError, match=r"refused: 'films/train/neg/10_1\.txt' has 5 bytes"):
        read_text_tree(pack(tmp_path / "a.tar.gz", TREE))


@pytest.mark.parametrize("keep", [0.3, 0.7])
def test_an_archive_that_is_cut_off_is_refused(keep: float, tmp_path: Path) -> None:
    files = pack(tmp_path / "a.tar.gz", {f"train/pos/{row}.txt": f"{row**9}" * 50 for row in range(300)})
    data = files["data"].read_bytes()
    files["data"].write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(DataError, match="cut off"):
        read_text_tree(files)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_text("hello")
    with pytest.raises(DataError, match="not a tar archive"):
        read_text_tree({"data": tmp_path / "a.tar.gz"})


def test_a_document_in_another_encoding_is_named(tmp_path: Path) -> None:
    files = pack(tmp_path / "a.tar.gz", {"train/pos/1.txt": "café"}, encoding="latin-1")
    with pytest.raises(DataError, match=r"train/pos/1\.txt: byte 3"):
        read_text_tree(files)


def test_a_pattern_needs_a_label(tmp_path: Path) -> None:
    with pytest.raises(CardError, match=r"source\.options\.pattern"):
        read_text_tree(pack(tmp_path / "a.tar.gz", TREE), pattern="*.txt")


def test_newsgroups_are_read_as_scikit_learn_reads_them(tmp_path: Path) -> None:
    from sklearn.datasets import load_files

    posts = {
        f"20news-bydate-{part}/{group}/{number}": f"From: me\n\n{part} {group} {number} caf\xe9\r\n> quoted\n"
        for part in ("train", "test")
        for group in ("alt.atheism", "sci.space", "comp.sys.mac.hardware")
        for number in (101, 54, 9)
    }
    rows = read_newsgroups(pack(tmp_path / "20news-bydate.tar.gz", posts, encoding="latin-1"))
    for name, text in posts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode("latin-1"))
    for part in ("train", "test"):
        theirs = load_files(str(tmp_path / f"20news-bydate-{part}"), encoding="latin1")
        names = [theirs.target_names[label] for label in theirs.target]
        expected = set(zip(theirs.data, names, strict=True))
        ours = [
            (text, label)
            for in_part, label, text in zip(rows.part, rows.label, rows.text, strict=True)
            if in_part == part
        ]
        assert len(ours) == 9 and set(ours) == expected
    assert rows.part == ["train"] * 9 + ["test"] * 9
