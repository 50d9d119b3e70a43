"""Writing a profile beside the records, in a folder that git ignores."""

from __future__ import annotations

import pstats
import tempfile
from pathlib import Path

from bench.profiling.profile import Profile
from bench.profiling.text import page
from bench.records.atomic import write_whole

FOLDER = "profiles"


def write(profile: Profile, beside: Path, reports: Path) -> Path:
    """Write ``profiles/CARD/STEM.txt``, and ``STEM.prof`` with all stages in one for other tools.

    Args:
        profile: Of a trial.
        beside: Where the trial's record lies, or would.
        reports: The reports folder; gets a ``.gitignore`` for its profiles.

    Returns:
        The text file.
    """
    folder = reports / FOLDER
    file = folder / beside.parent.name / f"{beside.stem}.txt"
    write_whole(folder / ".gitignore", b"*\n")
    write_whole(file, f"{page(profile)}\n".encode())
    if profile.stages:
        with tempfile.TemporaryDirectory() as scratch:
            draft = Path(scratch) / "all.prof"
            pstats.Stats().add(*profile.stages.values()).dump_stats(draft)
            write_whole(file.with_suffix(".prof"), draft.read_bytes())
    return file
