"""A scikit-learn classifier around a function that returns a Keras model."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Self

import keras
import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from bench.errors import DataError, PluginError
from bench.neural import frozen, optimizers
from bench.neural.analyzers import ANALYZERS
from bench.neural.batches import Batches
from bench.neural.feeding import fed
from bench.neural.front_padding import FrontPaddingReader
from bench.neural.options import OPTIONS
from bench.neural.precision import PRECISIONS, computing_in
from bench.neural.spec import TextSpec
from bench.neural.training import EpochReporter, History, compile_model, masks_padding, watchers
from bench.neural.validation import split_validation
from bench.neural.vocabulary import Vocabulary
from bench.recipe import keyword_defaults


class KerasTextClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Text classifier that learns a vocabulary, encodes and pads, and trains a Keras model.

    The vocabulary comes from all of the training part; whatever is watched while training (early
    stopping, learning rate, best weights) is watched on a validation part cut from it.

    Args:
        build: A function from a :class:`TextSpec` and keyword parameters to a ``keras.Model``,
            compiled or not.
        model_params: Keyword parameters of ``build``; also settable as ``model__NAME``.
        analyzer: What a token is: ``tokens``, separated by spaces, or ``token-ngrams``; for the tokenizer
            ``raw``, ``characters``, ``character-ngrams`` or ``jamo``.
        max_tokens: Rows of the embedding table at most, reserved ids included. None: all tokens.
        min_count: Tokens seen less often in the training part are left out.
        unknown: What becomes of tokens outside the vocabulary: ``token`` (one id) or ``drop``.
        start: Put a start mark in front of each document.
        length: Tokens of a document that are read. None: the longest training document.
        padding: Where zeros go: ``post`` or ``pre``.
        truncating: Which end of a long document is cut off: ``post`` or ``pre``.
        batches: ``fixed``: every row has ``length`` tokens, and chance puts documents together. ``bucketed``:
            documents of similar length, cut to the longest in the batch; needs a model that takes any
            length and, with ``padding="post"``, masks padding. A model that reads padding in front has rows
            cut where :class:`~bench.neural.front_padding.FrontPaddingReader` can compute what is cut off:
            the same function, of ``fixed`` batches too.
        batch_size: Documents in a training batch.
        epochs: Epochs at most.
        optimizer: Keras' name of one.
        learning_rate: None: the optimizer's default.
        global_clipnorm: Length that the gradient of all weights together is cut down to where it is longer:
            recurrent networks now and then take a step that undoes their training. None: never.
        validation_fraction: Share of the training part that is held out to be watched; 0 for none.
        monitor: What is watched: ``val_loss`` or ``val_accuracy``.
        patience: Epochs without improvement before training stops. None: never stop early.
        restore_best: Keep the weights of the best epoch, rather than of the last.
        reduce_after: Epochs without improvement before the learning rate is reduced. None: never.
        reduce_factor: By what it is then multiplied.
        refit: Once the best number of epochs is known, fit again on all of the training part.
        precision: Keras' dtype policy: ``float32``; ``mixed_bfloat16`` computes in half the bits and keeps
            the weights in all.
        random_state: Seed of weights, shuffling and validation part.

    Attributes:
        classes_: Class labels, sorted.
        vocabulary_: The :class:`~bench.neural.vocabulary.Vocabulary` learnt.
        model_: The trained ``keras.Model``.
        history_: A dict an epoch: ``loss``, ``accuracy``, ``val_loss``, ``val_accuracy``, ``seconds``;
            of the first fit, the one that was watched, where there is a second (``refit``).
        timings_: Seconds spent in ``encode`` and ``fit``.
        documents_per_epoch_: Documents trained on in an epoch.

    Example:
        >>> from bench.models.lstm import lstm
        >>> model = KerasTextClassifier(lstm, model_params={"units": 4}, epochs=1, length=5)
        >>> model.fit(["good film", "bad film"] * 10, [1, 0] * 10).predict(["good film"]).shape
        (1,)
    """

    def __init__(
        self,
        build: Callable[..., keras.Model],
        *,
        model_params: dict[str, Any] | None = None,
        analyzer: str = OPTIONS["analyzer"],
        max_tokens: int | None = OPTIONS["max_tokens"],
        min_count: int = OPTIONS["min_count"],
        unknown: str = OPTIONS["unknown"],
        start: bool = OPTIONS["start"],
        length: int | None = OPTIONS["length"],
        padding: str = OPTIONS["padding"],
        truncating: str = OPTIONS["truncating"],
        batches: str = OPTIONS["batches"],
        batch_size: int = OPTIONS["batch_size"],
        epochs: int = OPTIONS["epochs"],
        optimizer: str = OPTIONS["optimizer"],
        learning_rate: float | None = OPTIONS["learning_rate"],
        global_clipnorm: float | None = OPTIONS["global_clipnorm"],
        validation_fraction: float = OPTIONS["validation_fraction"],
        monitor: str = OPTIONS["monitor"],
        patience: int | None = OPTIONS["patience"],
        restore_best: bool = OPTIONS["restore_best"],
        reduce_after: int | None = OPTIONS["reduce_after"],
        reduce_factor: float = OPTIONS["reduce_factor"],
        refit: bool = OPTIONS["refit"],
        precision: str = OPTIONS["precision"],
        random_state: int | None = None,
    ) -> None:
        self.build = build
        self.model_params = model_params
        self.analyzer = analyzer
        self.max_tokens = max_tokens
        self.min_count = min_count
        self.unknown = unknown
        self.start = start
        self.length = length
        self.padding = padding
        self.truncating = truncating
        self.batches = batches
        self.batch_size = batch_size
        self.epochs = epochs
        self.optimizer = optimizer
        self.learning_rate = learning_rate
        self.global_clipnorm = global_clipnorm
        self.validation_fraction = validation_fraction
        self.monitor = monitor
        self.patience = patience
        self.restore_best = restore_best
        self.reduce_after = reduce_after
        self.reduce_factor = reduce_factor
        self.refit = refit
        self.precision = precision
        self.random_state = random_state

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Parameters of the estimator and, if ``deep``, of the model as ``model__NAME``."""
        params: dict[str, Any] = super().get_params(deep=False)
        if deep:
            model_params = {**keyword_defaults(self.build), **(self.model_params or {})}
            params.update({f"model__{key}": value for key, value in model_params.items()})
        return params

    def set_params(self, **params: Any) -> Self:
        """Set parameters of the estimator or, as ``model__NAME``, of the model."""
        inner = {
            key.removeprefix("model__"): value for key, value in params.items() if key.startswith("model__")
        }
        for key in inner:
            if key not in keyword_defaults(self.build):
                raise ValueError(
                    f"the model has no parameter '{key}'; it has: {sorted(keyword_defaults(self.build))}"
                )
        super().set_params(**{key: value for key, value in params.items() if not key.startswith("model__")})
        if inner:
            self.model_params = {**(self.model_params or {}), **inner}
        return self

    def fit(
        self, X: Sequence[str], y: Iterable[Any], callbacks: Sequence[keras.callbacks.Callback] = ()
    ) -> Self:
        """Learn the vocabulary and train.

        Args:
            X: Documents, tokens joined by single spaces; shape ``(n,)``.
            y: Their classes; shape ``(n,)``.
            callbacks: More Keras callbacks, such as a progress display.

        Raises:
            DataError: Nothing to learn from: no documents, or one class.
            PluginError: The model's output does not fit the number of classes.
        """
        self._check()
        began = time.perf_counter()
        self.classes_, labels = np.unique(np.asarray(y), return_inverse=True)
        if len(X) != len(labels) or len(self.classes_) < 2:
            raise DataError(
                f"{len(X)} documents and {len(labels)} labels of {len(self.classes_)} classes "
                "are not enough to fit",
                remedy="give one label a document, of two classes or more",
            )
        if self.random_state is not None:
            keras.utils.set_random_seed(self.random_state)
        self.vocabulary_, sequences = Vocabulary.learn_and_encode(
            X,
            max_tokens=self.max_tokens,
            min_count=self.min_count,
            start=self.start,
            unknown=self.unknown == "token",
            analyzer=self.analyzer,
        )
        self.length_ = self.length or max(1, *map(len, sequences))
        encoded = time.perf_counter()
        kept, held = split_validation(labels, self.validation_fraction, self.random_state)
        history = self._train(sequences, labels, kept, held, self.epochs, callbacks)
        self.history_ = history.epochs
        self.documents_per_epoch_ = len(kept)
        if self.refit and len(held):
            both = np.concatenate([kept, held])
            self._train(sequences, labels, both, held[:0], history.best(self.monitor), callbacks)
        self.timings_ = {"encode": encoded - began, "fit": time.perf_counter() - encoded}
        return self

    def _train(
        self,
        sequences: list[NDArray[np.int32]],
        labels: NDArray[np.int64],
        kept: NDArray[np.int64],
        held: NDArray[np.int64],
        epochs: int,
        callbacks: Sequence[keras.callbacks.Callback],
    ) -> History:
        """Train on the kept documents, watching the held ones."""
        self.spec_ = TextSpec(
            self.vocabulary_.size,
            None if self.batches == "bucketed" else self.length_,
            len(self.classes_),
        )
        told = replace(self.spec_, documents=[sequences[i] for i in kept], labels=labels[kept])
        with computing_in(self.precision):
            self.model_ = self.build(told, **(self.model_params or {}))
        runner = self._runner()
        optimizer = optimizers.named(self.optimizer, self.learning_rate, self.global_clipnorm)
        compile_model(runner, optimizer, self.spec_)
        history = History()
        runner.fit(
            fed(self._deal(sequences, labels, kept, seed=self.random_state or 0)),
            validation_data=fed(self._deal(sequences, labels, held)) if len(held) else None,
            epochs=epochs,
            shuffle=False,  # they are dealt anew each epoch
            verbose=0,
            callbacks=[history, *(watchers(self.get_params(deep=False)) if len(held) else []), *callbacks],
        )
        return history

    def _runner(self) -> keras.Model:
        """What trains and predicts: the model, or what reads its padding for it."""
        if getattr(self, "_reads", (None,))[0] is not self.model_:
            readable = self.padding == "pre" and not self.model_.compiled
            self._reads = self.model_, FrontPaddingReader.of(self.model_, self.length_) if readable else None
        return self._reads[1] or self.model_

    def _deal(
        self,
        sequences: list[NDArray[np.int32]],
        labels: NDArray[np.int64],
        chosen: NDArray[np.int64],
        seed: int | None = None,
    ) -> Batches:
        return Batches(
            [sequences[i] for i in chosen],
            labels[chosen],
            batch_size=self.batch_size,
            bucketed=self.batches == "bucketed",
            seed=seed,
            **self._rows(),
        )

    def _rows(self) -> dict[str, Any]:
        """How documents become rows of ids; they are cut where that changes nothing."""
        unread = self.padding == "post" or masks_padding(self.model_)
        return {
            "length": self.length_,
            "padding": self.padding,
            "truncating": self.truncating,
            "cut": (self.batches == "bucketed" and unread) or self._runner() is not self.model_,
        }

    def predict_proba(self, X: Sequence[str], batch_size: int = 256) -> NDArray[np.float64]:
        """Probabilities of each class; shape ``(n, classes)``, rows sum to one."""
        check_is_fitted(self, "model_")
        rows = self._rows()
        # What a document is put together with changes no prediction: where rows are cut, with its like.
        batches = Batches(
            self.vocabulary_.encode(X), None, batch_size=batch_size, bucketed=rows["cut"], **rows
        )
        probabilities = np.zeros((len(X), len(self.classes_)))
        for index in range(len(batches)):
            output = np.asarray(self._runner().predict_on_batch(batches[index][0]), np.float64)
            if output.shape[-1] == 1:
                output = np.hstack([1 - output, output])
            probabilities[batches.documents(index)] = output / output.sum(axis=1, keepdims=True)
        return probabilities

    def predict(self, X: Sequence[str]) -> NDArray[Any]:
        """The most probable class of each document; shape ``(n,)``."""
        probabilities = self.predict_proba(X)
        return np.asarray(self.classes_[probabilities.argmax(axis=1)])

    def epoch_callbacks(self, listener: Callable[[dict[str, Any]], None]) -> list[keras.callbacks.Callback]:
        """Callbacks for :meth:`fit` that tell a listener how far the training is."""
        return [EpochReporter(listener)]

    def parameters(self) -> int:
        """Weights of the trained model, frozen ones too."""
        return int(self.model_.count_params())

    def layers(self) -> list[dict[str, Any]]:
        """Name, type, output shape (None: any number) and parameters of each layer."""
        return [
            {
                "name": layer.name,
                "type": type(layer).__name__,
                "output_shape": _shape(layer),
                "parameters": int(layer.count_params()),
            }
            for layer in self.model_.layers
        ]

    def _check(self) -> None:
        choices = {
            "analyzer": tuple(ANALYZERS),
            "unknown": ("token", "drop"),
            "padding": ("post", "pre"),
            "truncating": ("post", "pre"),
            "batches": ("fixed", "bucketed"),
            "precision": PRECISIONS,
        }
        for key, allowed in choices.items():
            if getattr(self, key) not in allowed:
                raise PluginError(f"{key}={getattr(self, key)!r} is none of {', '.join(allowed)}")

    def __getstate__(self) -> dict[str, Any]:
        state = {key: value for key, value in super().__getstate__().items() if key != "_reads"}
        return frozen.freeze(state)

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__(frozen.thaw(state))


def _shape(layer: keras.layers.Layer) -> list[int | None] | None:
    try:
        shape = layer.output.shape
    except AttributeError:  # a layer that was never connected
        return None
    return [None if size is None else int(size) for size in shape]
