"""From a fitted model and documents to an explanation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bench.errors import BenchError
from bench.explain.explanation import Explanation, Judged, Look, Strongest, Weighed
from bench.explain.refit import Subject
from bench.explain.texts import Texts
from bench.trials.measure import is_network
from bench.trials.predict import predict

TOKENS = 12
"""Strongest tokens of each class."""


def explain(subject: Subject, texts: Texts, agreement: float | None = None) -> Explanation:
    """Ask a model what it goes by.

    Args:
        subject: The model, fitted.
        texts: The documents it is shown.
        agreement: See :class:`Explanation`.

    Raises:
        NotExplainable: It has neither attention over tokens nor a weight a token.
        BenchError: It has attention, and there are no documents to show.
    """
    documents = _judged(subject, texts)
    looks: tuple[Look, ...]
    strongest: tuple[Strongest, ...] = ()
    kind, name = "", str(subject.identity.trial.model)
    if is_network(subject.estimator):
        from bench.explain import attention

        if not texts.documents:
            raise BenchError(
                "there are no documents to show its attention on",
                where=subject.identity.card.name,
                remedy="give some with --text, or --with-texts for local ones",
            )
        looks = attention.looks(subject.estimator, texts.documents, name)
    else:
        looks, kind, strongest = _linear(subject, texts, documents, name)
    blank = subject.case.blank
    return Explanation(
        key=blank.key,
        signature=blank.signature,
        card={key: blank.card[key] for key in ("name", "title", "language")},
        tokenizer=blank.tokenizer["recipe"],
        model=name,
        seed=blank.seed,
        texts=texts.origin,
        agreement=agreement,
        documents=documents,
        looks=tuple(map(_rounded, looks)),
        weights=kind,
        strongest=strongest,
    )


def _judged(subject: Subject, texts: Texts) -> tuple[Judged, ...]:
    if not texts.documents:
        return ()
    names = subject.identity.card.classes
    output = predict(subject.estimator, texts.documents, len(names))
    found = [Judged(true, names[at], None) for true, at in zip(texts.labels, output.predicted, strict=True)]
    if output.scores is None or output.score_kind != "probability":
        return tuple(found)
    sure = output.scores.max(axis=1)
    return tuple(
        replace(judged, probability=round(float(share), 4)) for judged, share in zip(found, sure, strict=True)
    )


def _linear(
    subject: Subject, texts: Texts, documents: tuple[Judged, ...], name: str
) -> tuple[tuple[Look, ...], str, tuple[Strongest, ...]]:
    from bench.explain.contributions import contributions
    from bench.explain.linear import strongest, weights_of

    weights = weights_of(subject.estimator, name)
    names = subject.identity.card.classes
    labels = [names[number] for number in np.asarray(subject.estimator.classes_)]
    found = [
        contributions(subject.estimator, weights, document, labels.index(judged.predicted))
        for document, judged in zip(texts.documents, documents, strict=True)
    ]
    whole = [weighed for weighed in found if weighed is not None]
    looks = (Look("contributions", "", "", tuple(whole)),) if whole and len(whole) == len(found) else ()
    best = [
        replace(entry, tokens=tuple((token, _short(weight)) for token, weight in entry.tokens))
        for entry in strongest(weights, labels, TOKENS)
    ]
    return looks, weights.kind, tuple(best)


def _rounded(look: Look) -> Look:
    def short(weighed: Weighed) -> Weighed:
        return replace(
            weighed, weights=tuple(map(_short, weighed.weights)), elsewhere=_short(weighed.elsewhere)
        )

    return replace(look, documents=tuple(map(short, look.documents)))


def _short(weight: float) -> float:
    """To four figures: more would only make the files longer, and differ between machines."""
    return float(f"{weight:.4g}")
