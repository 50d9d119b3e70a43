"""The loop of a recurrent layer under TensorFlow, and its gradient, compiled.

Keras' loop runs operation by operation. Here it goes piece by piece: what a piece of the inputs gives, times
the kernel, is one product; what is left of its steps, a product with the state and a few passes over the
gates, XLA makes into one program. A program uses one processor, so the batch is cut into parts that run side
by side. XLA's own gradient of such a loop adds a matrix to the weights' gradient at every step; ours, written
out, makes of it one product a piece. A piece's numbers stay in the processor's cache from one to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from bench.neural.recurrent.cells import Cell
from bench.processors import processors

STEPS = 32
"""Steps in a piece; the last one stops short. So one program does for every length."""

MOST_PARTS = 8
"""Parts of a batch; of fewer documents each, products would take longer."""


class Weights(NamedTuple):
    """Those of a recurrent layer.

    Args:
        kernel: Shape ``(size, gates * units)``, for inputs of a size.
        recurrent: Shape ``(units, gates * units)``.
        bias: Of the inputs' product; shape ``(gates * units,)``.
        recurrent_bias: Of the states' product; likewise.
    """

    kernel: Any
    recurrent: Any
    bias: Any
    recurrent_bias: Any


def recur(
    cell: Cell, inputs: Any, weights: Weights, states: Sequence[Any], mask: Any = None
) -> tuple[Any, ...]:
    """Outputs and last states of a recurrent layer; differentiable in all but the mask.

    Args:
        cell: The step between the matrix products.
        inputs: Shape ``(batch, time, size)``. There may be no time at all.
        weights: Of the layer.
        states: Those before the first step; shape ``(batch, units)`` each.
        mask: Where a document's states stay as they are: False; shape ``(batch, time)``. None: nowhere.

    Returns:
        The output at every step, shape ``(batch, time, units)``; and the last states, as ``states``, one
        after another.
    """
    import tensorflow as tf

    weights = Weights(*map(tf.convert_to_tensor, weights))
    batch, time = tf.unstack(tf.shape(inputs)[:2])
    parts = 1 if inputs.shape[0] == 1 else min(processors(), MOST_PARTS)
    sizes = [batch * (part + 1) // parts - batch * part // parts for part in range(parts)]
    masks = [None] * parts if mask is None else tf.split(tf.cast(mask, tf.float32)[..., None], sizes)
    split = [tf.split(array, sizes) for array in (inputs, *states)]
    results = [
        _differentiable(cell, time, seen)(part, *weights, *first)
        for seen, part, *first in zip(masks, *split, strict=True)
    ]
    return tuple(tf.concat(parts, 0) for parts in zip(*results, strict=True))


def _differentiable(cell: Cell, time: Any, mask: Any) -> Any:
    """From inputs, weights and first states to outputs and last states."""
    import tensorflow as tf

    forward, backward = _programs(type(cell), mask is not None)
    pieces = tf.maximum(1, -(-time // STEPS))

    def cut(array: Any) -> Any:
        """Pieces, ``(pieces, STEPS, batch, width)``, of ``(batch, time, width)``; zeros fill the last."""
        missing = pieces * STEPS - time
        shape = (pieces, STEPS, tf.shape(array)[0], array.shape[-1])
        return tf.reshape(tf.pad(tf.transpose(array, (1, 0, 2)), [[0, missing], [0, 0], [0, 0]]), shape)

    def whole(array: Any) -> Any:
        """What was cut, from an array of its pieces."""
        return tf.transpose(array.concat()[:time], (1, 0, 2))

    mask = None if mask is None else cut(mask)

    def steps(i: Any) -> Any:
        return tf.minimum(time - i * STEPS, STEPS)

    @tf.custom_gradient  # type: ignore[untyped-decorator]
    def run(
        inputs: Any, kernel: Any, recurrent: Any, bias: Any, recurrent_bias: Any, *first: Any
    ) -> tuple[Any, Any]:
        x = cut(inputs)

        def ahead(i: Any, states: Any, written: Any) -> tuple[Any, ...]:
            given = tf.tensordot(x[i], kernel, 1) + bias
            seen = None if mask is None else mask[i]
            new, found = forward(given, recurrent, recurrent_bias, states, steps(i), seen)
            return i + 1, _alike(new, states), _write(written, i, [*states, *found])

        room = tuple(tf.TensorArray(tf.float32, pieces) for _ in range(2 * cell.states + 1))
        _, last, written = tf.while_loop(lambda i, *_: i < pieces, ahead, (0, first, room))
        starts, history, kept = written[: cell.states], written[cell.states : -1], written[-1]

        def gradient(on_outputs: Any, *on_last: Any) -> tuple[Any, ...]:
            on_outputs = cut(on_outputs)
            transposed, transposed_kernel = tf.transpose(recurrent), tf.transpose(kernel)

            def back(i: Any, on_states: Any, on_weights: Any, on_x: Any) -> tuple[Any, ...]:
                before = [
                    tf.concat([start.read(i)[None], later.read(i)[:-1]], 0)
                    for start, later in zip(starts, history, strict=True)
                ]
                seen = None if mask is None else mask[i]
                on_earlier, on_inputs, on_recurrent = backward(
                    on_outputs[i], kept.read(i), before, transposed, on_states, steps(i), seen
                )
                on_earlier = _alike(on_earlier, on_states)
                found = (
                    _product(x[i], on_inputs),
                    _product(before[0], on_recurrent),
                    tf.reduce_sum(on_inputs, [0, 1]),
                    tf.reduce_sum(on_recurrent, [0, 1]),
                )
                on_piece = tf.tensordot(on_inputs, transposed_kernel, 1)
                return i - 1, on_earlier, tuple(map(tf.add, on_weights, found)), on_x.write(i, on_piece)

            nothing = tuple(map(tf.zeros_like, (kernel, recurrent, bias, recurrent_bias)))
            _, on_first, on_weights, on_x = tf.while_loop(
                lambda i, *_: i >= 0,
                back,
                (pieces - 1, on_last, nothing, tf.TensorArray(tf.float32, pieces)),
            )
            return whole(on_x), *on_weights, *on_first

        return (whole(history[0]), *last), gradient

    return run


def _write(arrays: Sequence[Any], place: Any, found: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(array.write(place, value) for array, value in zip(arrays, found, strict=True))


def _alike(found: Sequence[Any], like: Sequence[Any]) -> tuple[Any, ...]:
    """Tensors as they are; what is known of the shapes of others is known of theirs."""
    import tensorflow as tf

    return tuple(tf.ensure_shape(one, other.shape) for one, other in zip(found, like, strict=True))


def _product(left: Any, right: Any) -> Any:
    """The sum, over time and batch, of the products of a row of each."""
    import tensorflow as tf

    left, right = (tf.reshape(array, (-1, array.shape[-1])) for array in (left, right))
    return tf.matmul(left, right, transpose_a=True)


@cache
def _programs(kind: type[Cell], masked: bool) -> tuple[Any, Any]:
    """A piece of a cell's loop, and of its gradient."""
    import tensorflow as tf

    cell = kind()

    def rows(count: int) -> tuple[Any, ...]:
        """Room for a row a step; zeros where nothing is written."""
        return tuple(tf.TensorArray(tf.float32, STEPS) for _ in range(count))

    @tf.function(jit_compile=True)  # type: ignore[untyped-decorator]
    def forward(
        inputs: Any, recurrent: Any, bias: Any, states: Any, steps: Any, mask: Any
    ) -> tuple[Any, Any]:
        def step(t: Any, states: Any, written: Any) -> tuple[Any, ...]:
            new, kept = cell.forward(inputs[t], states[0] @ recurrent + bias, states)
            if masked:
                new = [mask[t] * state + (1 - mask[t]) * old for state, old in zip(new, states, strict=True)]
            return t + 1, tuple(new), _write(written, t, [*new, kept])

        _, states, written = tf.while_loop(
            lambda t, *_: t < steps, step, (0, states, rows(cell.states + 1)), maximum_iterations=STEPS
        )
        return states, [array.stack() for array in written]

    @tf.function(jit_compile=True)  # type: ignore[untyped-decorator]
    def backward(
        outputs: Any, kept: Any, before: Any, transposed: Any, gradients: Any, steps: Any, mask: Any
    ) -> tuple[Any, Any, Any]:
        def step(t: Any, gradients: Any, written: Any) -> tuple[Any, ...]:
            arriving = [gradients[0] + outputs[t], *gradients[1:]]
            through = [mask[t] * gradient for gradient in arriving] if masked else arriving
            on_inputs, on_recurrent, on_states = cell.backward(kept[t], [old[t] for old in before], through)
            on_states[0] += on_recurrent @ transposed
            if masked:
                around = [(1 - mask[t]) * gradient for gradient in arriving]
                on_states = [one + other for one, other in zip(on_states, around, strict=True)]
            found = [on_inputs, on_recurrent] if cell.resets else [on_inputs]
            return t - 1, tuple(on_states), _write(written, t, found)

        _, gradients, written = tf.while_loop(
            lambda t, *_: t >= 0,
            step,
            (steps - 1, gradients, rows(1 + cell.resets)),
            maximum_iterations=STEPS,
        )
        found = [array.stack() for array in written]
        return gradients, found[0], found[-1]

    return forward, backward
