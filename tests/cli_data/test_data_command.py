"""``bench data``, as it is typed."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.cards.load import load_card
from bench.cli.data import data
from bench.preparation.parts import read_parts

ROWS = [
    ("ham", "see you at six"),
    ("spam", "win a prize now"),
    ("ham", "at home?"),
    ("spam", "free, free, free"),
] * 10
TABLE = "kind,body\n" + "".join(f'{label},"{text} {row}"\n' for row, (label, text) in enumerate(ROWS))
CARD = """
name = "mails"
language = "en"
labels = {{ ham = "ham", spam = "spam" }}
[source]
adapter = "{adapter}"
options = {{ {options} }}
files = [{files}]
[split]
method = "stratified"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEXTBENCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("TEXTBENCH_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(data, [str(word) for word in words])


def put_card(
    folder: Path,
    adapter: str = "csv",
    options: str = 'text = "body", label = "kind"',
    files: str = '{ role = "data", name = "mails.csv" }',
) -> Path:
    path = folder / "mails.toml"
    path.write_text(CARD.format(adapter=adapter, options=options, files=files))
    return path


def assert_one_line_with_a_remedy(result: Result, message: str) -> None:
    lines = [line for line in result.output.splitlines() if message in line]
    assert len(lines) == 1, result.output
    assert "; " in lines[0]
    assert "Traceback" not in result.output
    assert result.exit_code == 1


def test_all_data_sets_are_listed(folder: Path) -> None:
    result = run("show")
    assert result.exit_code == 0
    for name in ("spam", "reuters", "imdb", "imdb-raw", "nsmc", "newsgroups", "bundled sample", "missing"):
        assert name in result.output


def test_a_data_set_is_shown_whole(folder: Path) -> None:
    result = run("show", "spam-sample")
    assert result.exit_code == 0
    for word in ("bundled sample", "duplicates", "test_in_train", "frequent", "longest", "stratified"):
        assert word in result.output


def test_a_data_set_that_is_not_here_is_still_described(folder: Path) -> None:
    result = run("show", "newsgroups")
    assert result.exit_code == 0
    assert "20news-bydate.tar.gz" in result.output and "bench data fetch newsgroups" in result.output


def test_an_unknown_card_is_one_line(folder: Path) -> None:
    assert_one_line_with_a_remedy(run("show", "spamm"), "did you mean spam")


def test_samples_verify(folder: Path) -> None:
    result = run("verify", "spam-sample", "reuters-sample", "imdb-sample", "nsmc-sample")
    assert result.exit_code == 0
    assert "✓ ok      content_sha256" in result.output and "4 ok, 0 failed, 0 missing" in result.output


def test_what_is_missing_fails_only_when_strict(folder: Path) -> None:
    result = run("verify", "newsgroups")
    assert (result.exit_code, "newsgroups: missing" in result.output) == (0, True)
    assert run("verify", "newsgroups", "--strict").exit_code == 1


def test_a_fact_that_does_not_hold_is_a_failed_line(folder: Path) -> None:
    (folder / "mails.csv").write_text(TABLE)
    card = put_card(folder)
    card.write_text(card.read_text() + "[facts]\nrows = 41\nclasses = 2\n")
    result = run("verify", card)
    assert "✗ failed  rows = 40, expected 41" in result.output
    assert "✓ ok      classes = 2" in result.output
    assert result.exit_code == 1


def test_verify_looks_in_the_data_folder(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "mails.csv").write_text(TABLE)
    card = put_card(folder)
    assert "1 missing" in run("verify", card).output
    assert "1 ok" in run("verify", card, "--data-dir", folder / "data").output


def npz(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return file.getvalue()


def test_a_hostile_npz_is_refused(folder: Path) -> None:
    said = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(117) + b"\n"
    evil = (
        b"\x93NUMPY\x01\x00"
        + len(said).to_bytes(2, "little")
        + said
        + b"\x80\x02cos\nsystem\nU\x05touch\x85R."
    )
    (folder / "mails.npz").write_bytes(npz(x=evil, y=evil))
    (folder / "index.json").write_text('{"the": 1}')
    files = '{ role = "arrays", name = "mails.npz" }, { role = "index", name = "index.json" }'
    card = put_card(folder, "keras-npz", "seed = 1", files)
    assert_one_line_with_a_remedy(run("verify", card), "it asks for os.system")


@pytest.mark.parametrize(
    "content, message",
    [
        ("sort,body\nham,hi\n", "no column 'kind' among: sort, body"),
        ("kind,body\nham,café\n".encode("latin-1"), "byte 17 (0xe9) is not utf-8"),
        ("kind,body\nham,hi\nham,you\n", "one class only: all 2 rows are 'ham'"),
        ("", "the file is empty"),
        ("kind,body\nham,hi\neggs,you\n", "row 1 has the label 'eggs', which the card does not declare"),
        (gzip.compress(TABLE.encode(), mtime=0)[:100], "the gzip data is cut off"),
    ],
)
def test_a_bad_file_is_one_line_with_a_remedy(content: str | bytes, message: str, folder: Path) -> None:
    (folder / "mails.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    card = put_card(folder)
    assert_one_line_with_a_remedy(run("verify", card), message)


def test_a_wrong_checksum_fails(folder: Path) -> None:
    (folder / "mails.csv").write_text(TABLE)
    expected = hashlib.sha256(b"other").hexdigest()
    card = put_card(folder, files=f'{{ role = "data", name = "mails.csv", sha256 = "{expected}" }}')
    result = run("verify", card)
    assert "✗ failed  sha256 of mails.csv" in result.output and result.exit_code == 1
    assert_one_line_with_a_remedy(run("show", card), "not the published file")


def test_a_broken_card_is_one_line(folder: Path) -> None:
    card = put_card(folder, options='text = "body", lable = "kind"')
    (folder / "mails.csv").write_text(TABLE)
    assert_one_line_with_a_remedy(
        run("show", card), "source.options.lable: unknown key; did you mean 'label'?"
    )


def test_an_adapters_complaint_about_the_card_names_its_file(folder: Path) -> None:
    (folder / "mails.csv").write_text(TABLE)
    card = put_card(folder, options='text = "body", label = "kind", encoding = "utf-88"')
    assert_one_line_with_a_remedy(run("show", card), f"{card}: source.options.encoding: there is no encoding")


def test_clearing_says_what_it_removed_and_leaves_the_rest(folder: Path) -> None:
    for name in ("prepared", "tuning", "downloads"):
        (folder / "cache" / name / "x").mkdir(parents=True)
        (folder / "cache" / name / "x" / "file").write_bytes(b"0" * 2_000_000)
    result = run("clear", "--tokens")
    assert "tokens: 2.0 MB removed" in result.output
    assert not (folder / "cache" / "prepared").exists() and (folder / "cache" / "downloads" / "x").exists()
    rest = run("clear").output
    assert "fits of bench tune: 2.0 MB removed" in rest and "downloads: 2.0 MB removed" in rest
    assert not any((folder / "cache" / name).exists() for name in ("tuning", "downloads"))


def test_what_the_data_folder_has_is_not_fetched(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "mails.csv").write_text(TABLE)
    result = run("fetch", put_card(folder), "--data-dir", folder / "data")
    assert (result.exit_code, "nothing to fetch" in result.output) == (0, True)
    assert_one_line_with_a_remedy(run("fetch", put_card(folder)), "no public home")


def test_fetching_a_sample_is_not_needed(folder: Path) -> None:
    result = run("fetch", "spam-sample")
    assert (result.exit_code, "nothing to fetch" in result.output) == (0, True)


HEADLESS = "".join(f"{text} {row}\t{label}\n" for row, (label, text) in enumerate(ROWS))
STARS = "".join(f"{row};{row % 5 + 1};très bien fait n° {row}\n" for row in range(50))
KOREAN = "".join(f"{row % 2},정말 재미있는 영화 {row}\n" for row in range(50))
FOLDS = "".join(
    f"some text of words {row},{row % 2},{'test' if row % 4 > 1 else 'train'}\n" for row in range(40)
)


@pytest.mark.parametrize(
    "name, content, assumed",
    [
        (
            "letters.csv",
            TABLE,
            ["encoding: utf-8", "delimiter: comma", "text: column 'body'", "label: column 'kind'"],
        ),
        (
            "letters.tsv",
            HEADLESS,
            ["delimiter: tab", "header: none", "label: column 'label', 2 classes: ham, spam"],
        ),
        (
            "stars.csv",
            "id;stars;review\n" + STARS,
            ["encoding: cp1252", "label: column 'stars', 5 classes: 1, 2, 3"],
        ),
        ("film.csv", "라벨,문장\n" + KOREAN, ["encoding: cp949", "language: ko, tokenizer okt"]),
        (
            "parts.csv",
            "text,label,fold\n" + FOLDS,
            ["label: column 'label'", "split: the parts in column 'fold'"],
        ),
    ],
)
def test_a_card_for_a_table_of_ones_own_works_at_once(
    name: str, content: str, assumed: list[str], folder: Path
) -> None:
    encoding = {"stars.csv": "cp1252", "film.csv": "cp949"}.get(name, "utf-8")
    (folder / name).write_bytes(content.encode(encoding))
    result = run("new", name)
    assert result.exit_code == 0, result.output
    for line in assumed:
        assert f"assumed  {line}" in result.output
    card = load_card(name.split(".")[0])
    assert len(card.path.read_text().splitlines()) <= 16
    rows, parts = read_parts(card)
    assert (
        parts.counts["train"] + parts.counts["test"]
        == len(rows)
        == content.count("\n") - (name != "letters.tsv")
    )


def test_duplicates_are_dropped_where_there_are_some(folder: Path) -> None:
    (folder / "letters.csv").write_text(TABLE + TABLE.split("\n", 1)[1])
    assert "duplicates: 40 of 80 rows, dropped" in run("new", "letters.csv").output
    assert read_parts(load_card("letters"))[1].counts["duplicates"] == 40


def test_the_card_can_lie_elsewhere(folder: Path) -> None:
    (folder / "cards").mkdir()
    (folder / "letters.csv").write_text(TABLE)
    assert run("new", "letters.csv", "--output", folder / "cards" / "l.toml").exit_code == 0
    assert len(read_parts(load_card(folder / "cards" / "l.toml"))[0]) == 40


def test_a_built_in_name_is_not_taken(folder: Path) -> None:
    (folder / "spam.csv").write_text(TABLE)
    assert "my-spam.toml" in run("new", "spam.csv").output
    assert load_card("my-spam").name == "my-spam"


def test_a_card_is_never_overwritten(folder: Path) -> None:
    (folder / "letters.csv").write_text(TABLE)
    run("new", "letters.csv")
    assert_one_line_with_a_remedy(run("new", "letters.csv"), "is there already")


@pytest.mark.parametrize(
    "content, message",
    [
        ("", "the file is empty"),
        ("just words\nand words\n", "no table of two columns"),
        ("label,text\n", "has a single line"),
        ("label,text\nham,hello there\nham,hello you\n", "has 1 distinct value"),
    ],
)
def test_a_file_that_is_no_table_gets_no_card(content: str, message: str, folder: Path) -> None:
    (folder / "a.csv").write_text(content)
    assert_one_line_with_a_remedy(run("new", "a.csv"), message)
    assert not (folder / "a.toml").exists()


def test_real_data_verifies(data_dir: Path, folder: Path) -> None:
    result = run("verify", "spam", "reuters", "imdb", "imdb-raw", "nsmc", "--strict", "--data-dir", data_dir)
    assert result.exit_code == 0, result.output
    assert "5 ok, 0 failed, 0 missing" in result.output
