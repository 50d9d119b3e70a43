"""Writes the bundled samples of ``datasets/samples``: ``python -m tools.make_samples [OUT]``.

Each sample has the very file format of the data set it stands for, so that the same card adapters
read both, but every text in it is made up here by a seeded grammar. The sentences live in the TOML
files beside the modules; the modules hold only what turns them into files.
"""

from __future__ import annotations
