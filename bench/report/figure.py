"""A figure before it is drawn: what it shows, as data, with a digest of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bench.report.markdown import escape, slug

# Raised for a kind when its drawing changes, so that its figures are drawn again; 1 where it never did.
_DRAWN = {"curves": 2, "stages": 2}

# A recipe can have more characters than file systems allow a name; the digest tells figures apart.
_LONGEST = 80

FILE = re.compile(r".+\.[0-9a-f]{12}\.png")


@dataclass(frozen=True)
class Figure:
    """What one picture shows. Equal data give an equal file name, so that it is drawn once.

    Args:
        name: Unique within a report, e.g. ``spam-confusion-nb``.
        kind: A module of ``bench.report.drawing``.
        data: Of JSON's types; all that the drawing depends on.
        alt: What a reader who cannot see it should know.
    """

    name: str
    kind: str
    data: Mapping[str, Any]
    alt: str

    @cached_property
    def file(self) -> str:
        """``NAME.DIGEST.png``, a long name cut; the digest is of what the figure shows."""
        drawn = _DRAWN.get(self.kind, 1)
        content = json.dumps([drawn, self.kind, self.data], ensure_ascii=False, sort_keys=True)
        name = slug(self.name)[:_LONGEST].rstrip("-.")
        return f"{name}.{hashlib.sha256(content.encode()).hexdigest()[:12]}.png"

    def link(self, folder: str = "figures") -> str:
        """The Markdown that shows it."""
        return f"![{escape(self.alt)}]({folder}/{self.file})"
