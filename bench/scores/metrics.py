"""The metrics of one trial."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.scores.intervals import wilson


def score(
    true: NDArray[np.int64],
    predicted: NDArray[np.int64],
    probabilities: NDArray[np.float64] | None,
    classes: tuple[str, ...],
    seen: NDArray[np.bool_],
) -> dict[str, Any]:
    """Accuracy with its interval, macro-F1, precision and recall of each class, log-loss.

    Args:
        true: Class index of each test document; shape ``(n,)``.
        predicted: What the model said; shape ``(n,)``.
        probabilities: Shape ``(n, classes)``, or None where the model has none.
        classes: Names of the classes.
        seen: Which test documents' texts stand in the training part too; shape ``(n,)``.

    Returns:
        A dict of JSON's types. ``accuracy_unseen`` leaves the documents marked ``seen`` out.
        Macro figures are means over all classes of the data set, absent ones counting as 0.
    """
    from sklearn.metrics import confusion_matrix, log_loss, precision_recall_fscore_support

    labels = np.arange(len(classes))
    right = true == predicted
    precision, recall, f1, support = precision_recall_fscore_support(
        true, predicted, labels=labels, zero_division=0
    )
    metrics: dict[str, Any] = {
        "accuracy": float(right.mean()),
        "accuracy_interval": list(wilson(int(right.sum()), len(right))),
        "accuracy_unseen": float(right[~seen].mean()) if not seen.all() else None,
        "correct": int(right.sum()),
        "documents": len(right),
        "macro_f1": float(f1.mean()),
        "log_loss": None,
        "classes": [
            {"name": name, "precision": float(p), "recall": float(r), "f1": float(f), "support": int(s)}
            for name, p, r, f, s in zip(classes, precision, recall, f1, support, strict=True)
        ],
        "confusion": confusion_matrix(true, predicted, labels=labels).tolist(),
    }
    if probabilities is not None:
        metrics["log_loss"] = float(log_loss(true, probabilities, labels=labels))
    return metrics
