"""What a data set is: its counts, classes, lengths and most frequent tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.report.evidence import CardEvidence
from bench.report.figure import Figure
from bench.report.markdown import code, escape, fold, page, table
from bench.report.quantities import count, percent

_COUNTS = (
    ("rows", "rows as published"),
    ("empty", "of these: without text"),
    ("duplicates", "of these: text stood earlier in the same part"),
    ("blank", "of these: nothing left after cleaning"),
    ("dropped", "dropped, as the card says"),
    ("train", "training documents"),
    ("test", "test documents"),
    ("test_in_train", "test documents whose text stands in the training part too"),
)
_MOST = 24


def facts(card: CardEvidence) -> str:
    """The counts that the card's rows came to."""
    counts = card.facts.get("counts") or {}
    rows = [(label, count(counts[key])) for key, label in _COUNTS if counts.get(key) is not None]
    if card.classes:
        rows.append(("classes", count(len(card.classes))))
    known = {"en": "English", "ko": "Korean"}
    language = str(card.facts.get("language") or "")
    line = (
        f"Card {code(card.name)}, {escape(known.get(language, language))}."
        if language
        else f"Card {code(card.name)}."
    )
    digest = card.facts.get("content_sha256")
    return page(
        "## The data",
        line
        + (
            f" Content {code(str(digest)[:16])} (SHA-256 of the decoded rows, its beginning)."
            if digest
            else ""
        ),
        table(["", "count"], rows, "lr") if rows else "",
    )


def profile(card: CardEvidence) -> tuple[str, list[Figure]]:
    """Classes and lengths as pictures and tables; tokens as tables, whatever their script."""
    if not card.profiles:
        return "", []
    first = card.profiles[0]
    classes = list(first.get("classes") or [])
    figures = []
    blocks = ["## Profile"]
    if classes:
        figures.append(_classes(card, classes))
        blocks += [figures[-1].link(), _class_table(classes)]
    for entry in card.profiles:
        text, drawn = _tokens(card, entry)
        blocks.append(text)
        figures += drawn
    return page(*blocks), figures


def _classes(card: CardEvidence, classes: Sequence[Mapping[str, Any]]) -> Figure:
    rows = [[str(entry["name"]), entry["train"], entry["test"]] for entry in classes]
    alt = f"Documents in each of the {len(rows)} classes of {card.name}, training and test part"
    return Figure(f"{card.name}-classes", "classes", {"rows": rows}, alt)


def _class_table(classes: Sequence[Mapping[str, Any]]) -> str:
    train = sum(entry["train"] for entry in classes)
    test = sum(entry["test"] for entry in classes)
    rows = [
        (
            str(number),
            escape(str(entry["name"])),
            count(entry["train"]),
            percent(entry["train"] / max(train, 1)),
            count(entry["test"]),
            percent(entry["test"] / max(test, 1)),
        )
        for number, entry in enumerate(classes)
    ]
    text = table(["no.", "class", "training", "%", "test", "%"], rows, "rlrrrr")
    return text if len(rows) <= 12 else fold(f"The {len(rows)} classes", text)


def _tokens(card: CardEvidence, entry: Mapping[str, Any]) -> tuple[str, list[Figure]]:
    tokenizer = str(entry["tokenizer"])
    lengths = entry.get("lengths") or {}
    figures = []
    if lengths.get("histogram"):
        data = {
            **{key: lengths["histogram"][key] for key in ("edges", "train", "test")},
            "median": lengths.get("median"),
            "p90": lengths.get("p90"),
        }
        alt = f"Tokens a document of {card.name} under {tokenizer}: median {lengths.get('median')}"
        figures.append(Figure(f"{card.name}-lengths-{tokenizer}", "lengths", data, alt))
    facts = [
        ("distinct tokens", count(entry.get("vocabulary"))),
        ("tokens in all", count(entry.get("tokens"))),
    ]
    names = {
        "mean": "mean",
        "median": "median",
        "p90": "90th percentile",
        "p99": "99th percentile",
        "longest": "longest",
    }
    facts += [
        (f"tokens a document, {name}", f"{lengths[key]:,.2f}" if key == "mean" else count(lengths[key]))
        for key, name in names.items()
        if lengths.get(key) is not None
    ]
    text = page(
        f"### Tokens by {code(tokenizer)}",
        *[figure.link() for figure in figures],
        table(["", "count"], facts, "lr"),
        _top(entry),
        _by_class(entry),
    )
    return text, figures


def _top(entry: Mapping[str, Any]) -> str:
    """The most frequent tokens in two blocks of ranks side by side."""
    top = list(entry.get("top") or [])[:_MOST]
    if not top:
        return ""
    half = (len(top) + 1) // 2
    cells = [(str(rank), code(str(token)), count(number)) for rank, (token, number) in enumerate(top, 1)]
    blank = ("", "", "")
    rows = [(*cells[row], *(cells[row + half] if row + half < len(cells) else blank)) for row in range(half)]
    return page(
        "Most frequent tokens of the training part:", table(["rank", "token", "count"] * 2, rows, "rlrrlr")
    )


def _by_class(entry: Mapping[str, Any]) -> str:
    classes = [group for group in entry.get("top_by_class") or [] if group.get("tokens")]
    if not classes:
        return ""
    rows = [
        (
            escape(str(group["name"])),
            " ".join(f"{code(str(token[0]))} ×{token[2]:.1f}" for token in group["tokens"][:8]),
        )
        for group in classes
    ]
    text = table(["class", "tokens, and how many times more frequent than in the other classes"], rows, "ll")
    return fold("Most telling tokens of each class", text)
