"""What is written down of an explanation; the report's pictures are drawn from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.errors import RecordError
from bench.recipe import Recipe
from bench.records.record import SCHEMA, sealed, verified

FOLDER = "explanations"


@dataclass(frozen=True)
class Judged:
    """What a model makes of a document.

    Args:
        true: Name of its class; None where nobody knows.
        predicted: Name of the class the model gives it.
        probability: Of that class; None for a model that gives none.
    """

    true: str | None
    predicted: str
    probability: float | None


@dataclass(frozen=True)
class Weighed:
    """The tokens of a document as a model reads them, each with its weight.

    Args:
        tokens: In order; without those that were cut off or dropped.
        weights: One a token: a share that attention gives it, or what it adds for the predicted class.
        unknown: Positions of the tokens that the model has never seen.
        elsewhere: Weight that lies on no token: on padding, or on the spaces between.
    """

    tokens: tuple[str, ...]
    weights: tuple[float, ...]
    unknown: tuple[int, ...] = ()
    elsewhere: float = 0.0


@dataclass(frozen=True)
class Look:
    """One way of weighing the tokens of the documents.

    Args:
        kind: ``attention`` (shares, which with ``elsewhere`` sum to one) or ``contributions`` (signed).
        layer: Type of the attention layer; empty for contributions.
        averaged: What the weights are a mean over, such as ``heads and queries``; empty for none.
        documents: In the order of the explanation's.
    """

    kind: str
    layer: str
    averaged: str
    documents: tuple[Weighed, ...]


@dataclass(frozen=True)
class Strongest:
    """The tokens that speak most for a class.

    Args:
        label: Name of the class.
        tokens: Tokens with their weight, which is relative to the mean of the other classes'; falling.
    """

    label: str
    tokens: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Explanation:
    """What one trained model goes by. Everything in it is of JSON's types once written.

    Args:
        key: Of the trial; see :func:`bench.trials.trial.key`.
        signature: Of the trial.
        card: ``name``, ``title``, ``language``.
        tokenizer: Recipe.
        model: Recipe.
        seed: Of the trial.
        texts: Where the documents come from, in words.
        agreement: Share of the record's predictions that the model, fitted again, gives too; None where
            there is no record.
        documents: What the model makes of each document.
        looks: Weights of their tokens; one an attention layer.
        weights: What ``strongest`` counts: ``coefficients`` or ``log-probabilities``; empty for none.
        strongest: One a class, for models with a weight a token.
    """

    key: str
    signature: str
    card: Mapping[str, str]
    tokenizer: str
    model: str
    seed: int
    texts: str
    agreement: float | None
    documents: tuple[Judged, ...]
    looks: tuple[Look, ...]
    weights: str
    strongest: tuple[Strongest, ...]

    @property
    def name(self) -> str:
        """The model and its tokenizer."""
        return f"{self.model} on {self.tokenizer}"

    @property
    def stem(self) -> str:
        """Name of its files without their ending, as the record's: ``TOKENIZER-MODEL-sSEED-KEY``."""
        names = (Recipe.parse(self.tokenizer).name, Recipe.parse(self.model).name)
        return f"{'-'.join(names)}-s{self.seed}-{self.key[:8]}"

    def to_json(self) -> str:
        """The explanation as JSON, with the schema's version and a checksum."""
        # Through JSON once, so that the checksum is of what a reader finds: lists, not tuples.
        content = {"schema": SCHEMA, **json.loads(json.dumps(asdict(self)))}
        return sealed(content) + "\n"


def read_explanation(path: Path) -> Explanation:
    """Read and check an explanation.

    Raises:
        RecordError: It is damaged, or of another schema.
    """
    try:
        content = verified(path.read_text(encoding="utf-8"), str(path))
        del content["schema"]
        return _explanation(content)
    except (RecordError, OSError, ValueError, TypeError, KeyError):
        raise RecordError(
            "this is not a whole explanation, or one of another version",
            where=path,
            remedy="delete the file and run bench explain again",
        ) from None


def _explanation(said: dict[str, Any]) -> Explanation:
    looks = [{**look, "documents": tuple(map(_weighed, look["documents"]))} for look in said.pop("looks")]
    strongest = [
        Strongest(entry["label"], tuple((str(token), float(weight)) for token, weight in entry["tokens"]))
        for entry in said.pop("strongest")
    ]
    documents = [Judged(**entry) for entry in said.pop("documents")]
    return Explanation(
        **said,
        documents=tuple(documents),
        looks=tuple(Look(**look) for look in looks),
        strongest=tuple(strongest),
    )


def _weighed(said: Mapping[str, Any]) -> Weighed:
    return Weighed(
        tuple(said["tokens"]), tuple(said["weights"]), tuple(said["unknown"]), float(said["elsewhere"])
    )
