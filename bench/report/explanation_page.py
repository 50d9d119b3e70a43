"""An explanation as one HTML file that needs nothing else: no script, no font, no network."""

from __future__ import annotations

import unicodedata
from html import escape

from bench.explain.explanation import Explanation, Judged, Look, Weighed
from bench.report.explanations import title
from bench.report.quantities import percent

# The colours of the figures. Shares of them lie on a light and on a dark ground alike, under letters of the
# ground's own colour: all is readable on both.
_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --ink: #222; --faint: #5f5f5f; --line: #ddd; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #1b1b1d; --ink: #ececec; --faint: #a6a6a6; --line: #444; }
}
body { background: var(--ground); color: var(--ink); max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  font: 1rem/1.5 system-ui, "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", NanumGothic, sans-serif; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
p.about, figcaption { color: var(--faint); font-size: .9rem; }
figure { margin: 0; padding: .6rem 0; border-top: 1px solid var(--line); }
h1, code { overflow-wrap: anywhere; }
figure p { margin: .2rem 0; line-height: 2; overflow-wrap: anywhere; }
i { font-style: normal; unicode-bidi: isolate; padding: .1rem .25rem; border-radius: .2rem; }
i.for { background: rgb(0 114 178 / var(--share)); }
i.against { background: rgb(213 94 0 / var(--share)); }
i.unknown { text-decoration: underline dotted; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; color: var(--faint); }
"""
# Should an escape ever fail, nothing that slips in may run or load.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
# Of the strongest token's ground; more would leave its letters too little contrast.
_DARKEST = 0.7

_LEADS = {
    "attention": "The stronger its colour, the greater a token's share of the attention; "
    "point at it for the share.",
    "contributions": "Blue tokens speak for the class that the model gives, orange ones against it; "
    "point at one for what it adds to the score.",
}


def html_page(explanation: Explanation) -> str:
    """The page of an explanation; all that comes from data is escaped.

    Args:
        explanation: Of any model.
    """
    name = _text(f"{explanation.name}: {explanation.card['title']}")
    language = _text(explanation.card["language"])
    parts = [
        "<!doctype html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{name}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_STYLE}</style></head><body>",
        f'<h1>{name}</h1>\n<p class="about">{_about(explanation)}</p>',
        *[_look(explanation, look, language) for look in explanation.looks],
        _strongest(explanation, language),
        "</body></html>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _about(explanation: Explanation) -> str:
    parts = [
        f"Trial <code>{_text(explanation.signature)}</code>, fitted again by <code>bench explain</code>."
    ]
    if explanation.agreement is not None:
        parts.append(f"{percent(explanation.agreement)} % of its predictions are the record's.")
    if explanation.documents:
        parts.append(f"The documents are from {_text(explanation.texts)}.")
    return " ".join(parts)


def _look(explanation: Explanation, look: Look, language: str) -> str:
    heading = f"Attention of {look.layer}" if look.kind == "attention" else "What each token adds"
    mean = f" Weights are means over {look.averaged}." if look.averaged else ""
    figures = [
        _document(judged, weighed, look, language)
        for judged, weighed in zip(explanation.documents, look.documents, strict=True)
    ]
    lead = f"{_LEADS[look.kind]}{mean} Tokens that the model has not seen in training are dotted."
    return "\n".join([f"<h2>{_text(heading)}</h2>", f'<p class="about">{_text(lead)}</p>', *figures])


def _document(judged: Judged, weighed: Weighed, look: Look, language: str) -> str:
    greatest = max(map(abs, weighed.weights), default=0) or 1
    unknown = set(weighed.unknown)
    cells = [
        _cell(token, weight, weight / greatest, place in unknown)
        for place, (token, weight) in enumerate(zip(weighed.tokens, weighed.weights, strict=True))
    ]
    words = " ".join(cells) or "(no tokens)"
    caption = _text(title(judged, weighed, look))
    return f'<figure><figcaption>{caption}</figcaption><p lang="{language}">{words}</p></figure>'


def _cell(token: str, weight: float, strength: float, unknown: bool) -> str:
    kind = "for" if strength >= 0 else "against"
    more = " unknown" if unknown else ""
    share = f"--share:{_DARKEST * abs(strength):.3f}"
    return f'<i class="{kind}{more}" style="{share}" title="{weight:.4g}">{_text(token)}</i>'


def _strongest(explanation: Explanation, language: str) -> str:
    if not explanation.strongest:
        return ""
    rows = [
        f"<th>{_text(entry.label)}</th>"
        + "".join(
            f'<td lang="{language}">{_text(token)}</td><td class="number">{weight:.3g}</td>'
            for token, weight in entry.tokens
        )
        for entry in explanation.strongest
    ]
    lead = f"By their {explanation.weights}, less the mean of the other classes'."
    table = "".join(f"<tr>{row}</tr>\n" for row in rows)
    return (
        f'<h2>The strongest tokens</h2>\n<p class="about">{_text(lead)}</p>\n'
        f'<div class="scroll"><table>\n{table}</table></div>'
    )


def _text(text: str) -> str:
    """Text escaped, its invisible characters (controls, direction marks) as ``U+FFFD``."""
    return escape("".join("\ufffd" if unicodedata.category(letter)[0] == "C" else letter for letter in text))
