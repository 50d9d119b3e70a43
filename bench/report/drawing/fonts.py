"""A font for the letters that matplotlib's own lacks: Hangul."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties, fontManager, get_font

from bench.errors import BenchError

BUNDLED = "DejaVu Sans"
"""Comes with matplotlib, so that every machine draws the same letters."""

# Asked first: fonts made for reading Korean. Any other with Hangul will do after them.
_KNOWN = (
    "NanumGothic",
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "NanumBarunGothic",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "AppleGothic",
    "UnDotum",
)
_HANGUL = re.compile("[ㄱ-ㆎ가-힣]")
_SAMPLE = "가힣ㅋ"


class MissingFont(BenchError):
    """No font on this machine has the letters of a picture."""


def families(texts: Iterable[str]) -> list[str]:
    """Font families that can draw texts, for matplotlib to try in order, letter by letter.

    Raises:
        MissingFont: There is Hangul in a text and no font that has it.
    """
    if not any(map(_HANGUL.search, texts)):
        return [BUNDLED]
    hangul = _hangul()
    if hangul is None:
        raise MissingFont(
            "no font with Hangul is installed",
            remedy="pip install koreanize-matplotlib, or install NanumGothic or Noto Sans CJK KR",
        )
    return [BUNDLED, hangul]


def legible(text: str, fonts: Iterable[str]) -> str:
    """A text on one line, with a box for each letter that no font has."""
    known = frozenset().union(*map(_letters, fonts))
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(letter if ord(letter) in known and letter.isprintable() else "□" for letter in line)


@cache
def _hangul() -> str | None:
    """The family of a font with Hangul; None where there is none."""
    for path in _packaged():
        if _has_hangul(str(path)):
            fontManager.addfont(path)
            return str(FontProperties(fname=path).get_name())
    places = {entry.name: entry.fname for entry in fontManager.ttflist}
    others = [name for name in sorted(places) if name not in _KNOWN]
    for name in (*_KNOWN, *others):
        # The font of last resort claims every letter, and draws a box for each.
        if name in places and not name.startswith("Last Resort") and _has_hangul(places[name]):
            return name
    return None


def _packaged() -> Iterator[Path]:
    """NanumGothic of the package koreanize-matplotlib, which changes matplotlib's settings if imported."""
    found = importlib.util.find_spec("koreanize_matplotlib")
    for folder in (found and found.submodule_search_locations) or ():
        yield from Path(folder).glob("fonts/NanumGothic.ttf")


def _has_hangul(path: str) -> bool:
    try:
        letters = get_font(path).get_charmap()
    except (OSError, RuntimeError):  # a damaged font, or one that FreeType does not read
        return False
    return all(ord(letter) in letters for letter in _SAMPLE)


@cache
def _letters(family: str) -> frozenset[int]:
    if family == BUNDLED:
        return frozenset(get_font(Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf")).get_charmap())
    return frozenset(get_font(fontManager.findfont(family)).get_charmap())
