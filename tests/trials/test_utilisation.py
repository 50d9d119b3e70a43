"""How busy an accelerator is."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from bench.trials.utilisation import Utilisation, busiest

# What the driver's tool prints for two processors, the second of which does not say.
PLAYED = """\
#!{python}
import sys, time
assert "--query-gpu=index,utilization.gpu" in sys.argv and "--format=csv,noheader,nounits" in sys.argv
for share in (40, 60):
    print(f"0, {{share}}")
    print("1, [N/A]", flush=True)
open({mark!r}, "w").close()
time.sleep(60)
"""


def test_it_is_the_mean_of_the_samples_while_the_block_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "printed"
    tool = tmp_path / "nvidia-smi"
    tool.write_text(PLAYED.format(python=sys.executable, mark=str(mark)))
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with Utilisation() as watched:
        for _ in range(6000):
            if mark.exists():
                break
            time.sleep(0.01)
    assert watched.share == 0.5


def test_without_the_tool_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with Utilisation() as watched:
        pass
    assert watched.share is None


def test_of_several_processors_the_busiest_counts() -> None:
    assert busiest(["0, 10", "1, 90", "0, 20", "1, 70"]) == pytest.approx(0.8)
    assert busiest(["0, [N/A]", "", "nothing"]) is None
