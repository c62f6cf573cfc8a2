"""A trained network on disk: a folder with `model.safetensors` and `card.json`, never a pickle.

    save_checkpoint(folder, model.state_dict(), card)
    checkpoint = load_checkpoint(folder)
    model = VoteNet(VoteNetConfig(**checkpoint.card.config))
    fill(model, checkpoint.tensors)

A save replaces the whole folder at once: a killed process leaves the old one or the new one, and
a reader never gets the weights of one with the card of the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import safetensors.torch
from safetensors import SafetensorError
from torch import Tensor, nn

from backend.models.atomic import write_folder
from backend.models.card import Card, CheckpointError, ClipIdentity, Metric, read_card, write_card

__all__ = [
    "Card",
    "Checkpoint",
    "CheckpointError",
    "ClipIdentity",
    "Metric",
    "fill",
    "load_checkpoint",
    "require_clip",
    "save_checkpoint",
]

WEIGHTS = "model.safetensors"
CARD = "card.json"
_MOST_NAMED = 8
"""How many keys of each kind a message lists."""
_TRIES = 5
"""How often a reader looks again when the folder is replaced under its eyes."""


@dataclass(frozen=True)
class Checkpoint:
    card: Card
    tensors: Mapping[str, Tensor]


def save_checkpoint(
    folder: Path,
    state_dict: Mapping[str, Tensor],
    card: Card,
    *,
    extra: Mapping[str, bytes] | None = None,
) -> None:
    """Write a checkpoint, with `extra` files beside its own, in the place of the one there.

    Raises:
        OSError: the disk does not take it; what was there before is still there.
    """
    files = {WEIGHTS: pack(state_dict), CARD: write_card(card).encode()}
    write_folder(folder, files | dict(extra or {}))


def load_checkpoint(folder: Path) -> Checkpoint:
    """Read a checkpoint; its tensors lie on the CPU.

    Raises:
        CheckpointError: it is not there, not whole, or of another format.
    """
    for _ in range(_TRIES):
        before = _inode(folder)
        try:
            text = (folder / CARD).read_text("utf-8")
            tensors = unpack((folder / WEIGHTS).read_bytes(), str(folder / WEIGHTS))
        except UnicodeDecodeError as error:
            raise CheckpointError(f"{folder / CARD} is not text ({error.reason})") from error
        except OSError as error:
            if before == _inode(folder):
                raise _not_there(folder, error) from error
            continue
        if before == _inode(folder):
            return Checkpoint(read_card(text, str(folder / CARD)), tensors)
    raise CheckpointError(f"{folder} is replaced faster than it can be read")


def pack(tensors: Mapping[str, Tensor]) -> bytes:
    """Tensors as the content of a safetensors file; those that share memory are written twice."""
    copies = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    seen: set[int] = set()
    for name, tensor in copies.items():
        pointer = tensor.untyped_storage().data_ptr()
        if pointer in seen:
            copies[name] = tensor.clone()
        seen.add(pointer)
    return safetensors.torch.save(copies)


def unpack(content: bytes, where: str) -> dict[str, Tensor]:
    """Tensors of a safetensors file; `where` is named in errors.

    Raises:
        CheckpointError: damaged.
    """
    try:
        return safetensors.torch.load(content)
    except SafetensorError as error:
        raise CheckpointError(f"{where} is damaged ({error})") from error


def fill(model: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    """Put weights into a network that has exactly these names and shapes.

    Raises:
        CheckpointError: names or shapes differ; says which. The network is then unchanged.
    """
    wanted = model.state_dict()
    problems = (
        _listed("missing", sorted(wanted.keys() - tensors.keys())),
        _listed("unknown", sorted(tensors.keys() - wanted.keys())),
        _listed("of another shape", _other_shapes(wanted, tensors)),
    )
    if any(problems):
        name = type(model).__name__
        told = "; ".join(problem for problem in problems if problem)
        raise CheckpointError(f"the checkpoint does not fit {name}: {told}")
    model.load_state_dict(dict(tensors))


def require_clip(card: Card, identity: ClipIdentity) -> None:
    """Refuse a network that was trained for another CLIP than the one in use.

    Raises:
        CheckpointError: names both.
    """
    if card.clip != identity:
        trained = f"the CLIP {card.clip}" if card.clip else "no CLIP"
        problem = f"this {card.model} was trained with {trained}, but the one in use is {identity}"
        raise CheckpointError(f"{problem}. Use the same CLIP or another checkpoint")


def _inode(folder: Path) -> int | None:
    try:
        return folder.stat().st_ino
    except OSError:
        return None


def _not_there(folder: Path, error: OSError) -> CheckpointError:
    wanted = f"wanted a checkpoint (a folder with {WEIGHTS} and {CARD})"
    if not folder.is_dir():
        return CheckpointError(f"{wanted}, but {folder} is no folder")
    return CheckpointError(f"{wanted}, but {error.filename} cannot be read ({error.strerror})")


def _other_shapes(wanted: Mapping[str, Tensor], given: Mapping[str, Tensor]) -> list[str]:
    return [
        f"{name} (wanted {tuple(wanted[name].shape)}, got {tuple(given[name].shape)})"
        for name in sorted(wanted.keys() & given.keys())
        if wanted[name].shape != given[name].shape
    ]


def _listed(what: str, names: list[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{what}: {', '.join(names[:_MOST_NAMED])}{more}"
