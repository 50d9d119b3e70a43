"""Padding in front of documents, which recurrent layers without a mask read, computed once a batch."""

from bench.neural.front_padding.reader import FrontPaddingReader

__all__ = ["FrontPaddingReader"]
