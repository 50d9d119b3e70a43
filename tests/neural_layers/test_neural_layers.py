from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from bench.neural.layers import (
    HashedNgrams,
    MaskedAveragePooling1D,
    MaskedConv1D,
    MaskedMaxPooling1D,
    NormalizedSum1D,
    PositionEmbedding,
    RandomPositions,
    TokenDropout,
)

X = np.random.default_rng(0).normal(size=(3, 5, 4)).astype("float32")
LENGTHS = [5, 2, 0]
MASK = np.arange(5)[None, :] < np.array(LENGTHS)[:, None]


def test_maximum_is_over_what_is_no_padding() -> None:
    maxima = np.asarray(MaskedMaxPooling1D()(X, mask=MASK))
    np.testing.assert_array_equal(maxima[0], X[0].max(axis=0))
    np.testing.assert_array_equal(maxima[1], X[1, :2].max(axis=0))
    np.testing.assert_array_equal(maxima[2], np.zeros(4))
    np.testing.assert_array_equal(np.asarray(MaskedMaxPooling1D()(X)), X.max(axis=1))


def test_average_is_over_what_is_no_padding_and_never_nan() -> None:
    averages = np.asarray(MaskedAveragePooling1D()(X, mask=MASK))
    np.testing.assert_allclose(averages[1], X[1, :2].mean(axis=0), atol=1e-6)
    np.testing.assert_array_equal(averages[2], np.zeros(4))


def test_convolution_reads_padding_as_zeros() -> None:
    layer = MaskedConv1D(2, 3)
    found = np.asarray(layer(X, mask=MASK))
    kernel, bias = (np.asarray(weight) for weight in layer.get_weights())
    padded = np.pad(np.where(MASK[..., None], X, 0), ((0, 0), (1, 1), (0, 0)))
    expected = np.array(
        [[(rows[t : t + 3, :, None] * kernel).sum((0, 1)) + bias for t in range(5)] for rows in padded]
    )
    np.testing.assert_allclose(found, expected, atol=1e-5)


def bucket(ids: list[int], buckets: int) -> int:
    """The layer's formula, one run at a time, in Python's whole numbers."""
    if 0 in ids:
        return 0
    one, other = ids[0] % 65_521, ids[0] % 65_519
    for following in ids[1:]:
        one, other = (one * 16_381 + following) % 65_521, (other * 12_289 + following) % 65_519
    return 1 + (16_381 * one + other) % buckets


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_runs_of_neighbours_and_none_with_padding(n: int) -> None:
    rows = [[0, 0, 7, 8, 9, 999_999_999, 4, 5], [8, 7, 9, 70_000, 8, 0, 0, 0]]
    found = np.asarray(HashedNgrams(n, 10_007)(np.array(rows, np.int32)))
    expected = [[bucket(row[at : at + n], 10_007) for at in range(len(row) - n + 1)] for row in rows]
    assert found.tolist() == expected


def test_the_order_of_a_run_counts() -> None:
    one, other = np.asarray(HashedNgrams(2, 10_007)(np.array([[7, 8], [8, 7]], np.int32)))
    assert one != other


def test_a_text_shorter_than_a_run_has_none() -> None:
    assert np.asarray(HashedNgrams(4, 10)(np.array([[3, 5]], np.int32))).shape == (1, 0)


@pytest.mark.parametrize(("n", "size"), [(2, 1_000), (2, 500_000), (3, 1_000), (5, 2_000)])
def test_runs_fill_their_buckets(n: int, size: int) -> None:
    random = np.random.default_rng(0)
    ids = random.integers(1, size, (200, 99 + n)).astype(np.int32)
    buckets = np.asarray(HashedNgrams(n, 50_000)(ids))
    assert buckets.min() >= 1 and buckets.max() <= 50_000
    # 20,000 balls in 50,000 bins at random fill 1 - exp(-0.4) of them: 16,484.
    assert 16_000 < len(np.unique(buckets)) < 17_000


def test_dropped_tokens_are_padding_and_the_rest_stay() -> None:
    ids = np.arange(1, 10_001, dtype=np.int32).reshape(10, 1_000)
    layer = TokenDropout(0.3, seed=3)
    np.testing.assert_array_equal(layer(ids), ids)
    left = np.asarray(layer(ids, training=True))
    assert 0.28 < (left == 0).mean() < 0.32
    np.testing.assert_array_equal(left[left > 0], ids[left > 0])
    assert (np.asarray(layer(ids, training=True)) != left).any(), "drawn anew"


def test_a_normalised_sum_is_that_of_numpy_and_zero_for_nothing() -> None:
    random = np.random.default_rng(0)
    vectors, weights = random.normal(size=(3, 5, 4)), random.uniform(size=(3, 5, 1))
    weights[0, 3:] = 0
    weights[2] = 0
    found = np.asarray(NormalizedSum1D()([vectors.astype("float32"), weights.astype("float32")]))
    for row in (0, 1):
        expected = weights[row, :, 0] @ vectors[row] / np.linalg.norm(weights[row])
        np.testing.assert_allclose(found[row], expected, rtol=1e-5)
    np.testing.assert_array_equal(found[2], np.zeros(4))


def test_learned_positions_are_added() -> None:
    layer = PositionEmbedding(9)
    found = np.asarray(layer(X))
    np.testing.assert_allclose(found - X, np.broadcast_to(layer.get_weights()[0][:5], X.shape), atol=1e-6)


def test_random_positions_stay_as_they_are_and_are_no_weights() -> None:
    layer = RandomPositions(9)
    first = np.asarray(layer(X)) - X
    keras.utils.set_random_seed(5)
    np.testing.assert_array_equal(first, np.asarray(RandomPositions(9)(X)) - X)
    np.testing.assert_allclose(first[0], first[1], atol=1e-6)
    assert 0 < np.abs(first).max() <= 0.05 + 1e-6
    assert layer.count_params() == 0


def test_all_of_them_survive_saving(tmp_path: Path) -> None:
    ids = keras.layers.Input((6,), dtype="int32")
    words = keras.layers.Embedding(20, 4, mask_zero=True)(ids)
    words = RandomPositions(6)(PositionEmbedding(6)(words))
    bigrams = keras.layers.Embedding(31, 3, mask_zero=True)(TokenDropout(0.1)(HashedNgrams(2, 30)(ids)))
    weights = keras.layers.Embedding(31, 1)(HashedNgrams(2, 30)(ids))
    pooled = [
        MaskedMaxPooling1D()(MaskedConv1D(3, 2)(words)),
        MaskedAveragePooling1D()(bigrams),
        NormalizedSum1D()([weights, weights]),
    ]
    model = keras.Model(ids, keras.layers.Concatenate()(pooled))
    model.save(tmp_path / "model.keras")
    rows = np.array([[3, 4, 5, 6, 7, 8], [9, 2, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]], np.int32)
    again = keras.saving.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(model(rows), again(rows))
