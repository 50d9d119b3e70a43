"""What models go by: the tokens that attention looks at, the strongest tokens of each class."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from bench.explain.explanation import Explanation, Judged, Look, Weighed
from bench.report.evidence import CardEvidence
from bench.report.figure import Figure
from bench.report.markdown import code, escape, fold, page, table
from bench.report.quantities import percent
from bench.report.wording import counted

_IN_TABLE = 8
_EVEN = 1.1  # the greatest weight, as a multiple of the least, up to which no token stands out


def explanations(card: CardEvidence) -> tuple[str, list[Figure]]:
    """A section on attention and one on weights, of the models whose explanations are stored."""
    names = {
        record.key: f"{result.name}, seed {record.seed}" if len(result.records) > 1 else result.name
        for result in card.results
        for record in result.records
    }
    # Those of a trial that has since been replaced explain nothing that the page shows.
    shown = sorted(
        (names[each.key], path, each) for path, each in card.explanations.items() if each.key in names
    )
    texts: list[str] = []
    figures: list[Figure] = []
    for title, kind, lead in _SECTIONS:
        blocks: list[str] = []
        for name, path, explanation in shown:
            drawn = _drawn(card, explanation, name)[kind]
            if drawn:
                figures += drawn
                blocks.append(_block(name, explanation, kind, drawn, path, first=not blocks))
        if blocks:
            texts.append(page(f"## {title}", lead, *blocks))
    return page(*texts) if texts else "", figures


_SECTIONS = (
    (
        "What the attention looks at",
        "attention",
        "The darker a token, the greater its share of the model's attention; the darkest has the greatest of "
        "its document. The model has not seen dotted ones in training. That it attends to a token does not "
        "show that it decides by it (Jain and Wallace, NAACL 2019, <https://arxiv.org/abs/1902.10186>).",
    ),
    (
        "The strongest tokens",
        "strongest",
        "Weights are less the mean of the other classes'. In the documents below them, blue tokens speak for "
        "the class that the model gives, orange ones against it, the darkest most.",
    ),
)


def _block(
    name: str, explanation: Explanation, kind: str, drawn: list[Figure], path: str, *, first: bool
) -> str:
    words = _table(explanation) if kind == "strongest" else ""
    whole = f"[As a page of its own]({quote(path)}): uncut, with the weight of every token."
    content = page(words, *[figure.link() for figure in drawn], _origin(explanation), whole)
    return page(f"### {escape(name)}", content) if first else fold(escape(name), content.strip())


def _drawn(card: CardEvidence, explanation: Explanation, name: str) -> Mapping[str, list[Figure]]:
    stem = f"{card.name}-explained-{explanation.stem}"
    found: dict[str, list[Figure]] = {"attention": [], "strongest": []}
    if explanation.strongest:
        found["strongest"].append(strongest_figure(explanation, f"{stem}-strongest", name))
    for number, look in enumerate(explanation.looks, 1):
        section = "attention" if look.kind == "attention" else "strongest"
        found[section].append(look_figure(explanation, look, f"{stem}-{number}", name))
    return found


def look_figure(explanation: Explanation, look: Look, stem: str, name: str) -> Figure:
    """The picture of the documents' tokens, coloured.

    Args:
        explanation: What ``look`` is of.
        look: The weights.
        stem: The figure's name.
        name: The model, for those who cannot see the picture.
    """
    rows = [
        {
            "title": title(judged, weighed, look),
            "tokens": list(weighed.tokens),
            "weights": list(weighed.weights),
            "unknown": list(weighed.unknown),
        }
        for judged, weighed in zip(explanation.documents, look.documents, strict=True)
    ]
    what = "Attention of" if look.kind == "attention" else "What each token adds to the score of"
    alt = f"{what} {name}, over the tokens of {counted(len(rows), 'document')}"
    return Figure(stem, "tokens", {"rows": rows}, alt)


def strongest_figure(explanation: Explanation, stem: str, name: str) -> Figure:
    """The picture of the strongest tokens as bars."""
    classes = [[entry.label, [list(pair) for pair in entry.tokens]] for entry in explanation.strongest]
    alt = f"The strongest tokens of each class in {name}"
    return Figure(stem, "strongest", {"classes": classes}, alt)


def title(judged: Judged, weighed: Weighed, look: Look) -> str:
    """The line over a document: its class, the one the model gives it and how surely, and how attention lies.

    Example:
        >>> title(Judged("ham", "spam", 0.973), Weighed((), ()), Look("attention", "", "", ()))
        'true: ham, predicted: spam (97.30 %), wrong'
    """
    true = f"true: {judged.true}, " if judged.true is not None else ""
    sure = f" ({percent(judged.probability)} %)" if judged.probability is not None else ""
    wrong = ", wrong" if judged.true not in (None, judged.predicted) else ""
    remarks = _remarks(weighed) if look.kind == "attention" else ""
    return f"{true}predicted: {judged.predicted}{sure}{wrong}{remarks}"


def _remarks(weighed: Weighed) -> str:
    """What the colours of a document do not say of its attention."""
    remarks = ""
    if weighed.elsewhere >= 0.0005:
        remarks += f"; {percent(weighed.elsewhere)} % of the attention lies on padding"
    if len(weighed.weights) > 1 and max(weighed.weights) <= _EVEN * min(weighed.weights):
        remarks += "; as good as evenly spread"
    return remarks


def _table(explanation: Explanation) -> str:
    rows = [
        (
            escape(entry.label),
            " ".join(f"{code(token)} {weight:.3g}" for token, weight in entry.tokens[:_IN_TABLE]),
        )
        for entry in explanation.strongest
    ]
    text = table(["class", f"tokens by their {escape(explanation.weights)}"], rows, "ll")
    return text if len(rows) <= 12 else fold(f"The {len(rows)} classes", text)


def _origin(explanation: Explanation) -> str:
    parts = []
    if explanation.documents:
        parts.append(
            f"The documents are of {escape(explanation.texts)}; the model was trained on the data set."
        )
    for look in explanation.looks:
        if look.averaged:
            parts.append(f"Weights of {code(look.layer)} are means over {escape(look.averaged)}.")
    if explanation.agreement is not None:
        share = percent(explanation.agreement)
        parts.append(f"The model was fitted again: {share} % of its predictions are the record's.")
    return " ".join(parts)
