"""Work in several threads: JPype gives Python's lock away while Java runs, NumPy while it computes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bench.processors import processors
from bench.tokenizers import jvm
from bench.tokenizers.base import Progress

T = TypeVar("T")


def map_batches(
    rule: Callable[[Sequence[str]], list[T]],
    items: Sequence[str],
    size: int,
    total: int = 0,
    progress: Progress | None = None,
) -> list[T]:
    """Apply a rule to batches of items, as many at a time as there are processors.

    Args:
        rule: From a batch to as many results; called from several threads at once.
        items: What is cut into batches.
        size: Items a batch.
        total: What ``progress`` counts up to; it is told in proportion to the items done, of all of it where
            there are none.
        progress: Told of how many more are done; called from one thread at a time.

    Returns:
        A result for each item, in order.
    """
    if not items:
        if progress and total:
            progress(total)
        return []
    batches = [items[at : at + size] for at in range(0, len(items), size)]
    found: list[list[T]] = [[] for _ in batches]
    waiting = iter(range(len(batches)))
    lock = threading.Lock()
    done = told = 0

    def work() -> None:
        nonlocal done, told
        try:
            while True:
                with lock:
                    number = next(waiting, None)
                if number is None:
                    return
                found[number] = rule(batches[number])
                with lock:
                    done += len(batches[number])
                    reached = total * done // len(items)
                    if progress and reached > told:
                        progress(reached - told)
                    told = reached
        finally:
            jvm.detach_thread()

    workers = min(processors(), len(batches))
    with ThreadPoolExecutor(workers, thread_name_prefix="batches") as pool:
        running = [pool.submit(work) for _ in range(workers)]
        try:
            for future in running:
                future.result()
        except BaseException:
            waiting = iter(())  # the others stop after the batch they are at
            raise
    return [result for batch in found for result in batch]
