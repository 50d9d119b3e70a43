"""Which trials come first."""

from __future__ import annotations

from collections.abc import Callable

from bench.forecast.forecast import Planned
from bench.forecast.order import known_leads, telling
from bench.records.record import Record

Plan = Callable[..., Planned]


def record(card: str, model: str, accuracy: float) -> Record:
    return Record(
        signature="", key="", status="ok", card={"name": card}, tokenizer={}, seed=0,
        model={"name": model, "params": {}}, metrics={"accuracy": accuracy},
    )  # fmt: skip


KNOWN = [
    record("reuters", "nb", 0.70),
    record("reuters", "tfidf-svm", 0.84),
    record("reuters", "complement-nb", 0.78),
    record("imdb", "nb", 0.80),
    record("imdb", "nb", 0.82),
    record("imdb", "tfidf-svm", 0.92),
]


def names(planned: list[Planned]) -> list[str]:
    return [entry.name for entry in planned]


def test_a_lead_is_over_the_best_baseline_of_the_same_data() -> None:
    leads = known_leads(KNOWN)
    assert round(leads["tfidf-svm"], 3) == 0.12
    assert round(leads["complement-nb"], 3) == 0.08
    assert "nb" not in leads


def test_the_line_of_a_data_set(plan: Plan) -> None:
    entries = [
        plan("spam", "gru", 500),
        plan("spam", "lstm", 60),
        plan("spam", "lstm", 60, seed=1),
        plan("spam", "tfidf-logreg", 1),
        plan("spam", "complement-nb", 1),
        plan("spam", "tfidf-svm", 30),
        plan("spam", "nb", 1, tokenizer="char"),
        plan("spam", "nb", 2),
    ]
    assert names(telling(entries, KNOWN)) == [
        "spam/own/nb/0",
        "spam/char/nb/0",
        "spam/own/tfidf-svm/0",  # it leads by most
        "spam/own/lstm/0",
        "spam/own/gru/0",
        "spam/own/complement-nb/0",
        "spam/own/tfidf-logreg/0",  # of which nothing is known
        "spam/own/lstm/1",
    ]


def test_a_cheap_answer_on_one_data_set_comes_before_a_dear_one_on_another(plan: Plan) -> None:
    entries = [
        plan("imdb", "nb", 10),
        plan("imdb", "lstm", 600),
        plan("spam", "nb", 1),
        plan("spam", "lstm", 20),
    ]
    assert names(telling(entries, [])) == [
        "spam/own/nb/0",
        "imdb/own/nb/0",
        "spam/own/lstm/0",
        "imdb/own/lstm/0",
    ]


def test_the_further_down_the_line_the_less_it_tells(plan: Plan) -> None:
    spam = [plan("spam", model, 10) for model in ("nb", "tfidf-svm", "lstm", "gru", "textcnn")]
    imdb = [plan("imdb", model, 15) for model in ("nb", "tfidf-svm", "lstm")]
    order = names(telling([*spam, *imdb], KNOWN))
    assert order.index("imdb/own/lstm/0") < order.index("spam/own/textcnn/0")


def test_what_is_recorded_is_left_out_but_keeps_its_place(plan: Plan) -> None:
    done = record("spam", "nb", 0.9)
    entries = [
        plan("spam", "nb", record=done),
        plan("spam", "tfidf-svm", record=done),
        plan("spam", "lstm", 30),  # tells a third as much as a baseline
        plan("imdb", "nb", 60),
    ]
    assert names(telling(entries, KNOWN)) == ["imdb/own/nb/0", "spam/own/lstm/0"]


def test_what_cannot_run_comes_first_at_no_cost(plan: Plan) -> None:
    entries = [plan("spam", "nb", 1), plan("imdb", "nb", obstacle="imdb is missing")]
    assert names(telling(entries, [])) == ["imdb/own/nb/0", "spam/own/nb/0"]


def test_documents_are_paid_for_once(plan: Plan) -> None:
    entries = [
        plan("nsmc", "nb", 1, tokenizer="okt", preparing=100),
        plan("nsmc", "tfidf-svm", 30, tokenizer="okt", preparing=100),
        plan("imdb", "nb", 50),
        plan("imdb", "tfidf-svm", 50),
    ]
    assert names(telling(entries, KNOWN)) == [
        "imdb/own/nb/0",
        "imdb/own/tfidf-svm/0",
        "nsmc/okt/nb/0",
        "nsmc/okt/tfidf-svm/0",
    ]
    assert entries[1].seconds_after([]) == 130
    assert entries[1].seconds_after([entries[0].preparation.folder]) == 30  # type: ignore[union-attr]
