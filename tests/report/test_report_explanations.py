"""Explanations on the pages of data sets, and their pictures."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bench.explain.explanation import FOLDER, Explanation, Judged, Look, Strongest, Weighed
from bench.records.record import Record
from bench.report.build import build, write
from bench.report.check import differences, page_differences
from bench.report.drawing import fonts
from bench.report.drawing.draw import draw
from bench.report.drawing.fonts import BUNDLED, MissingFont, families, legible
from bench.report.explanations import title
from bench.report.figure import Figure
from bench.report.write import write_pages

HOSTILE = "<b>|*x*$"
NAMES = ("bilstm-attention", "tfidf-svm")


def explained(record: Record, looks: tuple[Look, ...], strongest: tuple[Strongest, ...] = ()) -> Explanation:
    return Explanation(
        key=record.key,
        signature=record.signature,
        card={key: record.card[key] for key in ("name", "title", "language")},
        tokenizer=record.tokenizer["recipe"],
        model=record.model["recipe"],
        seed=record.seed,
        texts="the bundled sample films-sample",
        agreement=0.999,
        documents=(Judged("good", "bad", 0.9), Judged("bad", "bad", None)),
        looks=looks,
        weights="coefficients" if strongest else "",
        strongest=strongest,
    )


def store(root: Path, explanation: Explanation) -> Path:
    path = root / FOLDER / explanation.card["name"] / f"{explanation.stem}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(explanation.to_json(), encoding="utf-8")
    return path


@pytest.fixture
def films(make: Any) -> Path:
    """A report with an attention and a linear model that are explained."""
    about = make.card("films", ["good", "bad"])
    make.trial(about, "nb", 0.8)
    network = make.trial(about, "bilstm-attention", 0.9, epochs=3, seconds=20)
    linear = make.trial(about, "tfidf-svm", 0.88)
    tokens = (Weighed(("a", "fine", "film"), (0.1, 0.7, 0.1), (2,), 0.1), Weighed((), ()))
    store(make.root, explained(network, (Look("attention", "AdditiveAttention", "", tokens),)))
    strongest = (Strongest("good", (("fine", 2.0), (HOSTILE, 1.0))), Strongest("bad", (("poor", 1.5),)))
    signed = (Weighed(("fine", "poor"), (0.5, -1.5)), Weighed(("poor",), (1.5,)))
    store(make.root, explained(linear, (Look("contributions", "", "", signed),), strongest))
    return Path(make.root)


def test_pages_show_what_is_stored(films: Path) -> None:
    page = build(films).pages["films.md"]
    attention, _, weights = page.partition("## What the attention looks at")[2].partition(
        "## The strongest tokens"
    )
    assert "### bilstm-attention on words" in attention
    assert "figures/films-explained-words-bilstm-attention-s0-" in attention
    assert "the bundled sample films-sample" in attention
    assert "99.90 % of its predictions" in attention
    assert "### tfidf-svm on words" in weights
    assert "<code>fine</code> 2" in weights
    assert "&lt;b&gt;" in weights
    assert HOSTILE not in page
    assert page.index("## Confusion") < page.index("## What the attention looks at")
    (network,), (linear,) = ([path.name for path in (films / FOLDER).rglob(f"*{name}*")] for name in NAMES)
    assert f"](explanations/films/{network.removesuffix('.json')}.html)" in attention
    assert f"](explanations/films/{linear.removesuffix('.json')}.html)" in weights


def test_check_covers_them(films: Path) -> None:
    write(films)
    assert differences(build(films), films) == []
    (path,) = (films / FOLDER).rglob("*bilstm*.json")
    path.unlink()
    found = differences(build(films), films)
    assert any("-## What the attention looks at" in difference for difference in found)
    assert any(difference.endswith("left over") for difference in found)


def html(root: Path) -> list[Path]:
    """The pages that stand beside the stored explanations."""
    return sorted((root / FOLDER).rglob("*.html"))


def test_each_has_a_page_of_its_own_that_check_covers(films: Path) -> None:
    write_pages(build(films), films)
    stored = [path.with_suffix(".html") for path in sorted((films / FOLDER).rglob("*.json"))]
    assert html(films) == stored
    attention, linear = html(films)
    assert ">fine</i>" in attention.read_text(encoding="utf-8")
    assert page_differences(build(films), films) == []
    fresh = linear.read_bytes()
    linear.write_bytes(fresh.replace(b">poor</i>", b">rich</i>"))
    attention.unlink()
    missing, stale = page_differences(build(films), films)
    assert missing == f"{attention.relative_to(films).as_posix()}: missing"
    assert "(committed)" in stale and ">rich</i>" in stale
    write_pages(build(films), films)
    assert linear.read_bytes() == fresh
    assert page_differences(build(films), films) == []


def test_a_page_without_its_explanation_is_left_over_and_strangers_are_kept(films: Path) -> None:
    write_pages(build(films), films)
    attention, linear = html(films)
    linear.with_suffix(".json").unlink()
    notes = linear.with_name("notes.html")
    notes.write_text("mine", encoding="utf-8")
    name = linear.relative_to(films).as_posix()
    assert f"{name}: left over" in page_differences(build(films), films)
    assert write_pages(build(films), films).removed == (name,)
    assert html(films) == [notes, attention]


def test_what_has_no_record_yet_keeps_its_page_and_is_linked_nowhere(films: Path, make: Any) -> None:
    (record,) = [each for each in make.store.records()[0] if each.model["name"] == "tfidf-svm"]
    early = replace(explained(record, ()), key="e" * 32, card={**record.card, "name": "not-run"})
    path = store(films, early).with_suffix(".html")
    report = build(films)
    name = path.relative_to(films).as_posix()
    assert name in report.pages
    assert not any(name in page for page in report.pages.values())
    write_pages(report, films)
    assert write_pages(build(films), films).removed == ()
    assert path.is_file()


def test_equal_explanations_give_equal_bytes(films: Path) -> None:
    write(films)
    pictures = sorted((films / "figures").glob("films-explained-*.png"))
    assert len(pictures) == 3
    before = [path.read_bytes() for path in pictures]
    for path in pictures:
        path.unlink()
    write(films)
    assert [path.read_bytes() for path in pictures] == before


def test_one_of_a_trial_that_was_replaced_is_not_shown(films: Path, make: Any) -> None:
    (old,) = [record for record in make.store.records()[0] if record.model["name"] == "tfidf-svm"]
    gone = replace(explained(old, ()), key="f" * 32, strongest=(Strongest("good", (("ghost", 9.0),)),))
    store(films, gone)
    assert "ghost" not in build(films).pages["films.md"]


def test_a_damaged_one_is_told_and_stops_nothing(films: Path) -> None:
    (path,) = (films / FOLDER).rglob("*bilstm*.json")
    path.write_text("{", encoding="utf-8")
    report = build(films)
    (problem,) = report.problems
    assert problem.startswith("explanations/films/words-bilstm-attention-s0-")
    assert "## The strongest tokens" in report.pages["films.md"]


def figure(*tokens: str, weights: tuple[float, ...] = ()) -> Figure:
    row = {
        "title": "t",
        "tokens": list(tokens),
        "weights": list(weights or [0.5] * len(tokens)),
        "unknown": [],
    }
    return Figure("t", "tokens", {"rows": [row]}, "")


def size(content: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(content)).size


def test_lines_are_wrapped_and_long_documents_cut() -> None:
    one, many = size(draw(figure("word"))), size(draw(figure(*["word"] * 60)))
    assert one[0] == many[0]
    assert many[1] > one[1] + 60
    assert size(draw(figure(*["word"] * 5000)))[1] < 3 * many[1]


def test_weights_of_either_sign_have_colours_of_their_own() -> None:
    def ground(weight: float) -> tuple[int, ...]:
        picture = Image.open(io.BytesIO(draw(figure("mmm", weights=(weight,))))).convert("RGB")
        colours = picture.getcolors(1 << 16) or []
        strong = [(count, colour) for count, colour in colours if max(colour) - min(colour) > 100]
        return max(strong)[1]

    assert ground(1.0)[2] > ground(1.0)[0]
    assert ground(-1.0)[0] > ground(-1.0)[2]


def test_fonts_without_hangul_draw_what_needs_none() -> None:
    assert families(["abc", "é", ""]) == [BUNDLED]


def test_a_letter_that_no_font_has_is_a_box() -> None:
    assert legible("a\u202eb \ue123\nc", [BUNDLED]) == "a□b □ c"


def test_the_font_of_last_resort_is_no_font_with_hangul() -> None:
    try:
        found = families(["한글"])
    except MissingFont as error:
        assert "pip install koreanize-matplotlib" in str(error)
    else:
        assert not found[1].startswith("Last Resort")
        assert legible("한글 ㅋㅋ ok", found) == "한글 ㅋㅋ ok"
        assert draw(figure("한글")) != draw(figure("글한"))


def test_without_a_font_the_rest_is_drawn(films: Path, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_hangul", lambda: None)
    record = make.trial(make.card("films", ["good", "bad"]), "lstm-attention", 0.7, epochs=2, seconds=9)
    tokens = (Weighed(("재밌다",), (1.0,)), Weighed(("film",), (1.0,)))
    store(films, explained(record, (Look("attention", "MultiplicativeAttention", "", tokens),)))
    written = write(films)
    ((name, reason),) = written.undrawn
    assert "lstm-attention" in name
    assert reason.startswith("no font with Hangul is installed")
    assert len(written.figures) > 5


@pytest.mark.parametrize(
    ("weights", "kind", "expected"),
    [
        ((0.25, 0.26, 0.24, 0.25), "attention", True),
        ((0.1, 0.5, 0.2, 0.2), "attention", False),
        ((1.0,), "attention", False),
        ((0.25, 0.26, 0.24, 0.25), "contributions", False),
    ],
)
def test_attention_that_singles_nothing_out_is_called_even(
    weights: tuple[float, ...], kind: str, expected: bool
) -> None:
    weighed = Weighed(tuple("abcd"[: len(weights)]), weights)
    told = title(Judged("ham", "ham", 0.9), weighed, Look(kind, "", "", (weighed,)))
    assert ("evenly spread" in told) is expected
