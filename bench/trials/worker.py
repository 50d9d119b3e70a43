"""The trial's own process: fit, predict, measure, and say how far it is."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from bench.errors import BenchError, MissingExtra
from bench.preparation.documents import read_documents, read_labels
from bench.profiling.stages import profiled
from bench.trials.task import InvalidPredictions, Task

Say = Callable[[str, dict[str, Any]], None]

_HEARTBEAT_SECONDS = 2.0


def work(task: Task, connection: Connection) -> None:
    """Run one trial and leave; the way a trial's process starts.

    Says, over the connection and as JSON: ``stage``, ``epoch``, and at the end ``done`` or ``failed``.
    """
    os.setsid()  # a group of its own, so that it can be stopped with all it has started
    _keep_output(task)
    lock = threading.Lock()

    def say(kind: str, content: dict[str, Any]) -> None:
        with lock:
            connection.send_bytes(json.dumps({"kind": kind, **content}).encode())

    threading.Thread(target=_leave_with_parent, args=(say,), daemon=True).start()
    try:
        perform = run if task.profile is None else profiled(run, task.profile)
        say("done", perform(task, say))
    except MissingExtra as error:
        say("failed", {"status": "skipped", "reason": str(error), "traceback": ""})
    except MemoryError:
        say("failed", {"status": "out-of-memory", "reason": "no memory was left", "traceback": _trace()})
    except InvalidPredictions as error:
        say("failed", {"status": "invalid-predictions", "reason": str(error), "traceback": _trace()})
    except BenchError as error:
        say("failed", {"status": "error", "reason": str(error), "traceback": _trace()})
    except Exception as error:  # a model may fail in any way at all: it becomes a record
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        say("failed", {"status": "error", "reason": reason, "traceback": _trace()})
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # TensorFlow takes a second to take itself down


def run(task: Task, say: Say) -> dict[str, Any]:
    """Fit on the training part, predict the test part, write the predictions, measure.

    Returns:
        ``timings``, ``throughput``, ``history``, ``model``, ``backend``, ``device`` and ``peak_bytes`` of
        the trial.
    """
    from bench.catalogue import models
    from bench.plugins import load_files
    from bench.records.environment import CPU, device
    from bench.trials import measure
    from bench.trials.freed_memory import keep_freed_memory
    from bench.trials.predict import predict
    from bench.trials.utilisation import Utilisation

    say("stage", {"stage": "load"})
    load_files(task.plugins)
    train = read_documents(task.train)
    labels = read_labels(task.train)
    test = read_documents(task.test)
    if models.entry(task.model).needs == "neural":
        keep_freed_memory()
    estimator = models[task.model].estimator(**task.params)
    measure.seed_everything(estimator, task.seed)

    say("stage", {"stage": "fit"})
    with Utilisation() as watched:
        timings = measure.fit(estimator, train, labels, lambda epoch: say("epoch", epoch))
    say("stage", {"stage": "predict"})
    began = time.perf_counter()
    output = predict(estimator, test, task.classes)
    timings["predict"] = time.perf_counter() - began
    np.savez(task.scratch / "predictions.npz", allow_pickle=False, **output.arrays())

    say("stage", {"stage": "measure"})
    place, busy = device(), watched.share
    return {
        "timings": timings,
        "throughput": {
            **measure.throughput(estimator, test, len(train), timings),
            **({} if place == CPU or busy is None else {"utilisation": busy}),
        },
        "history": list(getattr(estimator, "history_", [])),
        "model": measure.size(estimator),
        "backend": measure.keras_backend(),
        "device": place,
        "peak_bytes": measure.peak_bytes(),
    }


def _keep_output(task: Task) -> None:
    """Send what the process prints to a file: libraries talk, and a dying one may say why."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    sys.stdout.flush()
    sys.stderr.flush()
    output = os.open(task.scratch / "output.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)


def _leave_with_parent(say: Say) -> None:
    """End this process when the one that reads from it is gone, so that no trial is left running."""
    while True:
        time.sleep(_HEARTBEAT_SECONDS)
        try:
            say("alive", {})
        except OSError:
            os.killpg(0, signal.SIGKILL)  # with all it has started


def _trace() -> str:
    return traceback.format_exc(limit=-20)
