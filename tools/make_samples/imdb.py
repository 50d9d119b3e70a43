"""The sample of the IMDB set of Keras: word ranks of two parts, word index of the training part."""

from __future__ import annotations

from .grammar import Document, Draw, Grammar
from .keras_files import index_json, label_array, npz, object_array, ranks, word_index, words

SEED = 50000
CLASSES = ("neg", "pos")
SHORTEST, LONGEST = 40, 200


def files() -> dict[str, bytes]:
    """File name to content; positive reviews stand first in each part, as in the published set."""
    grammar, draw = Grammar("imdb"), Draw(SEED)
    seen: set[str] = set()
    train, test = _part(grammar, draw, seen), _part(grammar, draw, seen)
    index = word_index(text for _, text in train)
    arrays = {}
    for name, part in (("test", test), ("train", train)):
        arrays[f"x_{name}"] = object_array([ranks(text, index) for _, text in part])
    for name, part in (("train", train), ("test", test)):
        arrays[f"y_{name}"] = label_array([label for label, _ in part])
    return {"imdb.npz": npz(arrays), "imdb_word_index.json": index_json(index)}


def _part(grammar: Grammar, draw: Draw, seen: set[str]) -> list[tuple[int, str]]:
    settings = grammar.tables["reviews"]
    part: list[tuple[int, str]] = []
    for label in (1, 0):
        wanted = len(part) + settings["each_part"] // 2
        while len(part) < wanted:
            meant = 1 - label if draw.chance(settings["mislabelled"]) else label
            text = _review(grammar.document(draw), draw, meant, settings)
            if text not in seen and SHORTEST <= len(words(text)) <= LONGEST:
                seen.add(text)
                part.append((label, text))
    return part


def _review(review: Document, draw: Draw, label: int, settings: dict[str, float]) -> str:
    own, other = CLASSES[label], CLASSES[1 - label]
    if draw.chance(settings["turned"]):
        verdict = [f"turned_{own}"] * draw.between(2, 3)
    else:
        verdict = [own] * draw.between(1, 4)
        verdict += [f"turned_{own}"] * draw.between(0, 1)
        if draw.chance(settings["mixed"]):
            verdict += [f"granted_{other}"] * draw.between(1, 2)
    middle = draw.shuffled(verdict + ["story"] * draw.between(1, 6))
    sentences = [review.sentence(name) for name in ["opening", *middle, "closing"]]
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences if sentence)
