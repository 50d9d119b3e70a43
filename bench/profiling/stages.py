"""Inside a trial's process: a profile of each of its stages.

cProfile, because it comes with Python: every machine that runs a trial can profile it, and what it writes is
what snakeviz, gprof2dot and ``python -m pstats`` read. It counts each call and so slows down Python code, not
what runs inside NumPy, scikit-learn or TensorFlow: good for finding what is called too often, not for timing.
"""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.trials.task import Task

Say = Callable[[str, dict[str, Any]], None]
Run = Callable[[Task, Say], dict[str, Any]]


def profiled(run: Run, folder: Path) -> Run:
    """The same work with a profile of each stage that it says it begins.

    Args:
        run: Does a task, and says ``stage`` where one begins.
        folder: Of the profiles, ``NUMBER-STAGE.prof`` each; made where needed. Those of the stages that were
            reached are there when the work fails, too.
    """

    def profiling(task: Task, say: Say) -> dict[str, Any]:
        stages: list[tuple[str, cProfile.Profile]] = []

        def switch(kind: str, content: dict[str, Any]) -> None:
            say(kind, content)
            if kind == "stage":
                if stages:
                    stages[-1][1].disable()
                stages.append((content["stage"], cProfile.Profile()))
                stages[-1][1].enable()

        try:
            return run(task, switch)
        finally:
            folder.mkdir(parents=True, exist_ok=True)
            if stages:
                stages[-1][1].disable()
            for number, (stage, profile) in enumerate(stages):
                profile.dump_stats(folder / f"{number}-{stage}.prof")

    return profiling
