"""A recurrent layer's loop over a single document, with its gradient, compiled.

Under TensorFlow, Keras' loop runs operation by operation: one document takes a third of the time of a batch
of 64. Compiled, a step is a few passes over a few hundred numbers. XLA's own gradient of such a loop adds a
matrix to the weights' gradient at every step; ours, written out, makes of it one product after the loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from bench.neural.front_padding.cells import Cell


def recur(
    cell: Cell, inputs: Any, recurrent: Any, recurrent_bias: Any, longest: int
) -> tuple[Any, Sequence[Any]]:
    """Outputs and last states of a recurrent layer that starts from zeros; differentiable.

    Args:
        cell: The step between the matrix products.
        inputs: A row a step, kernel and bias applied; shape ``(time, gates * units)``. There may be no row.
        recurrent: Recurrent kernel; shape ``(units, gates * units)``.
        recurrent_bias: Shape ``(gates * units,)``.
        longest: Rows that there can be; the loop is compiled for so many and stops after those there are.

    Returns:
        The output at every step, shape ``(time, units)``; and the last states, shape ``(1, units)`` each.
    """
    import tensorflow as tf

    forward, backward = _compiled(type(cell))
    steps = tf.shape(inputs)[0]
    full = tf.ensure_shape(tf.pad(inputs, [[0, longest - steps], [0, 0]]), (longest, inputs.shape[-1]))

    @tf.custom_gradient  # type: ignore[untyped-decorator]
    def run(inputs: Any, recurrent: Any, bias: Any) -> tuple[Any, Any]:
        history, last, kept = forward(inputs, recurrent, bias, steps)

        def gradient(*upstream: Any) -> Any:
            return backward(recurrent, steps, history, kept, *upstream)

        return (history[0], *last), gradient

    outputs, *last = run(full, recurrent, recurrent_bias)
    return outputs[:steps], last


@cache
def _compiled(kind: type[Cell]) -> tuple[Any, Any]:
    """The loop of a cell, and its gradient."""
    import tensorflow as tf

    cell = kind()

    def rows(like: Any, width: int) -> Any:
        """Room for a row a step; zeros where nothing is written."""
        return tf.TensorArray(tf.float32, like.shape[0], element_shape=(1, width))

    @tf.function(jit_compile=True)  # type: ignore[untyped-decorator]
    def forward(inputs: Any, recurrent: Any, bias: Any, steps: Any) -> tuple[list[Any], Any, Any]:
        def step(t: Any, states: Any, history: Any, kept: Any) -> tuple[Any, ...]:
            new, keep = cell.forward(inputs[t][None], states[0] @ recurrent + bias, states)
            history = tuple(array.write(t, state) for array, state in zip(history, new, strict=True))
            return t + 1, tuple(new), history, kept.write(t, keep)

        units = recurrent.shape[0]
        zeros = tuple(tf.zeros((1, units)) for _ in range(cell.states))
        _, last, history, kept = tf.while_loop(
            lambda t, *_: t < steps,
            step,
            (0, zeros, tuple(rows(inputs, units) for _ in zeros), rows(inputs, cell.kept * units)),
            maximum_iterations=inputs.shape[0],
        )
        return [tf.squeeze(array.stack(), 1) for array in history], last, tf.squeeze(kept.stack(), 1)

    @tf.function(jit_compile=True)  # type: ignore[untyped-decorator]
    def backward(
        recurrent: Any, steps: Any, history: Any, kept: Any, outputs: Any, *last: Any
    ) -> tuple[Any, Any, Any]:
        before = [tf.pad(state[:-1], [[1, 0], [0, 0]]) for state in history]
        transposed, gates = tf.transpose(recurrent), recurrent.shape[1]

        def step(t: Any, gradients: Any, to_inputs: Any, to_recurrent: Any) -> tuple[Any, ...]:
            on_inputs, on_recurrent, on_states = cell.backward(
                kept[t][None],
                [state[t][None] for state in before],
                [gradients[0] + outputs[t][None], *gradients[1:]],
            )
            on_states[0] += on_recurrent @ transposed
            return t - 1, tuple(on_states), to_inputs.write(t, on_inputs), to_recurrent.write(t, on_recurrent)

        *_, to_inputs, to_recurrent = tf.while_loop(
            lambda t, *_: t >= 0,
            step,
            (steps - 1, tuple(last), rows(kept, gates), rows(kept, gates)),
            maximum_iterations=kept.shape[0],
        )
        to_recurrent = tf.squeeze(to_recurrent.stack(), 1)
        return (
            tf.squeeze(to_inputs.stack(), 1),
            tf.matmul(before[0], to_recurrent, transpose_a=True),
            tf.reduce_sum(to_recurrent, 0),
        )

    return forward, backward
