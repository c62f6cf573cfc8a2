"""Figures of a trained object encoder."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from backend.models.checkpoint import CheckpointError, require_clip
from backend.models.clip.loading import load_clip
from backend.models.clip.model import Clip
from backend.models.object_network import LoadedObjects, load_object_network
from training.clip.captions import class_name
from training.clip.corpus import read_part
from training.errors import CommandError
from training.metrics.report import Figure, Report, within
from training.objects.clouds import LabelledClouds, read_clouds, thinned
from training.objects.evaluate_command import EvaluateRetrieval, EvaluateZeroShot, ObjectSource
from training.objects.finetune import few_shots, finetune
from training.objects.hdf5 import read_hdf5, read_scanobjectnn
from training.objects.modelnet import read_modelnet
from training.objects.retrieval import retrieval
from training.objects.room_clouds import room_clouds
from training.objects.shapenet import read_shapenet
from training.objects.zero_shot import best_upright, class_features, embed_clouds, zero_shot
from training.rooms.furniture.catalogue import CATALOGUE

_AT_ONCE = 128
"""Pictures."""
_SHOWN = 60
"""Classes up to which each has a figure of its own."""


def measure_zero_shot(config: EvaluateZeroShot) -> Report:
    """Raises:
    CommandError: the checkpoint or the objects cannot be read, or classes differ.
    """
    loaded, clip = _loaded(config.checkpoint, config.clip)
    clouds = read_source(config.source, loaded.points, config.count, config.seed)
    names = class_features(clouds.classes, clip)
    notes = [f"{loaded.points:,} points of each object"]
    if config.finetune is not None:
        learnt = thinned(read_clouds(config.finetune), loaded.points)
        if learnt.classes != clouds.classes:
            raise CommandError(f"{config.finetune}: wanted the classes of the objects to name")
        learnt = few_shots(learnt, config.shots, config.seed)
        names = finetune(loaded.network, learnt, names, epochs=config.epochs, seed=config.seed)
        notes.append(f"fine-tuned on {len(learnt):,} objects")
    objects = embed_clouds(loaded.network, clouds, upright=not config.rotated)
    if config.rotated:
        objects = best_upright(objects, names)
        notes.append("of six ways to stand, the one that a class fits best")
    figures = [*zero_shot(objects, names, clouds.labels)]
    figures += _novel(objects, names, clouds)
    if len(clouds.classes) <= _SHOWN:
        figures += _by_class(objects, names, clouds)
    return Report(len(clouds), "objects", tuple(figures), tuple(notes))


def measure_retrieval(config: EvaluateRetrieval) -> Report:
    """Raises:
    CommandError: the checkpoint, the objects or the pictures cannot be read.
    """
    loaded, clip = _loaded(config.checkpoint, config.clip)
    clouds = read_source(config.source, loaded.points, config.count, config.seed)
    objects = embed_clouds(loaded.network, clouds)
    labels = torch.from_numpy(clouds.labels)
    numbers = torch.arange(len(clouds.classes))
    texts = class_features(clouds.classes, clip)
    figures = within("text to 3D", retrieval(texts, objects, numbers[:, None] == labels))
    if config.pictures is not None:
        pictures, shown = _pictures(config, clouds, clip)
        relevant = shown[:, None] == labels
        figures += within("image to 3D", retrieval(pictures, objects, relevant))
    alike = labels[:, None] == labels
    figures += within("3D to 3D", retrieval(objects, objects, alike, own=True))
    return Report(len(clouds), "objects", tuple(figures))


def read_source(source: ObjectSource, points: int, count: int | None, seed: int) -> LabelledClouds:
    """Objects with so many points each, at most `count` of them (or of rooms).

    Raises:
        CommandError: they cannot be read.
    """
    if source.data is not None:
        return room_clouds(source.data, points, count)
    clouds = thinned(_files(source, points), points, seed)
    if count is None or count >= len(clouds):
        return clouds
    rng = np.random.default_rng(seed)
    return clouds.only(np.sort(rng.choice(len(clouds), count, replace=False)))


def _files(source: ObjectSource, points: int) -> LabelledClouds:
    if source.points is not None:
        return read_clouds(source.points)
    if source.modelnet is not None:
        if source.modelnet.is_file():
            return read_hdf5(source.modelnet)
        return read_modelnet(source.modelnet, "test", points)
    if source.scanobjectnn is not None:
        return read_scanobjectnn(source.scanobjectnn)
    assert source.shapenet is not None
    return read_shapenet(source.shapenet, "test", points)


def _loaded(checkpoint: Path, name: str) -> tuple[LoadedObjects, Clip]:
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    try:
        loaded = load_object_network(checkpoint)
        clip = load_clip(name, device=device)
        require_clip(loaded.card, clip.identity)
    except (CheckpointError, ValueError) as error:
        raise CommandError(str(error)) from error
    loaded.network.to(device)
    return loaded, clip


def _novel(
    objects: Float[Tensor, "objects dim"],
    names: Float[Tensor, "classes dim"],
    clouds: LabelledClouds,
) -> list[Figure]:
    """Rooms' held-out categories against each other, where they are shown."""
    held_out = {class_name(name) for name, one in CATALOGUE.items() if one.held_out}
    novel = [i for i, name in enumerate(clouds.classes) if name in held_out]
    rows = np.flatnonzero(np.isin(clouds.labels, novel))
    if len(novel) < 2 or len(novel) == len(clouds.classes):
        return []
    labels = np.searchsorted(novel, clouds.labels[rows])
    return within(f"novel ({len(novel)})", zero_shot(objects[rows], names[novel], labels))


def _by_class(
    objects: Float[Tensor, "objects dim"],
    names: Float[Tensor, "classes dim"],
    clouds: LabelledClouds,
) -> Iterator[Figure]:
    best = (objects @ names.T).argmax(dim=1).numpy()
    for label in np.unique(clouds.labels):
        share = (best[clouds.labels == label] == label).mean()
        yield f"class/{clouds.classes[label]}", 100 * float(share)


def _pictures(
    config: EvaluateRetrieval, clouds: LabelledClouds, clip: Clip
) -> tuple[Float[Tensor, "pictures dim"], Tensor]:
    """Pictures of lone things, and the class of each."""
    assert config.pictures is not None
    numbers = {name: i for i, name in enumerate(clouds.classes)}
    features, labels = [], []
    for path in sorted(config.pictures.glob("things_*_*.npz")):
        part = read_part(path)
        classes = [numbers.get(class_name(category), -1) for category in part.categories]
        rows = np.flatnonzero(np.array(classes) >= 0)
        for start in range(0, len(rows), _AT_ONCE):
            images = torch.from_numpy(part.images[rows[start : start + _AT_ONCE]])
            features.append(clip.encode_images(clip.normalized(images)).cpu())
        labels += [classes[row] for row in rows]
    if not labels:
        raise CommandError(f"{config.pictures}: no pictures of things of these classes")
    return torch.cat(features), torch.tensor(labels)
