"""Models that go wrong in every way a stranger's might: a plugin file for the tests of trials."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin

import bench


class Base(ClassifierMixin, BaseEstimator):
    """Says 0 of everything."""

    def __init__(self, note: str = "") -> None:
        self.note = note

    def fit(self, X: list[str], y: Any) -> Any:
        self.classes_ = np.unique(y)
        self.go_wrong()
        return self

    def go_wrong(self) -> None: ...

    def predict(self, X: list[str]) -> Any:
        return np.zeros(len(X), int)


@bench.model("raises")
class Raises(Base):
    def go_wrong(self) -> None:
        raise RuntimeError(f"no luck in {__file__}\nsecond line")


@bench.model("sleeps")
class Sleeps(Base):
    """With a grandchild, whose process id it notes."""

    def go_wrong(self) -> None:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        Path(self.note).write_text(f"{os.getpid()} {child.pid}")
        time.sleep(600)


@bench.model("eats")
class Eats(Base):
    def go_wrong(self) -> None:
        eaten = []
        while True:
            eaten.append(np.ones(2**22))  # 32 MiB
            time.sleep(0.02)


@bench.model("starves")
class Starves(Base):
    def go_wrong(self) -> None:
        raise MemoryError


@bench.model("leaves")
class Leaves(Base):
    def go_wrong(self) -> None:
        print("a last word")
        sys.stdout.flush()
        os._exit(3)


@bench.model("kills-itself")
class KillsItself(Base):
    def go_wrong(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


@bench.model("too-few")
class TooFew(Base):
    def predict(self, X: list[str]) -> Any:
        return np.zeros(len(X) - 1, int)


@bench.model("no-class")
class NoClass(Base):
    def predict(self, X: list[str]) -> Any:
        return np.full(len(X), 7)


@bench.model("texts")
class Texts(Base):
    def predict(self, X: list[str]) -> Any:
        return np.array(["ham"] * len(X))


@bench.model("objects")
class Objects(Base):
    def predict(self, X: list[str]) -> Any:
        return np.array(["ham"] * len(X), object)


@bench.model("nan")
class Nan(Base):
    def predict_proba(self, X: list[str]) -> Any:
        return np.full((len(X), len(self.classes_)), np.nan)


@bench.model("half")
class Half(Base):
    def predict_proba(self, X: list[str]) -> Any:
        return np.full((len(X), len(self.classes_)), 0.25)


@bench.model("one-row")
class OneRow(Base):
    """One row of probabilities for all documents: NumPy would spread it in silence."""

    def predict_proba(self, X: list[str]) -> Any:
        return np.array([[0.5, 0.5]])


@bench.model("decides-nan")
class DecidesNan(Base):
    def decision_function(self, X: list[str]) -> Any:
        return np.array([np.nan] * 3 + [1.0] * (len(X) - 3))


@bench.model("decides-each")
class DecidesEach(Base):
    """A column for each of two classes, where scikit-learn's models give one for the second."""

    def decision_function(self, X: list[str]) -> Any:
        return np.zeros((len(X), 2))


@bench.model("decides")
class Decides(Base):
    """A score too large for half precision; its ``predict`` says something else, and is kept."""

    def decision_function(self, X: list[str]) -> Any:
        return np.array([1e6 if "poor" in text else -1e6 for text in X])


@bench.model("noisy")
class Noisy(Base):
    def go_wrong(self) -> None:
        print("noise " * 10_000)
        print("more noise", file=sys.stderr)
        os.write(1, b'{"kind": "done"}\n')

    def predict_proba(self, X: list[str]) -> Any:
        return np.tile([0.75, 0.25], (len(X), 1))


@bench.model("snoops")
class Snoops(Base):
    """Looks through all it was given for the labels of the test part."""

    def go_wrong(self) -> None:
        import inspect

        task = next(f.frame.f_locals["task"] for f in inspect.stack() if "task" in f.frame.f_locals)
        given = [*task.train.iterdir(), *task.test.iterdir()]
        raise RuntimeError(" ".join(sorted(f"{path.parent.name}/{path.name}" for path in given)))


@bench.model("extra")
class Extra(Base):
    def go_wrong(self) -> None:
        from bench.errors import MissingExtra

        raise MissingExtra(
            "the model 'extra' needs the extra 'neural'", remedy="pip install 'textbench[neural]'"
        )


@bench.model("random")
class Random(Base):
    """Leaves its seed to the trial."""

    def predict(self, X: list[str]) -> Any:
        return np.random.randint(0, 2, len(X))
