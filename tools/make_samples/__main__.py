"""``python -m tools.make_samples [OUT]``: write all samples below OUT (default: datasets/samples)."""

from __future__ import annotations

import sys
from pathlib import Path

from . import imdb, nsmc, reuters, spam

DEFAULT_OUT = Path(__file__).resolve().parents[2] / "datasets" / "samples"


def main(arguments: list[str]) -> None:
    """Write the four samples and print one line for each file."""
    out = Path(arguments[0]) if arguments else DEFAULT_OUT
    for sample in (spam, reuters, imdb, nsmc):
        folder = out / sample.__name__.rpartition(".")[2]
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in sample.files().items():
            (folder / name).write_bytes(content)
            print(f"{folder.name}/{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
