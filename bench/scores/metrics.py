"""The metrics of one trial."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bench.scores.intervals import wilson
from bench.scores.ranking import roc_auc

if TYPE_CHECKING:
    from bench.records.predictions import Predictions


def score(predictions: Predictions, classes: tuple[str, ...], seen: NDArray[np.bool_]) -> dict[str, Any]:
    """Accuracy with its interval, macro-F1, precision and recall of each class, ROC-AUC, log-loss.

    Args:
        predictions: What the model said of ``n`` test documents.
        classes: Names of the classes.
        seen: Which test documents' texts stand in the training part too; shape ``(n,)``.

    Returns:
        A dict of JSON's types. ``accuracy_unseen`` leaves the documents marked ``seen`` out.
        Macro figures are means over all classes of the data set, absent ones counting as 0.
        ``roc_auc`` (see :func:`bench.scores.ranking.roc_auc`) is None for a model without scores,
        ``log_loss`` for one without probabilities; both need the scores as the model gave them, before
        a file has rounded them. Records written before there was a ``roc_auc`` lack the key.
    """
    from sklearn.metrics import confusion_matrix, log_loss, precision_recall_fscore_support

    true, predicted, scores = predictions.true, predictions.predicted, predictions.scores
    labels = np.arange(len(classes))
    right = true == predicted
    precision, recall, f1, support = precision_recall_fscore_support(
        true, predicted, labels=labels, zero_division=0
    )
    return {
        "accuracy": float(right.mean()),
        "accuracy_interval": list(wilson(int(right.sum()), len(right))),
        "accuracy_unseen": float(right[~seen].mean()) if not seen.all() else None,
        "correct": int(right.sum()),
        "documents": len(right),
        "macro_f1": float(f1.mean()),
        "roc_auc": None if scores is None else roc_auc(true, scores),
        "log_loss": (
            float(log_loss(true, scores, labels=labels)) if predictions.score_kind == "probability" else None
        ),
        "classes": [
            {"name": name, "precision": float(p), "recall": float(r), "f1": float(f), "support": int(s)}
            for name, p, r, f, s in zip(classes, precision, recall, f1, support, strict=True)
        ],
        "confusion": confusion_matrix(true, predicted, labels=labels).tolist(),
    }
