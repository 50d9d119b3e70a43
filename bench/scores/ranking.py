"""How well scores rank the documents, whatever their scale."""

from __future__ import annotations

from statistics import fmean

import numpy as np
from numpy.typing import NDArray


def roc_auc(true: NDArray[np.int64], scores: NDArray[np.float64]) -> float | None:
    """The area under the ROC curve: how often a document of a class scores above one of another.

    Of two classes it is the second's. Of more it is the mean over the classes, each against the rest;
    a class that no test document has, or that all have, is left out.

    Args:
        true: Class index of each document; shape ``(n,)``.
        scores: The higher, the more likely the class; shape ``(n, classes)``. Only their order counts,
            so probabilities and decision scores can be compared.

    Returns:
        Between 0 and 1, 0.5 by chance; None where no class can be told from others.

    Example:
        >>> true = np.array([0, 0, 1, 1])
        >>> roc_auc(true, np.array([[0.2, -0.2], [-0.5, 0.5], [-0.1, 0.1], [-3.0, 3.0]]))
        0.75

    Reference:
        Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic
        (ROC) curve", *Radiology* 143 (1982), 29-36; one against the rest, unweighted: Fawcett, "An
        introduction to ROC analysis", *Pattern Recognition Letters* 27 (2006), section 10.
    """
    from sklearn.metrics import roc_auc_score

    classes = [1] if scores.shape[1] == 2 else range(scores.shape[1])
    inside = {label: true == label for label in classes}
    areas = [
        float(roc_auc_score(members, scores[:, label]))
        for label, members in inside.items()
        if members.any() and not members.all()
    ]
    return fmean(areas) if areas else None
