"""What is written down of one trial."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from bench.errors import RecordError

SCHEMA = 1

STATUSES = ("ok", "error", "timeout", "out-of-memory", "invalid-predictions", "skipped")


@dataclass(frozen=True)
class Record:
    """One trial's outcome. Everything in it is of JSON's types; it holds no text of the data.

    Args:
        signature: ``card@data/tokenizer/model/seed``; suffices to run the trial again.
        key: Digest of all that decides the outcome; names the file.
        status: One of ``STATUSES``.
        reason: Why there is no result, on one line; empty for ``ok``.
        traceback: What the trial's process said when it failed.
        card: ``name``, ``title``, ``language``, ``bundled_sample``, ``classes``, ``content_sha256``,
            ``parts_sha256``, ``counts``.
        tokenizer: ``recipe``, ``name``, ``params``, ``version``.
        model: ``recipe``, ``name``, ``params``, ``origin`` and, once built, ``parameters``,
            ``bytes``, ``layers`` (name, type, output shape, parameters).
        seed: Of the trial.
        metrics: See :func:`bench.scores.metrics.score`.
        history: A dict an epoch, for models that train in epochs.
        timings: Seconds of each stage: load, clean, tokenise (once, when the data was prepared),
            encode, fit, predict, and ``total`` of the trial's process.
        throughput: Documents per second in training and prediction, latency at batch 1; ``utilisation`` of
            an accelerator while training, a share of the time.
        peak_bytes: Most resident memory of the process tree.
        environment: Python, libraries, CPU, cores, backend, device, git revision.
        published: The figure this recipe is compared with, with its source.
        predictions: ``file`` and ``sha256`` of the predictions beside the record, with the model's scores
            where it has some: see :class:`bench.records.predictions.Predictions`.
        finished: UTC time in ISO form.
    """

    signature: str
    key: str
    status: str
    card: Mapping[str, Any]
    tokenizer: Mapping[str, Any]
    model: Mapping[str, Any]
    seed: int
    reason: str = ""
    traceback: str = ""
    metrics: Mapping[str, Any] | None = None
    history: list[dict[str, float]] = field(default_factory=list)
    timings: Mapping[str, float] = field(default_factory=dict)
    throughput: Mapping[str, float] = field(default_factory=dict)
    peak_bytes: int | None = None
    environment: Mapping[str, Any] = field(default_factory=dict)
    published: Mapping[str, Any] | None = None
    predictions: Mapping[str, str] | None = None
    finished: str = ""

    @property
    def ok(self) -> bool:
        """Whether the trial gave a result."""
        return self.status == "ok"

    def to_json(self) -> str:
        """The record as JSON, with the schema's version and a checksum."""
        content = {"schema": SCHEMA, **asdict(self)}
        return sealed(content) + "\n"

    @classmethod
    def from_json(cls, text: str, where: str) -> Record:
        """Read and check a record.

        Raises:
            RecordError: It is damaged, or of another schema.
        """
        content = verified(text, where)
        content.pop("schema")
        known = {entry.name for entry in fields(cls)}
        if set(content) != known:
            odd = ", ".join(sorted(set(content) ^ known))
            raise RecordError(
                f"fields are missing or unknown: {odd}", where=where, remedy="run the trial again"
            )
        return cls(**content)


def checksum(content: Mapping[str, Any]) -> str:
    """SHA-256 of a JSON object, whatever the order of its keys."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def sealed(content: Mapping[str, Any], indent: int | None = 1) -> str:
    """A JSON object as text, its checksum in front: what :func:`verified` reads.

    Args:
        content: Of JSON's types.
        indent: Spaces a level; None for all on one line.

    Example:
        >>> sealed({"x": 1}, indent=None)[:36]
        '{"checksum": "5041bf1f713df204784353'
    """
    return json.dumps({"checksum": checksum(content), **content}, ensure_ascii=False, indent=indent)


def verified(text: str, where: str) -> dict[str, Any]:
    """The content of a checksummed JSON object.

    Raises:
        RecordError: It is no JSON, its checksum does not match, or its schema is another.
    """
    remedy = "delete the file and run the trial again"
    try:
        content: dict[str, Any] = json.loads(text)
        claimed = content.pop("checksum")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RecordError("this is not a whole record", where=where, remedy=remedy) from None
    if checksum(content) != claimed:
        raise RecordError("the record was changed after it was written", where=where, remedy=remedy)
    if content.get("schema") != SCHEMA:
        raise RecordError(
            f"schema {content.get('schema')} is not {SCHEMA}, which this version reads",
            where=where,
            remedy=remedy,
        )
    return content
