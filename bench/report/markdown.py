"""GitHub's Markdown: tables aligned in the source too, and text of others made harmless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What means something inside a line, beside HTML: emphasis, code, links, cells, mathematics, footnotes.
_SPECIAL = re.compile(r"([\\`*_{}\[\]|~$#!])")
_FIRST = re.compile(r"^([-+=]|\d+(?=[.)](?:\s|$)))")
_LINK = re.compile(r"(?i)(https?|ftp)(:)(?=//)|(?<=\bwww)(\.)|(@)(?=[\w.-]*\.\w)")
_URL = re.compile(r"https?://[^\s<>()\[\]|\"'`\\]+")

Cell = str
Align = str


@lru_cache(maxsize=65536)
def escape(text: str) -> str:
    r"""Text of unknown origin as one line of Markdown that shows it as it is.

    Line breaks become spaces, invisible characters (controls, direction marks) ``U+FFFD``.

    Example:
        >>> escape("<b>|*x*\n# y")
        '&lt;b&gt;\\|\\*x\\* \\# y'
    """
    text = " ".join(text.split())
    if not text.isprintable():
        text = "".join("\ufffd" if unicodedata.category(char)[0] == "C" else char for char in text)
    text = _SPECIAL.sub(r"\\\1", text)
    text = "".join(_HTML.get(char, char) for char in text)
    text = _FIRST.sub(_start, text)
    return _LINK.sub(lambda found: f"{found[1] or ''}&#{ord(found[2] or found[3] or found[4])};", text)


def _start(found: re.Match[str]) -> str:
    """The first characters of a line that would make it a list or a heading."""
    first = found[1]
    return f"&#{ord(first[0])};{first[1:]}" if first[0].isdigit() else f"\\{first}"


def code(text: str) -> str:
    """Unknown text in a fixed-width face; unlike a code span it can hold anything, also in a table."""
    return f"<code>{escape(text)}</code>"


def linked(text: str) -> str:
    """Unknown text, escaped, in which web addresses are links."""
    pieces, last = [], 0
    for found in _URL.finditer(text):
        address = found[0].rstrip(".,;:")
        pieces += [_inside(text[last : found.start()]), f"<{quote(address, safe=':/?#=&%+,;@~-._')}>"]
        last = found.start() + len(address)
    return "".join([*pieces, _inside(text[last:])]).strip()


def _inside(text: str) -> str:
    """Escaped text that keeps the spaces at its ends."""
    before, after = text[:1].isspace() * " ", text[-1:].isspace() * " "
    return before + escape(text) + after if text.strip() else before


def block(text: str, language: str = "") -> str:
    """Text shown as it stands, in a fence longer than any inside it; controls become ``U+FFFD``."""
    text = "".join(
        char if char in "\n\t" or unicodedata.category(char)[0] != "C" else "\ufffd" for char in text
    )
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def table(headers: Sequence[Cell], rows: Iterable[Sequence[Cell]], align: str) -> str:
    """A table whose source is aligned, wide characters (Hangul) included.

    Args:
        headers: One a column; Markdown.
        rows: Cells of Markdown; unknown text must be escaped already.
        align: One letter a column: ``l``, ``r`` or ``c``.

    Example:
        >>> print(table(["낱말", "count"], [["영화", "12"]], "lr"))
        | 낱말   |   count |
        |:-------|--------:|
        | 영화   |      12 |
    """
    from tabulate import tabulate

    names = {"l": "left", "r": "right", "c": "center"}
    return str(
        tabulate(
            [list(row) for row in rows],
            headers=list(headers),
            tablefmt="pipe",
            colalign=[names[letter] for letter in align],
            disable_numparse=True,
        )
    )


def fold(title: str, content: str) -> str:
    """Content that opens on a click. The title is Markdown without block structure."""
    return f"<details>\n<summary>{title}</summary>\n\n{content}\n\n</details>"


def page(*blocks: str) -> str:
    """Blocks with an empty line between, those that are empty left out."""
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"


def slug(name: str) -> str:
    """A file name for a name: letters, digits, dots, dashes; never a path."""
    plain = re.sub(r"[^\w.+-]+", "-", name).strip("-.") or "unnamed"
    return f"{plain}-page" if plain.lower() == "readme" else plain
