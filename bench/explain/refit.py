"""A trial's model, fitted once more: records hold no models."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.catalogue import models
from bench.errors import DataError
from bench.explain.find import Found
from bench.explain.kinds import refuse_unfitted
from bench.models.plugin import ModelPlugin
from bench.preparation.documents import read_documents, read_labels
from bench.preparation.prepare import prepare
from bench.preparation.prepared import Prepared
from bench.recipe import Recipe
from bench.records.record import Record
from bench.sources.stand_in import card_at_hand
from bench.trials import measure
from bench.trials.case import describe
from bench.trials.predict import predict
from bench.trials.progress import Display, show
from bench.trials.trial import Trial

if TYPE_CHECKING:
    from bench.cards.schema import Card


@dataclass(frozen=True)
class Subject:
    """A model that is to be explained.

    Args:
        trial: What it comes from; the limits do not hold here.
        card: Its data set, or the bundled sample that stands in for it.
        tokenizer: A recipe.
        prepared: The data set under the tokenizer.
        estimator: Fitted on the training part by :func:`fit`, not before.
        blank: A record of the trial without a result; it has the key and the signature.
    """

    trial: Trial
    card: Card
    tokenizer: Recipe
    prepared: Prepared
    estimator: Any
    blank: Record


def take(trial: Trial, data_dir: Path | None, display: Display) -> Subject:
    """Prepare all that a trial's model is fitted from.

    Args:
        trial: What was, or could be, run.
        data_dir: The user's folder of data files.
        display: Told of each stage.

    Raises:
        NotExplainable: The model cannot be explained, as far as that shows before it is fitted.
        BenchError: The data, the tokenizer or the model is not here.
    """
    card = card_at_hand(trial.card, data_dir)
    tokenizer = trial.tokenizer or Recipe.parse(card.tokenizer)
    plugin: ModelPlugin = models[trial.model.name]
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    estimator = plugin.estimator(**trial.model.params)
    refuse_unfitted(estimator, str(trial.model), len(card.classes))
    display.begin(1, 1, f"{card.name}/{tokenizer}/{trial.model}/{trial.seed}")
    prepared = prepare(card, tokenizer, data_dir, display.stage)
    blank = describe(trial, card, tokenizer, prepared).blank
    return Subject(trial, card, tokenizer, prepared, estimator, blank)


def fit(subject: Subject, display: Display) -> None:
    """Fit a subject's model as its trial does: same documents, same order, same seed."""
    display.say(f"{subject.blank.signature}: fitted again, since records hold no models")
    display.stage("fit")
    documents, labels = read_documents(subject.prepared.train), read_labels(subject.prepared.train)
    measure.seed_everything(subject.estimator, subject.trial.seed)
    tell = partial(show, display)
    measure.fit(subject.estimator, documents, labels, lambda epoch: tell({"kind": "epoch", **epoch}))


def require_same_data(subject: Subject, found: Found) -> None:
    """Refuse a record of other rows: what is fitted here would not be its model.

    Raises:
        DataError: The data here is not that of the record.
    """
    here, recorded = subject.prepared.data_sha256, str(found.record.card.get("parts_sha256"))
    if here != recorded:
        raise DataError(
            f"'{subject.card.name}' is {here[:8]} here, but the record is of {recorded[:8]}",
            where=found.record.signature,
            remedy="get the data of the record, or run its trial again on this",
        )


def agreement(subject: Subject, found: Found) -> float:
    """Share of a record's predictions that the model, fitted again, gives too.

    Raises:
        RecordError: The record's predictions are missing or damaged.
    """
    recorded = found.store.predictions(found.record).predicted
    documents = read_documents(subject.prepared.test)
    output = predict(subject.estimator, documents, len(subject.card.classes))
    return float(np.mean(output.predicted == recorded))
