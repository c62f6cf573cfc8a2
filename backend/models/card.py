"""What a checkpoint says about itself: `card.json`, read strictly."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

FORMAT_VERSION = 1


class CheckpointError(ValueError):
    """A checkpoint that is not there, is damaged, or does not belong to what it is loaded into."""


@dataclass(frozen=True)
class ClipIdentity:
    """Which CLIP: two are the same only if their weights are."""

    name: str
    """Architecture, such as `ViT-B-32`."""
    tag: str
    """Which weights of it, such as `openai`."""
    sha256: str
    """Of the weights."""

    def __str__(self) -> str:
        return f"{self.name}/{self.tag} ({self.sha256[:12]})"


@dataclass(frozen=True)
class Metric:
    name: str
    value: float
    split: str
    """The examples it was measured on: "rooms test"."""
    command: str
    """The command that measures it again."""


@dataclass(frozen=True)
class Card:
    """Everything that is needed to build the network again and to trust it.

    Mappings hold what JSON can: they are normalised at construction (tuples become lists), so
    that a card equals itself after writing and reading.

    Raises:
        ValueError: a mapping or a figure that JSON cannot hold.
    """

    task: str
    """What the network does: "clip", "pretrain", "vqa", …"""
    model: str
    """The network's class or preset."""
    config: Mapping[str, Any]
    """The fields of the network's configuration."""
    clip: ClipIdentity | None = None
    """The CLIP whose space the network was trained for."""
    classes: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    """The answer vocabulary."""
    units: Literal["metre"] = "metre"
    points: int | None = None
    """How many points the network expects; None where it does not matter."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """What it was trained on, with seeds."""
    metrics: tuple[Metric, ...] = ()
    calibration: Mapping[str, float] = field(default_factory=dict)
    """Temperatures of the scores that a person sees."""
    commit: str = ""
    format_version: int = FORMAT_VERSION

    def __post_init__(self) -> None:
        for name in ("config", "data", "calibration"):
            object.__setattr__(self, name, _plain(name, getattr(self, name)))
        _plain("metrics", [metric.value for metric in self.metrics])


def write_card(card: Card) -> str:
    """The card as JSON text."""
    return json.dumps(asdict(card), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read_card(text: str, where: str) -> Card:
    """The card from JSON text; `where` is named in errors.

    Raises:
        CheckpointError: not a card, one of another format version, or one whose fields differ.
    """
    try:
        values = json.loads(text)
    except ValueError as error:
        raise CheckpointError(f"{where} is not JSON ({error})") from error
    if not isinstance(values, dict):
        raise CheckpointError(f"{where} is not a card: wanted a JSON object")
    version = values.get("format_version")
    if version != FORMAT_VERSION:
        problem = f"{where} has format version {version}, this program reads {FORMAT_VERSION}"
        raise CheckpointError(f"{problem}. Use the version of Ask3D that wrote it")
    _require_fields(values, Card, where)
    _require_types(values, _CARD, where)
    if values["units"] != "metre":
        raise CheckpointError(f"{where}: wanted units in metre, got {values['units']!r}")
    for name in ("classes", "answers"):
        if not all(isinstance(word, str) for word in values[name]):
            raise CheckpointError(f"{where}: {name} must be words")
        values[name] = tuple(values[name])
    if values["clip"] is not None:
        values["clip"] = ClipIdentity(**_part(values["clip"], ClipIdentity, f"{where}, clip"))
    values["metrics"] = tuple(
        Metric(**_part(metric, Metric, f"{where}, metrics")) for metric in values["metrics"]
    )
    try:
        return Card(**values)
    except ValueError as error:
        raise CheckpointError(f"{where}: {error}") from error


_Types = Mapping[str, type | tuple[type, ...]]
_CARD: _Types = {
    "task": str,
    "model": str,
    "config": dict,
    "clip": (dict, type(None)),
    "classes": list,
    "answers": list,
    "units": str,
    "points": (int, type(None)),
    "data": dict,
    "metrics": list,
    "calibration": dict,
    "commit": str,
    "format_version": int,
}
_PARTS: Mapping[type, _Types] = {
    ClipIdentity: {"name": str, "tag": str, "sha256": str},
    Metric: {"name": str, "value": (int, float), "split": str, "command": str},
}


def _part(values: Any, kind: type, where: str) -> dict[str, Any]:
    _require_fields(values, kind, where)
    _require_types(values, _PARTS[kind], where)
    return values


def _require_fields(values: object, kind: type, where: str) -> None:
    names = {one.name for one in fields(kind)}
    given = set(values) if isinstance(values, dict) else set()
    if missing := sorted(names - given):
        raise CheckpointError(f"{where} lacks {', '.join(missing)}")
    if unknown := sorted(given - names):
        raise CheckpointError(f"{where} has unknown fields: {', '.join(unknown)}")


def _require_types(values: Mapping[str, Any], types: _Types, where: str) -> None:
    for name, kind in types.items():
        # Python takes True for a number, a card does not.
        if isinstance(values[name], bool) or not isinstance(values[name], kind):
            raise CheckpointError(f"{where}: {name} cannot be {values[name]!r}")


def _plain(name: str, value: Any) -> Any:
    """What comes back after writing and reading."""
    try:
        return json.loads(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} of a card must be what JSON can hold ({error})") from error
