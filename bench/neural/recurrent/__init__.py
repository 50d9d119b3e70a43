"""Recurrent layers: Keras' own, faster under TensorFlow on processors."""

from bench.neural.recurrent.layers import GRU, LSTM, SimpleRNN

__all__ = ["GRU", "LSTM", "SimpleRNN"]
