"""The sample of the Reuters newswires set of Keras: word ranks, word index, names of the topics."""

from __future__ import annotations

import json

from .grammar import Draw, Grammar
from .keras_files import index_json, label_array, npz, object_array, ranks, word_index

SEED = 21578


def files() -> dict[str, bytes]:
    """File name to content; topics are numbered by first appearance, as in the published set."""
    grammar = Grammar("reuters")
    wires = _wires(grammar, Draw(SEED))
    topics = list(dict.fromkeys(topic for topic, _ in wires))
    index = word_index(text for _, text in wires)
    x = object_array([ranks(text, index) for _, text in wires])
    y = label_array([topics.index(topic) for topic, _ in wires])
    return {
        "reuters.npz": npz({"y": y, "x": x}),
        "reuters_word_index.json": index_json(index),
        "reuters_topics.json": json.dumps(topics).encode("ascii"),
    }


def _wires(grammar: Grammar, draw: Draw) -> list[tuple[str, str]]:
    settings = grammar.tables["wires"]
    wires: dict[str, str] = {}
    while len(wires) < settings["total"]:
        topic = draw.weighted(grammar.tables["topics"])
        neighbour = draw.one(grammar.tables["near"][topic])
        text = _wire(grammar, draw, topic, neighbour)
        filed = neighbour if draw.chance(settings["borrowed_label"]) else topic
        wires.setdefault(text, filed)
    return [(topic, text) for text, topic in wires.items()]


def _wire(grammar: Grammar, draw: Draw, topic: str, neighbour: str) -> str:
    """A wire is filed under what it opens with, whatever else it goes on to report."""
    settings = grammar.tables["wires"]
    wire = grammar.document(draw)
    opening = [wire.sentence(topic)]
    rest = [wire.sentence("common") for _ in range(draw.between(0, 4))]
    if draw.chance(settings["overshadowed"]):
        opening += [wire.sentence(neighbour) for _ in range(draw.between(2, 3))]
    else:
        opening += [wire.sentence(topic) for _ in range(draw.between(0, 2))]
        if draw.chance(settings["second_topic"]):
            rest += [wire.sentence(neighbour) for _ in range(draw.between(1, 2))]
    sentences = opening + draw.shuffled(rest)
    return ". ".join([*sentences, "Reuter 3"])
