"""The options of the Keras estimator, with their defaults: one place for the estimator and for recipes."""

from __future__ import annotations

from typing import Any

OPTIONS: dict[str, Any] = {
    "analyzer": "tokens",
    "max_tokens": None,
    "min_count": 1,
    "unknown": "token",
    "start": False,
    "length": 200,
    "padding": "post",
    "truncating": "post",
    "batches": "fixed",
    "batch_size": 64,
    "epochs": 20,
    "optimizer": "adam",
    "learning_rate": None,
    "global_clipnorm": None,
    "validation_fraction": 0.1,
    "monitor": "val_loss",
    "patience": 2,
    "restore_best": True,
    "reduce_after": None,
    "reduce_factor": 0.2,
    "refit": False,
    "precision": "float32",
}

NEUTRAL: dict[str, Any] = {"precision": "float32", "global_clipnorm": None}
"""Options that came after records had been made, with the value that changes nothing: a recipe that leaves
them there is the recipe it was, and its records stay valid."""
