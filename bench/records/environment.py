"""What a trial ran on."""

from __future__ import annotations

import platform
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench.processors import processors

_LIBRARIES = ("textbench", "numpy", "scikit-learn", "pandas", "keras", "konlpy", "kiwipiepy")
CPU = "cpu"
_BACKENDS = {"tensorflow": ("tensorflow", "tensorflow-cpu"), "jax": ("jax",), "torch": ("torch",)}


@cache
def environment() -> dict[str, Any]:
    """Python, libraries, CPU, cores, memory and git revision of this machine.

    Example:
        >>> environment()["python"].count(".")
        2
    """
    import psutil

    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cpu": _cpu(),
        "cores": processors(),
        "memory_bytes": psutil.virtual_memory().total,
        "libraries": {name: found for name in _LIBRARIES if (found := _version(name))},
        "revision": _revision(),
    }


def backend(name: str) -> dict[str, str]:
    """The Keras backend in use, with its version."""
    found = (_version(candidate) for candidate in _BACKENDS.get(name, (name,)))
    return {"name": name, "version": next(filter(None, found), "unknown")}


def environment_of(result: Mapping[str, Any]) -> dict[str, Any]:
    """This machine, with the backend and the device that a trial's process found itself on.

    Args:
        result: What the process measured: ``backend`` and ``device`` of it.
    """
    used = result.get("backend")
    return {
        **environment(),
        **({"backend": backend(used)} if used else {}),
        "device": result.get("device") or CPU,
    }


def device() -> str:
    """What Keras computes on in this process: ``cpu``, or the accelerator's name.

    Loads nothing: where Keras is not in use, neither is an accelerator.
    """
    keras = sys.modules.get("keras")
    if keras is None:
        return CPU
    name = keras.backend.backend()
    return _DEVICES[name](sys.modules[name]) if name in _DEVICES and name in sys.modules else CPU


def _jax_device(jax: Any) -> str:
    first = jax.devices()[0]
    return CPU if first.platform == "cpu" else str(first.device_kind)


def _tensorflow_device(tensorflow: Any) -> str:
    found = tensorflow.config.list_physical_devices("GPU")
    if not found:
        return CPU
    return str(tensorflow.config.experimental.get_device_details(found[0]).get("device_name", "GPU"))


def _torch_device(torch: Any) -> str:
    return str(torch.cuda.get_device_name()) if torch.cuda.is_available() else CPU


_DEVICES = {"jax": _jax_device, "tensorflow": _tensorflow_device, "torch": _torch_device}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _revision() -> str | None:
    """The commit of the checkout that textbench runs from, marked ``+`` where it was changed since."""
    folder = Path(__file__).resolve().parent.parent.parent
    if not (folder / ".git").exists():
        return None
    git = ["git", "-C", str(folder)]
    try:
        commit = subprocess.run(
            [*git, "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=True
        )
        changed = subprocess.run(
            [*git, "status", "--porcelain", "--", "bench", "datasets"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return commit.stdout.strip() + ("+" if changed.stdout.strip() else "")
