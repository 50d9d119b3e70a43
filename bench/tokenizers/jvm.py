"""The Java virtual machine of the konlpy tokenizers: started once a process, without a word."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from bench.errors import BenchError, MissingExtra
from bench.tokenizers.java import KNOWS_NATIVE_ACCESS, Java, runtimes

HEAP = "1g"
"""Upper bound of the Java heap; ``TEXTBENCH_JVM_HEAP`` (as ``1500m`` or ``2g``) sets another."""

REMEDY = "pip install 'textbench[korean]'"

T = TypeVar("T")

_lock = threading.Lock()
_started_in: int | None = None


def java_class(name: str) -> Any:
    """A Java class by its full name, from konlpy's jars; starts the JVM where that is still to be done.

    Raises:
        MissingExtra: konlpy, JPype, or any Java that can be started is missing.
        BenchError: This process was forked from one with a JVM: using it would hang for ever.
    """
    start()
    import jpype

    return jpype.JClass(name)


def start() -> None:
    """Start the JVM, unless this process has one.

    Raises:
        MissingExtra: konlpy, JPype, or any Java that can be started is missing.
        BenchError: This process was forked from one with a JVM: using it would hang for ever.
    """
    global _started_in
    jpype, jars = _konlpy()
    with _lock:
        if jpype.isJVMStarted():
            if _started_in not in (None, os.getpid()):
                raise BenchError(
                    "the Java virtual machine was started before this process was forked",
                    remedy="start processes with the method 'spawn', or tokenize before forking",
                )
            return
        failures = []
        for java in runtimes():
            try:
                _launch(jpype, java, jars)
            except (OSError, RuntimeError, ValueError) as error:
                failures.append(f"{java.library}: {error}")
                continue
            _started_in = os.getpid()
            return
    problem = "no Java runtime can be started" if failures else "no Java runtime was found"
    raise MissingExtra(problem, where="; ".join(failures) or None, remedy=REMEDY)


def class_path() -> list[str]:
    """Where konlpy's Java classes are.

    Raises:
        MissingExtra: konlpy or JPype is missing.
    """
    return _konlpy()[1]


def within_heap(rule: Callable[[str], T], text: str) -> T:
    """What a rule that calls Java makes of a text.

    Raises:
        BenchError: It takes more memory than Java may use. The JVM works on.
    """
    try:
        return rule(text)
    except Exception as error:  # known by name: Java's classes are there only once the JVM runs
        if type(error).__name__ != "java.lang.OutOfMemoryError":
            raise
        heap = os.environ.get("TEXTBENCH_JVM_HEAP") or HEAP
        raise BenchError(
            f"a text of {len(text)} characters takes more memory than Java may use ({heap})",
            remedy="set TEXTBENCH_JVM_HEAP higher, or clean such texts",
        ) from error


def detach_thread() -> None:
    """Take the calling thread off the JVM: a Python thread that called Java does so before it ends."""
    import jpype

    if jpype.isJVMStarted():
        jpype.java.lang.Thread.detach()


def _konlpy() -> tuple[Any, list[str]]:
    try:
        import jpype
        import konlpy
    except ImportError as error:
        raise MissingExtra(f"{error.name} is not installed", remedy=REMEDY) from None
    # The same entries as konlpy.jvm.init_jvm, which offers no way to add options for the JVM.
    folder = Path(konlpy.__file__).parent / "java"
    return jpype, [str(folder), str(folder / "bin"), *sorted(map(str, folder.glob("*.jar")))]


def _launch(jpype: Any, java: Java, jars: list[str]) -> None:
    options = [
        "-Dfile.encoding=UTF8",
        # Signals stay Python's: a terminated process would otherwise end in the JVM, with a crash report.
        "-Xrs",
        f"-Xmx{os.environ.get('TEXTBENCH_JVM_HEAP') or HEAP}",
        # Analysers make much garbage and keep little of it: the collector with the best throughput.
        "-XX:+UseParallelGC",
    ]
    if java.release >= KNOWS_NATIVE_ACCESS:
        options.append("--enable-native-access=ALL-UNNAMED")
    with _silence() as said:
        try:
            # konlpy expects Python strings back; Ctrl-C is left to Python.
            jpype.startJVM(
                *options, jvmpath=str(java.library), classpath=jars, convertStrings=True, interrupt=False
            )
        except (OSError, RuntimeError, ValueError) as error:
            raise RuntimeError(" ".join([str(error), *said()])) from error


@contextmanager
def _silence() -> Iterator[Any]:
    """Keep what a starting JVM writes to the file descriptors 1 and 2; yields a way to read it."""
    with tempfile.TemporaryFile() as sink:

        def said() -> list[str]:
            sink.seek(0)
            return sink.read().decode(errors="replace").split("\n")[:3]

        kept = {number: os.dup(number) for number in (1, 2)}
        try:
            for number in kept:
                os.dup2(sink.fileno(), number)
            yield said
        finally:
            for number, copy in kept.items():
                os.dup2(copy, number)
                os.close(copy)
