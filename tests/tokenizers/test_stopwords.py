from __future__ import annotations

from pathlib import Path

import pytest

from bench.errors import UnknownName
from bench.tokenizers import stopwords
from bench.tokenizers.okt import Okt


def test_the_bundled_list() -> None:
    words = stopwords.stop_words("korean-particles")
    assert len(words) == 18
    assert {"의", "으로", "하다"} <= words


def test_none_is_empty_and_adds_nothing_to_the_version() -> None:
    assert stopwords.stop_words("none") == frozenset()
    assert stopwords.version_suffix("none") == ""


def test_an_unknown_list_names_those_there_are() -> None:
    with pytest.raises(UnknownName, match="korean-particles"):
        stopwords.stop_words("../secrets")


def test_the_version_follows_the_words_not_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopwords, "datasets_dir", lambda: tmp_path)
    (tmp_path / "stopwords").mkdir()
    seen = set()
    for name, content in {"a": "은\n는 # topic\n\n# all", "b": "는\n은\n", "c": "은\n"}.items():
        (tmp_path / "stopwords" / f"{name}.txt").write_text(content, encoding="utf-8")
        seen.add(Okt(stopwords=name).version)
    assert len(seen) == 2
    stopwords.stop_words.cache_clear()
