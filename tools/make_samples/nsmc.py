"""The sample of the Naver film reviews: two gzipped tab-separated files."""

from __future__ import annotations

import gzip
import re

from .grammar import Draw, Grammar

SEED = 200000
CLASSES = ("neg", "pos")
PARTICLE = re.compile(r"(\S)\((\w)/(\w)\)")
FIRST_SYLLABLE, LAST_SYLLABLE, FINALS = ord("가"), ord("힣"), 28


def files() -> dict[str, bytes]:
    """File name to content; the gzip headers hold no time and no name."""
    grammar, draw = Grammar("nsmc"), Draw(SEED)
    seen: set[str] = set()
    used_ids: set[int] = set()
    content = {}
    for part in ("train", "test"):
        lines = ["id\tdocument\tlabel"]
        for text, label in _part(grammar, draw, seen, part):
            lines.append(f"{_new_id(draw, used_ids)}\t{_quoted_twice(text)}\t{label}")
        raw = "".join(f"{line}\n" for line in lines).encode("utf-8")
        content[f"ratings_{part}.txt.gz"] = gzip.compress(raw, compresslevel=9, mtime=0)
    return content


def _part(grammar: Grammar, draw: Draw, seen: set[str], part: str) -> list[tuple[str, int]]:
    tables = grammar.tables
    empty, repeated = tables["odd"]["empty"][part], tables["odd"]["repeated"][part]
    rows: list[tuple[str, int]] = [(text, label) for text, label in tables["foreign"][part]]
    wanted = tables["reviews"][part] - empty - repeated
    while len(rows) < wanted:
        label = draw.between(0, 1)
        meant = 1 - label if draw.chance(tables["reviews"]["mislabelled"]) else label
        text = _review(grammar, draw, meant)
        if text not in seen:
            seen.add(text)
            rows.append((text, label))
    # People agree word for word only when they say little.
    brief = sorted(rows[len(tables["foreign"][part]) :], key=lambda row: len(row[0]))[: repeated * 4]
    rows += draw.some(brief, repeated)
    rows += [("", draw.between(0, 1)) for _ in range(empty)]
    return draw.shuffled(rows)


def _review(grammar: Grammar, draw: Draw, label: int) -> str:
    """One to three clauses, then what typing on a phone does to them."""
    shares = grammar.tables["reviews"]
    own, other = CLASSES[label], CLASSES[1 - label]
    review = grammar.document(draw)
    if draw.chance(shares["quoting"]):
        clauses = [f"quoted_{own}"]
    elif draw.chance(shares["turned"]):
        clauses = [f"turned_{own}"]
    else:
        clauses = [own] * draw.between(1, 2)
        if draw.chance(shares["mixed"]):
            clauses = [f"granted_{other}", own]
    if draw.chance(0.3):
        clauses.insert(0, "filler")
    joint = draw.one([" ", " ", ". ", ".. ", ", ", "... "])
    text = joint.join(review.sentence(clause) for clause in clauses)
    if draw.chance(shares["shouted_tail"]):
        text += review.sentence(f"tail_{own}")
    text = " ".join(PARTICLE.sub(_particle, text).split())
    if draw.chance(shares["misspelt"]):
        text = _misspelt(text, draw, grammar.tables["misspellings"])
    return _squeezed(text, draw) if draw.chance(shares["squeezed"]) else text


def _particle(match: re.Match[str]) -> str:
    """The first form after a final consonant, the second after a vowel or a foreign letter."""
    before, closed, open_ = match.groups()
    syllable = FIRST_SYLLABLE <= ord(before) <= LAST_SYLLABLE
    has_final = syllable and (ord(before) - FIRST_SYLLABLE) % FINALS > 0
    return str(before) + str(closed if has_final else open_)


def _misspelt(text: str, draw: Draw, misspellings: dict[str, list[str]]) -> str:
    possible = [right for right in misspellings if right in text]
    if not possible:
        return text
    right = draw.one(possible)
    return text.replace(right, draw.one(misspellings[right]))


def _squeezed(text: str, draw: Draw) -> str:
    """Leaves out about half of the spaces."""
    return "".join("" if mark == " " and draw.chance(0.5) else mark for mark in text)


def _quoted_twice(text: str) -> str:
    """As in the official files: a document with a double quote has gone through two CSV writers."""
    if '"' not in text:
        return text
    once = '"' + text.replace('"', '""') + '"'
    return '"' + once.replace('"', '""') + '"'


def _new_id(draw: Draw, used: set[int]) -> int:
    while (number := draw.between(100_000, 10_299_999)) in used:
        pass
    used.add(number)
    return number
