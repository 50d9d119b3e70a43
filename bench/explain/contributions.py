"""What each token of a document adds to the score of a linear model."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np

from bench.explain.explanation import Weighed
from bench.explain.linear import Weights


def contributions(estimator: Any, weights: Weights, document: str, label: int) -> Weighed | None:
    """Divide the features of a document among its tokens.

    A feature adds its value times its weight for the class, less the mean of the other classes'. Where it is
    a run of tokens or characters, each of these gets an equal part; where it occurs more than once, each
    occurrence does. So tokens and ``elsewhere`` sum to the score of the class, less its intercept and less
    the mean of the other classes'.

    Args:
        estimator: A fitted pipeline.
        weights: Its weights.
        document: As the pipeline takes it.
        label: Place of the class in the model.

    Returns:
        None where the first step is none of scikit-learn's vectorizers of words or characters.

    Example:
        >>> from bench.explain.linear import weights_of
        >>> from bench.models.nb import nb
        >>> spam = nb().fit(["free lottery", "hello you"], [1, 0])
        >>> found = contributions(spam, weights_of(spam, "nb"), "hello free you", 1)
        >>> [round(weight, 2) for weight in found.weights]
        [-0.69, 0.69, -0.69]
    """
    reading = _reading(estimator[0], document)
    if reading is None:
        return None
    units, lengths = reading
    row = estimator[:-1].transform([document]).tocsr()
    added = row.data * weights.relative(label, row.indices)
    names = [str(name) for name in weights.names[row.indices]]
    joint = "" if weights.characters else " "
    shares, met = _divide(units, joint, lengths, dict(zip(names, added, strict=True)))
    spans = _words("".join(units)) if weights.characters else [(at, at + 1) for at in range(len(units))]
    inside = [float(shares[start:end].sum()) for start, end in spans]
    return Weighed(
        tuple("".join(units[start:end]) for start, end in spans),
        tuple(inside),
        tuple(place for place, (start, end) in enumerate(spans) if not met[start:end].any()),
        float(added.sum()) - sum(inside),
    )


def _reading(vectorizer: Any, document: str) -> tuple[list[str], tuple[int, int]] | None:
    """The tokens, or the characters, whose runs a vectorizer counts, and how long those are."""
    lengths = getattr(vectorizer, "ngram_range", None)
    analyzer = getattr(vectorizer, "analyzer", None)
    if callable(analyzer):  # it would make the runs itself
        return list(analyzer(document)), (1, 1)
    if lengths is None or analyzer not in (None, "word", "char"):
        return None
    if analyzer is None:  # this package's own counter takes tokens as they are
        return document.split(), lengths
    text = vectorizer.build_preprocessor()(document)
    if analyzer == "word":
        return list(vectorizer.build_tokenizer()(text)), lengths
    return list(re.sub(r"\s\s+", " ", text)), lengths  # spaces as the vectorizer has them


def _divide(
    units: list[str], joint: str, lengths: tuple[int, int], added: Mapping[str, float]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """What each unit gets, and which units any feature has met."""
    places = defaultdict(list)
    for length in range(lengths[0], lengths[1] + 1):
        for at in range(len(units) - length + 1):
            run = joint.join(units[at : at + length])
            if run in added:
                places[run].append(slice(at, at + length))
    shares, met = np.zeros(len(units)), np.zeros(len(units), bool)
    for run, found in places.items():
        for place in found:
            shares[place] += added[run] / (len(found) * (place.stop - place.start))
            met[place] = True
    return shares, met


def _words(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"\S+", text)]
