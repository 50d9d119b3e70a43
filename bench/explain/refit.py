"""A trial's model, fitted once more: records hold no models."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.catalogue import models
from bench.errors import DataError
from bench.explain.find import Found
from bench.explain.kinds import refuse_unfitted
from bench.models.plugin import ModelPlugin
from bench.preparation.documents import read_documents, read_labels
from bench.preparation.prepare import prepare
from bench.sources.stand_in import card_at_hand
from bench.trials import measure
from bench.trials.case import Case
from bench.trials.identity import Addresses, Identity, identify
from bench.trials.predict import predict
from bench.trials.progress import Display, show
from bench.trials.trial import Trial


@dataclass(frozen=True)
class Subject:
    """A model that is to be explained.

    Args:
        case: What it comes from; the limits of the trial do not hold here.
        estimator: Fitted on the training part by :func:`fit`, not before.
    """

    case: Case
    estimator: Any

    @property
    def identity(self) -> Identity:
        """Of the trial."""
        return self.case.identity


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
    plugin: ModelPlugin = models[trial.model.name]
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    estimator = plugin.estimator(**trial.model.params)
    refuse_unfitted(estimator, str(trial.model), len(card.classes))
    display.begin(1, 1, trial.name_on(card))
    identity = identify(trial, card, Addresses(data_dir))
    prepared = prepare(card, identity.tokenizer, data_dir, display.stage, identity.address)
    return Subject(Case(identity, prepared), estimator)


def fit(subject: Subject, display: Display) -> None:
    """Fit a subject's model as its trial does: same documents, same order, same seed."""
    train = subject.case.prepared.train
    display.say(f"{subject.identity.signature}: fitted again, since records hold no models")
    display.stage("fit")
    documents, labels = read_documents(train), read_labels(train)
    measure.seed_everything(subject.estimator, subject.identity.trial.seed)
    tell = partial(show, display)
    measure.fit(subject.estimator, documents, labels, lambda epoch: tell({"kind": "epoch", **epoch}))


def require_same_data(subject: Subject, found: Found) -> None:
    """Refuse a record of other rows: what is fitted here would not be its model.

    Raises:
        DataError: The data here is not that of the record.
    """
    here, recorded = subject.case.prepared.data_sha256, str(found.record.card.get("parts_sha256"))
    if here != recorded:
        raise DataError(
            f"'{subject.identity.card.name}' is {here[:8]} here, but the record is of {recorded[:8]}",
            where=found.record.signature,
            remedy="get the data of the record, or run its trial again on this",
        )


def agreement(subject: Subject, found: Found) -> float:
    """Share of a record's predictions that the model, fitted again, gives too.

    Raises:
        RecordError: The record's predictions are missing or damaged.
    """
    recorded = found.store.predictions(found.record).predicted
    documents = read_documents(subject.case.prepared.test)
    output = predict(subject.estimator, documents, len(subject.identity.card.classes))
    return float(np.mean(output.predicted == recorded))
