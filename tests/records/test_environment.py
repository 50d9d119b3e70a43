"""What a trial ran on."""

from __future__ import annotations

import json
import os
import platform
import sys

import sklearn

from bench.records.environment import backend, environment


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


def test_a_backend_has_a_version() -> None:
    assert backend("tensorflow")["version"][0].isdigit()
    assert backend("none-of-these") == {"name": "none-of-these", "version": "unknown"}
