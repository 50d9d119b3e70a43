"""The error for a model that cannot be explained, and what can be."""

from __future__ import annotations

from bench.errors import BenchError

_REMEDY = (
    "attention over tokens can be shown (lstm-attention, bilstm-attention, transformer), and the weights of "
    "tokens (nb, tfidf-logreg, tfidf-svm, char-svm and other linear models with a vocabulary)"
)


class NotExplainable(BenchError):
    """A model with neither attention over tokens nor a weight a token; its remedy says which have."""

    def __init__(self, problem: str, *, where: object = None, remedy: str | None = _REMEDY) -> None:
        super().__init__(problem, where=where, remedy=remedy)
