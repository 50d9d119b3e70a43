"""The parameters of each published configuration, to the last one."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from bench.models.bilstm_attention import bilstm_attention
from bench.models.cnn_bilstm import cnn_bilstm
from bench.models.cnn_lstm import cnn_lstm
from bench.models.gru import gru
from bench.models.lstm import lstm
from bench.models.lstm_attention import lstm_attention
from bench.models.simple_rnn import simple_rnn
from bench.models.transformer import transformer
from bench.neural import TextSpec

BY_LAYER: dict[str, tuple[Callable[..., Any], TextSpec, dict[str, Any], list[int]]] = {
    "spam, SimpleRNN": (simple_rnn, TextSpec(8_921, 189, 2), {}, [285_472, 2_080, 33]),
    "reuters, LSTM": (
        lstm, TextSpec(1_000, 100, 46), {"embedding": 120, "units": 120}, [120_000, 115_680, 5_566],
    ),
    "imdb, LSTM": (
        lstm, TextSpec(5_000, 500, 2), {"embedding": 120, "units": 120}, [600_000, 115_680, 121],
    ),
    "imdb, GRU": (gru, TextSpec(5_000, 500, 2), {}, [600_000, 87_120, 121]),
    "imdb, CNN + LSTM": (cnn_lstm, TextSpec(5_000, 500, 2), {}, [600_000, 38_464, 26_400, 56]),
    "nsmc, the deck's LSTM": (lstm, TextSpec(35_000, 30, 2), {}, [3_500_000, 117_248, 129]),
    "nsmc, wikidocs' LSTM": (lstm, TextSpec(19_416, 30, 2), {}, [1_941_600, 117_248, 129]),
}  # fmt: skip

IN_ALL: dict[str, tuple[Callable[..., Any], TextSpec, dict[str, Any], int]] = {
    "imdb, GRU": (gru, TextSpec(5_000, 500, 2), {}, 687_241),
    "imdb, LSTM without attention": (
        lstm, TextSpec(5_000, 500, 2),
        {"embedding": 500, "units": 64, "dropout": 0.5, "state_dropout": 0.5}, 2_644_705,
    ),
    "imdb, LSTM with attention": (lstm_attention, TextSpec(5_000, 500, 2), {}, 2_665_249),
    "imdb, CNN + stacked BiLSTM": (cnn_bilstm, TextSpec(10_000, 200, 2), {}, 2_171_393),
    "imdb, BiLSTM with Bahdanau attention": (bilstm_attention, TextSpec(10_000, 500, 2), {}, 1_496_810),
}  # fmt: skip


@pytest.mark.parametrize("name", BY_LAYER)
def test_layers_of(name: str) -> None:
    build, spec, params, expected = BY_LAYER[name]
    counts = [layer.count_params() for layer in build(spec, **params).layers]
    assert [count for count in counts if count] == expected


@pytest.mark.parametrize("name", IN_ALL)
def test_total_of(name: str) -> None:
    build, spec, params, expected = IN_ALL[name]
    assert build(spec, **params).count_params() == expected


@pytest.mark.parametrize(("positions", "total", "trainable"), [
    ("learned", 341_858, 341_730),
    ("random", 339_298, 339_170),
])  # fmt: skip
def test_transformer(positions: str, total: int, trainable: int) -> None:
    model = transformer(TextSpec(10_000, 80, 2), positions=positions)
    assert model.count_params() == total
    assert sum(math.prod(weight.shape) for weight in model.trainable_weights) == trainable
