"""What a bundle and a results file may say; both come from another machine and are checked as such."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, ValidationError

from bench.bundles.archive import LARGEST
from bench.errors import DataError
from bench.records.record import STATUSES
from bench.suites.schema import Published


def _printable(text: str) -> str:
    """Text that a terminal obeys nothing of."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _known_status(status: str) -> str:
    if status not in STATUSES:
        raise ValueError(f"'{status}' is no status")
    return status


Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
ArrayName = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
Line = Annotated[str, Field(max_length=4000), AfterValidator(_printable)]
Status = Annotated[str, AfterValidator(_known_status)]
Count = Annotated[int, Field(ge=0)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Known(BaseModel):
    """What is not named here was not asked for, and is left out."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Part(_Table):
    """The training or the test part, with what its member of the archive must be."""

    bytes: Annotated[int, Field(ge=0, le=LARGEST)]
    sha256: Digest


class Documents(_Table):
    """A data set under a tokenizer: documents and labels to train on, documents to predict.

    Args:
        name: For a person to read: card and tokenizer.
        classes: Number of classes.
        train: A JSON object of ``documents`` and ``labels``.
        test: One of ``documents``.
    """

    name: Line
    classes: Annotated[int, Field(ge=2, le=100_000)]
    train: Part
    test: Part


class Packed(_Table):
    """A trial.

    Args:
        key: See :func:`bench.trials.trial.key`.
        signature: See :func:`bench.trials.trial.signature`.
        published: The figure it is to be compared with.
        documents: Position of its data set in the bundle.
        model: Name of the registered model.
        params: Its parameters, those that the recipe sets.
        complete: The recipe with every parameter, as text: defaults may change between versions.
        source: Digest of the plugin that the model comes from, or its distribution; None for built-in.
        origin: The name of that plugin.
        seed: Of everything random.
        seconds: Limit of wall-clock time.
        memory_bytes: Limit of memory.
    """

    key: Key
    signature: Line
    published: Published | None
    documents: Count
    model: Line
    params: dict[str, JsonValue]
    complete: Line
    source: Line | None
    origin: Line
    seed: Count
    seconds: Annotated[float, Field(gt=0)]
    memory_bytes: Annotated[int, Field(gt=0)]


class Manifest(_Table):
    """What is in a bundle.

    Args:
        version: Of textbench, where the bundle was made.
    """

    kind: Literal["textbench bundle 1"] = "textbench bundle 1"
    version: Line
    documents: list[Documents]
    trials: Annotated[list[Packed], Field(min_length=1)]


class Layer(_Known):
    """A layer of a neural model."""

    name: Line
    type: Line
    output_shape: list[int | None] | None
    parameters: int


class Size(_Known):
    """See :func:`bench.trials.measure.size`."""

    parameters: int
    bytes: int | None
    layers: list[Layer]


class Measured(_Known):
    """What a trial's process measured; see :func:`bench.trials.worker.run`."""

    timings: dict[Line, float] = {}
    throughput: dict[Line, float] = {}
    history: list[dict[Line, float]] = []
    model: Size | None = None
    peak_bytes: Count = 0


class Backend(_Known):
    """A backend of Keras."""

    name: Line
    version: Line


class Environment(_Known):
    """See :func:`bench.records.environment.environment_of`."""

    python: Line
    system: Line
    cpu: Line
    cores: int | None
    memory_bytes: int
    libraries: dict[Line, Line]
    revision: Line | None
    backend: Backend | None = None
    device: Line


class Outcome(_Table):
    """What a trial gave, to be scored where the labels are.

    Args:
        bundle: Digest of the bundle's manifest.
        key: Of the trial.
        signature: Of the trial.
        published: As the bundle has it.
        status: See :class:`bench.trials.task.Ending`.
        reason: Likewise.
        traceback: Likewise.
        seconds: Likewise.
        peak_bytes: Likewise.
        measured: Likewise, ``result``.
        environment: What it ran on.
        finished: When it ended.
        arrays: Name to digest of each array of predictions.
    """

    kind: Literal["textbench outcome 1"] = "textbench outcome 1"
    bundle: Digest
    key: Key
    signature: Line
    published: Published | None
    status: Status
    reason: Line
    traceback: Annotated[str, Field(max_length=100_000)]
    seconds: Annotated[float, Field(ge=0)]
    peak_bytes: Count
    measured: Measured
    environment: Environment
    finished: AwareDatetime
    arrays: dict[ArrayName, Digest]


Said = TypeVar("Said", bound=BaseModel)


def parse(kind: type[Said], said: dict[str, Any], path: Path) -> Said:
    """Check what a file from elsewhere says.

    Raises:
        DataError: With the file and the key.
    """
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise DataError(
            first["msg"],
            where=f"{path}: {_printable(key)}",
            remedy="make it with the same version of textbench",
        ) from None
