"""Which models can be explained, as early as that can be told."""

from __future__ import annotations

from typing import Any

from bench.explain.not_explainable import NotExplainable
from bench.trials.measure import is_network


def refuse_unfitted(estimator: Any, name: str, classes: int) -> None:
    """Say before the fitting, which may take hours, what can be said by then.

    Args:
        estimator: Not fitted.
        name: Of the model.
        classes: Number of classes.

    Raises:
        NotExplainable: A network without attention, or features without names.
    """
    if is_network(estimator):
        from bench.explain.attention import attends
        from bench.neural import TextSpec

        small = TextSpec(8, None if estimator.batches == "bucketed" else estimator.length or 8, classes)
        if not attends(estimator.build(small, **(estimator.model_params or {}))):
            raise NotExplainable("no layer of it attends to tokens", where=name)
        return
    steps = getattr(estimator, "steps", None)
    if not steps or len(steps) < 2:
        raise NotExplainable("it is no pipeline of features and a classifier", where=name)
    for _, step in steps[:-1]:
        if not hasattr(step, "get_feature_names_out"):
            problem = (
                f"the features of its {type(step).__name__} have no names, so that its weights say nothing"
            )
            raise NotExplainable(problem, where=name)
