"""A room or a model as flat arrays of triangles: what is rasterised, sampled and measured."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Int32

from training.rooms.materials import Material
from training.rooms.types import Model, Part, Placed, Room


@dataclass(frozen=True)
class Triangles:
    """Triangles with what is known of each."""

    corners: Float32[np.ndarray, "triangles 3 3"]
    """Metres, in room coordinates."""
    local: Float32[np.ndarray, "triangles 3 3"]
    """The same corners in the part's own model frame, where its texture is fixed."""
    normals: Float32[np.ndarray, "triangles 3 3"]
    """Unit normals at the corners, for light."""
    objects: Int32[np.ndarray, " triangles"]
    """Id of the object; -1 = the shell."""
    parts: Int32[np.ndarray, " triangles"]
    """Index into `part_names`, `materials` and `grains`."""
    part_names: tuple[str, ...]
    materials: tuple[Material, ...]
    grains: Int32[np.ndarray, " parts"]
    """Each part's longest axis in its own frame: the way that wood grows."""

    def __len__(self) -> int:
        return len(self.corners)


@dataclass(frozen=True)
class _Block:
    corners: Float32[np.ndarray, "triangles 3 3"]
    local: Float32[np.ndarray, "triangles 3 3"]
    normals: Float32[np.ndarray, "triangles 3 3"]
    owner: int
    part: Part


def room_triangles(room: Room) -> Triangles:
    """The shell and every object."""
    return _assembled(
        [*(_block(part, None) for part in room.shell), *_objects(room.objects)],
    )


def model_triangles(model: Model) -> Triangles:
    """One model in its own frame, as object 0."""
    return _assembled([_block(part, None, 0) for part in model.parts])


def placed_triangles(objects: Iterable[Placed]) -> Triangles:
    """Some objects of a room without its shell."""
    return _assembled(list(_objects(objects)))


def _objects(objects: Iterable[Placed]) -> Iterable[_Block]:
    for placed in objects:
        yield from (_block(part, placed) for part in placed.model.parts)


def _block(part: Part, placed: Placed | None, owner: int = -1) -> _Block:
    local = part.solid.vertices[part.solid.faces]
    normals = _normals(part)
    world = local
    if placed is not None:
        T = placed.T_room_model
        world, normals = np.round(_turned(local, T) + T[:3, 3], 4), _turned(normals, T)
        owner = placed.id
    corners, own, out = (a.astype(np.float32) for a in (world, local, normals))
    return _Block(corners, own, out, owner, part)


def _turned(vectors: np.ndarray, T: np.ndarray) -> np.ndarray:
    """About Z, written out: matrix libraries round differently on different processors."""
    c, s = T[0, 0], T[1, 0]
    x, y, z = vectors[..., 0], vectors[..., 1], vectors[..., 2]
    return np.stack([c * x - s * y, s * x + c * y, z], axis=-1)


def _normals(part: Part) -> np.ndarray:
    """Per corner: the face's own, or the mean around a vertex of a smooth solid."""
    vertices, faces = part.solid.vertices, part.solid.faces
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    flat = np.cross(b - a, c - a)
    if part.solid.smooth:
        # Vertices at one place share their normal, whichever side of a seam they are on.
        _, place = np.unique(np.round(vertices, 4), axis=0, return_inverse=True)
        total = np.zeros((place.max() + 1, 3))
        for i in range(3):
            np.add.at(total, place.ravel()[faces[:, i]], flat)
        corners = total[place.ravel()[faces]]
    else:
        corners = np.repeat(flat[:, None], 3, axis=1)
    return corners / np.maximum(np.linalg.norm(corners, axis=-1, keepdims=True), 1e-12)


def _assembled(blocks: list[_Block]) -> Triangles:
    counts = [len(block.corners) for block in blocks]
    numbers = np.arange(len(blocks), dtype=np.int32)
    grains = [int(np.argmax(np.ptp(b.part.solid.vertices, axis=0))) for b in blocks]
    return Triangles(
        np.concatenate([block.corners for block in blocks]),
        np.concatenate([block.local for block in blocks]),
        np.concatenate([block.normals for block in blocks]),
        np.repeat(np.array([block.owner for block in blocks], np.int32), counts),
        np.repeat(numbers, counts),
        tuple(block.part.name for block in blocks),
        tuple(block.part.material for block in blocks),
        np.array(grains, np.int32),
    )
