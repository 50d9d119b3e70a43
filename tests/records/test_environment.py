"""What a trial ran on."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from types import SimpleNamespace

import pytest
import sklearn

from bench.records import environment as places
from bench.records.environment import backend, device, environment, environment_of


def test_the_environment_is_this_one() -> None:
    found = environment()
    assert found["python"] == ".".join(map(str, sys.version_info[:3]))
    assert found["libraries"]["scikit-learn"] == sklearn.__version__
    assert 1 <= found["cores"] <= (os.cpu_count() or 1)
    assert found["memory_bytes"] > 2**28
    assert json.loads(json.dumps(found)) == found


def test_it_names_neither_machine_nor_person() -> None:
    said = json.dumps(environment())
    assert platform.node() not in said or not platform.node()
    assert os.path.expanduser("~") not in said


def test_a_trial_s_place_is_this_machine_with_its_backend_and_device() -> None:
    assert environment_of({}) == {**environment(), "device": "cpu"}
    place = environment_of({"backend": "tensorflow", "device": "Example Accelerator"})
    assert place == {
        **environment(),
        "backend": backend("tensorflow"),
        "device": "Example Accelerator",
    }


def test_a_process_without_an_accelerator_runs_on_the_cpu() -> None:
    code = "import sys; from bench.records.environment import device; print(device(), 'keras' in sys.modules)"
    code += "; import keras; print(device())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["cpu", "False", "cpu"]


# No accelerator is at hand in tests: what the libraries say of one is played.
GPU = {
    "jax": SimpleNamespace(devices=lambda: [SimpleNamespace(platform="gpu", device_kind="Example 9")]),
    "tensorflow": SimpleNamespace(
        config=SimpleNamespace(
            list_physical_devices=lambda kind: [kind],
            experimental=SimpleNamespace(get_device_details=lambda found: {"device_name": "Example 9"}),
        )
    ),
    "torch": SimpleNamespace(
        cuda=SimpleNamespace(is_available=lambda: True, get_device_name=lambda: "Example 9")
    ),
}


@pytest.mark.parametrize("name", GPU)
def test_an_accelerator_is_called_by_its_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keras = SimpleNamespace(backend=SimpleNamespace(backend=lambda: name))
    monkeypatch.setitem(sys.modules, "keras", keras)
    monkeypatch.setitem(sys.modules, name, GPU[name])
    assert device() == "Example 9"
    monkeypatch.setitem(places._DEVICES, name, lambda library: places.CPU)
    assert device() == "cpu"


def test_a_backend_has_a_version() -> None:
    assert backend("tensorflow")["version"][0].isdigit()
    assert backend("none-of-these") == {"name": "none-of-these", "version": "unknown"}
