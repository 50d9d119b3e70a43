"""Compiling a model, watching its training, and keeping its history."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import keras
import numpy as np

from bench.errors import PluginError
from bench.neural.spec import TextSpec

_BATCHES_A_CALL = 8
"""Batches that TensorFlow trains on before it is Python's turn, a millisecond or two each time."""


class History(keras.callbacks.Callback):  # type: ignore[misc]
    """The metrics and the seconds of each epoch."""

    def __init__(self) -> None:
        super().__init__()
        self.epochs: list[dict[str, float]] = []
        self._began = 0.0

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Start the clock."""
        self._began = time.perf_counter()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Keep the epoch."""
        metrics = {key: float(value) for key, value in (logs or {}).items()}
        self.epochs.append({**metrics, "seconds": time.perf_counter() - self._began})

    def best(self, monitor: str) -> int:
        """How many epochs gave the best value of what was watched."""
        values = [epoch[monitor] for epoch in self.epochs if monitor in epoch]
        if not values:
            return len(self.epochs)
        pick = max if monitor.endswith("accuracy") else min
        return values.index(pick(values)) + 1


class EpochReporter(keras.callbacks.Callback):  # type: ignore[misc]
    """Tells a listener how far the training is, a few times a second at most.

    Args:
        listener: Given ``epoch`` and ``epochs`` (from 1), ``batch`` and ``batches``, and the metrics so far.
        every: Least seconds between two reports.
    """

    def __init__(self, listener: Callable[[dict[str, Any]], None], every: float = 0.5) -> None:
        super().__init__()
        self._listener = listener
        self._every = every
        self._epoch = 0
        self._last = 0.0

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Note the epoch."""
        self._epoch = epoch + 1

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Report, if the last report is some time ago."""
        if time.monotonic() - self._last >= self._every:
            self._report(batch + 1, logs)

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Report the end of the epoch."""
        self._report(self.params.get("steps") or 1, logs)

    def _report(self, batch: int, logs: dict[str, Any] | None) -> None:
        self._last = time.monotonic()
        self._listener(
            {
                "epoch": self._epoch,
                "epochs": self.params.get("epochs"),
                "batch": batch,
                "batches": self.params.get("steps"),
                "metrics": {key: round(float(value), 4) for key, value in (logs or {}).items()},
            }
        )


def compile_model(model: keras.Model, optimizer: keras.optimizers.Optimizer, spec: TextSpec) -> None:
    """Compile a model that is not compiled yet: cross-entropy that fits its output.

    Raises:
        PluginError: The output is not one unit, or one unit a class.
    """
    units = _output_units(model, spec)
    if units not in (1, spec.classes) or (units == 1 and spec.classes > 2):
        raise PluginError(
            f"the model ends in {units} units for {spec.classes} classes",
            remedy="end it with spec.output_layer(): one sigmoid unit for two classes, else one unit a class",
        )
    if model.compiled:
        return
    # XLA on the CPU under TensorFlow takes up to 13 times as long for a step with dropout, and cannot compile
    # every model; only the updates of large weights go through it.
    tensorflow = keras.backend.backend() == "tensorflow"
    model.compile(
        optimizer=optimizer,
        loss="binary_crossentropy" if units == 1 else "sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=False if tensorflow else "auto",
        steps_per_execution=_BATCHES_A_CALL if tensorflow else 1,
    )


def _output_units(model: keras.Model, spec: TextSpec) -> int:
    if isinstance(model, keras.Sequential) and not model.built:  # it was given no Input
        model.build((None, spec.length))
    shape = getattr(model, "output_shape", None)  # a subclass of Model knows it only once called
    if shape is None:
        shape = model(np.zeros((1, spec.length or 8), np.int32)).shape
    return int(shape[-1])


def masks_padding(model: keras.Model) -> bool:
    """Whether a model has an embedding that hides padding from what comes behind it."""
    return any(getattr(layer, "mask_zero", False) for layer in model._flatten_layers())


def watchers(options: Mapping[str, Any]) -> list[keras.callbacks.Callback]:
    """The callbacks that an estimator's options ask for; all watch the validation part."""
    patience, monitor = options["patience"], options["monitor"]
    chosen: list[keras.callbacks.Callback] = []
    if patience is not None or options["restore_best"]:
        chosen.append(
            keras.callbacks.EarlyStopping(
                monitor=monitor,
                patience=options["epochs"] if patience is None else patience,
                restore_best_weights=options["restore_best"],
            )
        )
    if options["reduce_after"] is not None:
        chosen.append(
            keras.callbacks.ReduceLROnPlateau(
                monitor=monitor, patience=options["reduce_after"], factor=options["reduce_factor"]
            )
        )
    return chosen
