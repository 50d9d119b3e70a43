from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bench.adapters.delimited import read_csv, read_tsv
from bench.errors import CardError, DataError

TABLE = "kind,body\nham,see you at six\nspam,win a prize\n"


def put(path: Path, content: str | bytes) -> dict[str, Path]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return {"data": path}


def test_columns_are_taken_by_name(tmp_path: Path) -> None:
    rows = read_csv(put(tmp_path / "a.csv", TABLE), text="body", label="kind")
    assert rows.text == ["see you at six", "win a prize"]
    assert rows.label == ["ham", "spam"]
    assert rows.part == ["", ""]


def test_words_that_pandas_takes_for_missing_are_texts(tmp_path: Path) -> None:
    files = put(tmp_path / "a.csv", "kind,body\nham,NA\nham,null\nspam,\nspam\n")
    assert read_csv(files, text="body", label="kind").text == ["NA", "null", "", ""]


def test_roles_are_parts_in_the_order_of_the_card(tmp_path: Path) -> None:
    files = {"train": put(tmp_path / "a.tsv", "t\tl\nx\t0\n")["data"]}
    files["test"] = put(tmp_path / "b.tsv", "t\tl\ny\t1\n")["data"]
    rows = read_tsv(files, text="t", label="l")
    assert (rows.part, rows.text) == (["train", "test"], ["x", "y"])


def test_a_column_can_hold_the_part(tmp_path: Path) -> None:
    files = put(tmp_path / "a.csv", "t,l,fold\nx,0,test\ny,1,train\n")
    assert read_csv(files, text="t", label="l", part="fold").part == ["test", "train"]


def test_files_without_a_header_get_names(tmp_path: Path) -> None:
    files = put(tmp_path / "a.csv", "ham,hi\nspam,win\n")
    assert read_csv(files, text="t", label="l", columns=["l", "t"]).text == ["hi", "win"]


def test_quotes_are_plain_where_quoting_is_none(tmp_path: Path) -> None:
    files = put(tmp_path / "a.tsv", 't\tl\n"""so"" he said"\t0\n"open\t1\n')
    assert read_tsv(files, text="t", label="l", quoting="none").text == ['"""so"" he said"', '"open']
    closed = put(tmp_path / "b.tsv", 't\tl\n"""so"" he said"\t0\n')
    assert read_tsv(closed, text="t", label="l").text == ['"so" he said']


@pytest.mark.parametrize("name", ["a.csv.gz", "a.csv"])
def test_gzip_is_told_by_its_bytes(name: str, tmp_path: Path) -> None:
    files = put(tmp_path / name, gzip.compress(TABLE.encode()))
    assert len(read_csv(files, text="body", label="kind")) == 2


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    files = put(tmp_path / "a.csv", "\ufeff" + TABLE)
    assert read_csv(files, text="body", label="kind").label == ["ham", "spam"]


def test_a_missing_column_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no column 'bodi' among: kind, body; did you mean 'body'"):
        read_csv(put(tmp_path / "a.csv", TABLE), text="bodi", label="kind")


def test_a_wrong_delimiter_is_suspected_where_there_is_one_column(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="delimiter"):
        read_tsv(put(tmp_path / "a.csv", TABLE), text="body", label="kind")


def test_a_wrong_encoding_names_the_byte_and_what_would_do(tmp_path: Path) -> None:
    files = put(tmp_path / "a.csv", "kind,body\nham,café au lait\nspam,£5 off\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"byte 17 \(0xe9\) is not utf-8; .* one of: cp1252, latin-1"):
        read_csv(files, text="body", label="kind")
    assert read_csv(files, text="body", label="kind", encoding="latin-1").text[0] == "café au lait"


def test_korean_in_its_old_encoding_is_recognised(tmp_path: Path) -> None:
    files = put(tmp_path / "a.csv", "label,text\n1,정말 재미있는 영화\n0,시간이 아깝다\n".encode("cp949"))
    with pytest.raises(DataError, match="one of: cp949"):
        read_csv(files, text="text", label="label")


def test_an_encoding_that_does_not_exist_is_the_cards_fault(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="there is no encoding 'utf-88'"):
        read_csv(put(tmp_path / "a.csv", TABLE), text="body", label="kind", encoding="utf-88")


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_said_to_be_empty(content: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the file is empty"):
        read_csv(put(tmp_path / "a.csv", content), text="body", label="kind")


def test_a_header_alone_is_not_enough(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no rows"):
        read_csv(put(tmp_path / "a.csv", "kind,body\n"), text="body", label="kind")


def test_a_line_with_too_many_fields_is_named(tmp_path: Path) -> None:
    files = put(tmp_path / "a.csv", "kind,body\nham,one\nham,one, two, three\n")
    with pytest.raises(DataError, match="line 3"):
        read_csv(files, text="body", label="kind")


def test_truncated_gzip_is_said_to_be_cut_off(tmp_path: Path) -> None:
    packed = gzip.compress((TABLE * 1000).encode())
    with pytest.raises(DataError, match="cut off"):
        read_csv(put(tmp_path / "a.csv.gz", packed[: len(packed) // 2]), text="body", label="kind")


def test_damaged_gzip_is_said_to_be_damaged(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress((TABLE * 1000).encode()))
    packed[-6] ^= 0xFF  # the checksum at the end
    with pytest.raises(DataError, match="damaged"):
        read_csv(put(tmp_path / "a.csv.gz", bytes(packed)), text="body", label="kind")
