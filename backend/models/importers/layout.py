"""Fills a network from the tensors of another project's, name by name, and reports on it.

A silent mismatch is the fault to avoid: the released code of 3D-VQA drops every pre-trained weight
without a word. So each of our tensors either has a source or is listed, and so is each of theirs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from backend.models.importers.weights import read_tensors

LEAST_MATCHED = 0.9


@dataclass(frozen=True)
class Layout:
    """Where the files of a project keep the tensors of one of our networks."""

    source: str
    """What a person calls the weights."""
    containers: tuple[str, ...]
    """Names of the state dict in a training checkpoint."""
    names: tuple[tuple[str, str], ...]
    """Module of ours, module of theirs; `{i}` stands for the same number in both."""
    roots: tuple[str, ...] = ("",)
    """Theirs start with the first of these that any tensor starts with (after "module.")."""
    optional: tuple[str, ...] = ()
    """Modules of ours that a file may lack, such as a projection that they do not have."""
    unused: tuple[str, ...] = ()
    """Modules of theirs that have no place here, such as a classifier."""

    def theirs(self, name: str) -> str | None:
        """Their name for a tensor of ours, without the root; None where the layout has none."""
        for ours, theirs in self.names:
            found = re.fullmatch(_pattern(ours) + r"(\..+)?", name)
            if found is not None:
                return theirs.format(**found.groupdict()) + (found.groups()[-1] or "")
        return None


@dataclass(frozen=True)
class ImportReport:
    """What became of every tensor."""

    source: str
    matched: tuple[str, ...]
    """Of ours, filled."""
    missing: tuple[str, ...]
    """Of ours, without a source although the layout has one."""
    unexpected: tuple[str, ...]
    """Of theirs, without a place here that the layout does not know of."""
    kept: tuple[str, ...]
    """Of ours, left as they were because such files may lack them."""
    unused: tuple[str, ...]
    """Of theirs, known to have no place here."""

    @property
    def ratio(self) -> float:
        """Share of matched tensors among all that should match on either side."""
        wanted = len(self.matched) + len(self.missing) + len(self.unexpected)
        return len(self.matched) / max(1, wanted)

    def __str__(self) -> str:
        parts = [f"{self.source}: {len(self.matched)} tensors matched ({self.ratio:.0%})"]
        for title in ("missing", "unexpected", "kept", "unused"):
            names: tuple[str, ...] = getattr(self, title)
            if names:
                parts.append(f"{len(names)} {title}: {_some(names)}")
        return "; ".join(parts)


class UnfitWeightsError(ValueError):
    """A weight file fits the network too badly; the report says how."""

    def __init__(self, message: str, report: ImportReport):
        super().__init__(f"{message}. {report}")
        self.report = report


def import_weights(model: nn.Module, path: Path, layout: Layout) -> ImportReport:
    """Fill `model` in place.

    Raises:
        UnfitWeightsError: Less than 90 % of the tensors match; the model is left as it was.
        ValueError: A tensor has another shape, or the file cannot be read as weights.
        OSError: The file cannot be opened.
    """
    found = read_tensors(path, layout.containers)
    found = {name.removeprefix("module."): tensor for name, tensor in found.items()}
    return _fill(model, found, layout)


def _fill(model: nn.Module, found: Mapping[str, Tensor], layout: Layout) -> ImportReport:
    ours = model.state_dict()
    root = _root(found, layout)
    sources = {name: root + theirs for name in ours if (theirs := layout.theirs(name)) is not None}
    matched = {name: source for name, source in sources.items() if source in found}
    report = _report(ours, matched, found, layout, root)
    if report.ratio < LEAST_MATCHED:
        raise UnfitWeightsError(f"these are not the weights of {layout.source}", report)
    fitted = {name: _fitted(name, ours[name], found[key]) for name, key in matched.items()}
    with torch.no_grad():
        for name, value in fitted.items():
            ours[name].copy_(value)
    return report


def _root(found: Mapping[str, Tensor], layout: Layout) -> str:
    present = (root for root in layout.roots if any(name.startswith(root) for name in found))
    return next(present, layout.roots[-1])


def _report(
    ours: Mapping[str, Tensor],
    matched: Mapping[str, str],
    found: Mapping[str, Tensor],
    layout: Layout,
    root: str,
) -> ImportReport:
    without = [name for name in ours if name not in matched]
    kept = tuple(name for name in without if _is_any(name, layout.optional))
    left = sorted(found.keys() - set(matched.values()))
    unused = tuple(name for name in left if _is_any(name.removeprefix(root), layout.unused))
    return ImportReport(
        layout.source,
        matched=tuple(matched),
        missing=tuple(name for name in without if name not in kept),
        unexpected=tuple(name for name in left if name not in unused),
        kept=kept,
        unused=unused,
    )


def _is_any(name: str, modules: tuple[str, ...]) -> bool:
    # The counter of a batch norm changes nothing here, and PyTorch before 0.4.1 has none.
    if name.endswith(".num_batches_tracked"):
        return True
    return any(re.match(_pattern(module) + r"(\.|$)", name) for module in modules)


def _fitted(name: str, ours: Tensor, theirs: Tensor) -> Tensor:
    """Theirs in our shape: a 1 × 1 convolution's weights are those of a linear layer."""

    def bare(tensor: Tensor) -> list[int]:
        return [size for size in tensor.shape if size != 1]

    if bare(ours) != bare(theirs):
        raise ValueError(
            f"{name} has shape {list(ours.shape)} here and {list(theirs.shape)} in the file; "
            "build the network with the configuration that the weights were trained with"
        )
    return theirs.reshape(ours.shape)


def _pattern(module: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>\\d+)", re.escape(module))


def _some(names: tuple[str, ...], most: int = 6) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
