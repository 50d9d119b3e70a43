"""How busy the accelerator is while a trial trains, as its own driver counts it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from statistics import fmean
from types import TracebackType
from typing import IO, Self

_EVERY_MILLISECONDS = 500


class Utilisation:
    """Samples the graphics processors while its block runs, by ``nvidia-smi``.

    Attributes:
        share: Mean share of the time, 0 to 1, in which the busiest processor had work to do; None where
            there is no ``nvidia-smi``, or the processor does not say.

    Example:
        >>> with Utilisation() as watched:
        ...     pass
        >>> watched.share is None or 0 <= watched.share <= 1
        True
    """

    def __init__(self) -> None:
        self.share: float | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None

    def __enter__(self) -> Self:
        command = shutil.which("nvidia-smi")
        if command is not None:
            # A file, not a pipe: hours of samples fill a pipe, and nvidia-smi would wait for a reader.
            self._said = tempfile.TemporaryFile()
            self._process = subprocess.Popen(
                [
                    command,
                    "--query-gpu=index,utilization.gpu",
                    "--format=csv,noheader,nounits",
                    f"--loop-ms={_EVERY_MILLISECONDS}",
                ],
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=subprocess.DEVNULL,
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is None or self._said is None:
            return
        self._process.terminate()
        self._process.wait()
        with self._said:
            self._said.seek(0)
            self.share = busiest(self._said.read().decode(errors="replace").splitlines())


def busiest(lines: Iterable[str]) -> float | None:
    """The mean of the busiest processor, as a share, from lines of its number and percentage.

    Example:
        >>> busiest(["0, 40", "1, 0", "0, 60", "1, [N/A]"])
        0.5
    """
    samples: dict[str, list[float]] = {}
    for line in lines:
        index, _, percentage = line.partition(",")
        if percentage.strip().isdecimal():
            samples.setdefault(index.strip(), []).append(float(percentage) / 100)
    return max(map(fmean, samples.values()), default=None)
