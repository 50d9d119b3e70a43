"""Attention as Keras layers, one a file. Each can return its weights: ``return_attention_scores=True``."""

from __future__ import annotations

from bench.neural.attention.additive import AdditiveAttention
from bench.neural.attention.context import ContextAttention
from bench.neural.attention.dot_product import DotProductAttention
from bench.neural.attention.feature import FeatureAttention
from bench.neural.attention.multiplicative import MultiplicativeAttention
from bench.neural.attention.time_step import TimeStepAttention

__all__ = [
    "AdditiveAttention",
    "ContextAttention",
    "DotProductAttention",
    "FeatureAttention",
    "MultiplicativeAttention",
    "TimeStepAttention",
]
