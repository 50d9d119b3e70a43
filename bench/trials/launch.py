"""Starting a trial's process, watching its time and memory, and stopping it with all it has started."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

import psutil

from bench.trials.task import Ending, Task
from bench.trials.trial import Limits
from bench.trials.worker import work

_LOOK_SECONDS = 0.1
_KEPT_OUTPUT = 4000


@cache
def context() -> BaseContext:
    """A forkserver that has loaded scikit-learn only; a fresh interpreter where there is none.

    Never a fork of this process, which may hold a JVM: a forked JVM hangs.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["bench.trials.preload"])
    return server


def launch(task: Task, limits: Limits, on_event: Callable[[dict[str, Any]], None]) -> Ending:
    """Run a task in a process of its own.

    Args:
        task: What the process is given.
        limits: When to stop it.
        on_event: Told of each stage and epoch.

    Returns:
        How it ended; whatever happens in the process, this does not raise.
    """
    began = time.perf_counter()
    receiver, sender = context().Pipe(duplex=False)
    process = context().Process(target=work, args=(task, sender), daemon=False)  # type: ignore[attr-defined]
    process.start()
    sender.close()
    watch = _Watch(process.pid or 0)
    try:
        ending = _listen(process, receiver, watch, limits, began, on_event)
    finally:
        _stop(process)
        receiver.close()
    output = _last_output(task) if ending["status"] not in ("ok", "skipped") else ""
    said = "\n".join(filter(None, [ending.get("traceback", ""), output]))
    return Ending(
        status=ending["status"],
        reason=ending.get("reason", ""),
        traceback=said,
        result=ending.get("result", {}),
        peak_bytes=watch.peak,
        seconds=time.perf_counter() - began,
    )


def _listen(
    process: BaseProcess,
    receiver: Connection,
    watch: _Watch,
    limits: Limits,
    began: float,
    on_event: Callable[[dict[str, Any]], None],
) -> dict[str, Any]:
    while True:
        # Asked before reading: what a process that has ended said last is in the pipe by then.
        ended = not process.is_alive()
        event = _next(receiver)
        if event["kind"] == "done":
            return {"status": "ok", "result": event}
        if event["kind"] == "failed":
            return {"status": event["status"], "reason": event["reason"], "traceback": event["traceback"]}
        if event["kind"] in ("stage", "epoch"):
            on_event(event)
        elif event["kind"] in ("nothing", "closed") and ended:
            return {"status": "error", "reason": _death(process.exitcode)}
        elif event["kind"] == "closed":  # it has ended, or is about to
            process.join(_LOOK_SECONDS)
        watch.look()
        if watch.peak > limits.memory_bytes:
            reason = f"took over {limits.memory_bytes / 2**30:.1f} GiB of memory"
            return {"status": "out-of-memory", "reason": reason}
        if time.perf_counter() - began > limits.seconds:
            return {"status": "timeout", "reason": f"took over {limits.seconds:.0f} s"}


def _next(receiver: Connection) -> dict[str, Any]:
    """What the process says next: ``nothing`` for a moment, ``closed`` once its end of the pipe is."""
    try:
        if not receiver.poll(_LOOK_SECONDS):
            return {"kind": "nothing"}
        event: dict[str, Any] = json.loads(receiver.recv_bytes())
    except (EOFError, OSError):
        return {"kind": "closed"}
    return event


class _Watch:
    """The most resident memory that a process and all below it had at once."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        try:
            self._process: psutil.Process | None = psutil.Process(pid)
        except psutil.Error:
            self._process = None

    def look(self) -> None:
        if self._process is None:
            return
        resident = 0
        with suppress(psutil.Error):
            for process in [self._process, *self._process.children(recursive=True)]:
                with suppress(psutil.Error):
                    resident += process.memory_info().rss
        self.peak = max(self.peak, resident)


def _death(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        name = (
            signal.Signals(-exit_code).name if -exit_code in set(signal.Signals) else f"signal {-exit_code}"
        )
        hint = ", as the system does when memory runs out" if name == "SIGKILL" else ""
        return f"the process was killed by {name}{hint}"
    return f"the process ended with exit code {exit_code} and said nothing"


def _stop(process: BaseProcess) -> None:
    """Let a process that is leaving leave; then end its whole group."""
    process.join(0.5)
    if process.pid is not None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.is_alive():
        process.kill()
    process.join()


def _last_output(task: Task) -> str:
    try:
        said = (task.scratch / "output.txt").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return said[-_KEPT_OUTPUT:].strip()
