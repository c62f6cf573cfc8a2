"""Pictures of rooms with light, shade and texture, and boxes around the objects in them.

Four samples per pixel; what is behind clear glass shines through it.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Int32, UInt8

from backend.kernels import kernel
from backend.types import Camera
from training.rooms.render.light import Lighting
from training.rooms.render.raster import Hits, barycentric, rasterize, silhouettes
from training.rooms.render.viewpoints import above, around, towards
from training.rooms.triangles import Triangles, model_triangles, room_triangles
from training.rooms.types import Floor, Model, Placed, Room, Support

SAMPLES = 2
"""Per pixel and direction."""

_SKY = (212, 213, 210)
"""What is seen where there is nothing."""


@dataclass(frozen=True)
class Box2D:
    """The rectangle around what is seen of an object."""

    id: int
    x0: float
    y0: float
    x1: float
    y1: float
    """Pixels from the image's upper left corner; half a pixel is the finest step."""
    visible: float
    """Share of its outline within the picture that nothing hides."""


@dataclass(frozen=True)
class Picture:
    image: UInt8[np.ndarray, "height width 3"]
    camera: Camera
    boxes: tuple[Box2D, ...]
    """Of the objects that are seen, in order of their ids."""


def photograph(
    lighting: Lighting, camera: Camera, *, skip: Bool[np.ndarray, " triangles"] | None = None
) -> Picture:
    """What a camera sees of lit triangles, those of `skip` left out."""
    triangles = lighting.triangles
    hidden = np.zeros(len(triangles), np.bool_) if skip is None else skip
    clearness = np.array([m.transparency for m in triangles.materials], np.float32)
    clearness = clearness[triangles.parts]
    front = behind = _rasterized(triangles, camera, hidden)
    image = _colored(lighting, camera, front, front.triangle >= 0)
    through = np.append(clearness, np.float32(0))[front.triangle]
    if through.any():
        clear = through > 0
        behind = _rasterized(triangles, camera, hidden | (clearness > 0))
        back = _colored(lighting, camera, behind, clear & (behind.triangle >= 0))
        share = through[clear, None]
        image[clear] = ((1 - share) * image[clear] + share * back[clear] + 0.5).astype(np.uint8)
    return Picture(_averaged(image), camera, _boxes(triangles, camera, hidden, (front, behind)))


def perspective(room: Room, camera: Camera) -> Picture:
    """A view of a furnished room."""
    return photograph(Lighting.of(room_triangles(room), room), camera)


def top_down(room: Room, *, width: int = 320, height: int = 240) -> Picture:
    """A room from far above, without its ceilings and what hangs from them."""
    triangles = room_triangles(room)
    names = np.array([name == "ceiling" for name in triangles.part_names])[triangles.parts]
    hung = [p.id for p in room.objects if p.support.kind == "ceiling"]
    skip = (names & (triangles.objects < 0)) | np.isin(triangles.objects, hung)
    camera = above(triangles.corners[~skip], width=width, height=height)
    return photograph(Lighting.of(triangles, room), camera, skip=skip)


def object_view(
    scene: Room | Model, id: int = 0, *, turn: float = 0.5, width: int = 224, height: int = 224
) -> Picture:
    """One object from eye height: where it stands, or alone.

    Args:
        scene: A room, or a model on nothing at all.
        id: Which of the room's objects.
        turn: From where: radians from its front, counter-clockwise; another side is taken where
            the view is blocked.
        width: Of the image, pixels.
        height: Of the image, pixels.
    """
    if isinstance(scene, Model):
        triangles = model_triangles(scene)
        lighting = Lighting.of(triangles, studio(scene))
        return photograph(lighting, around(triangles.corners, turn, width=width, height=height))
    lighting = Lighting.of(room_triangles(scene), scene)
    camera = towards(lighting.triangles, scene.objects[id], turn, width=width, height=height)
    return photograph(lighting, camera)


def studio(model: Model) -> Room:
    """Nothing but light around a model."""
    reach = 2 + max(model.size)
    outline = ((-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach))
    floor = Floor("living room", outline, 2 + model.size[2])
    placed = Placed(0, model, 0, 0, 0, 0, Support("floor"))
    return Room(0, "living room", (floor,), (), (), (placed,))


def _rasterized(triangles: Triangles, camera: Camera, skip: Bool[np.ndarray, " triangles"]) -> Hits:
    """At the resolution of the samples."""
    w, h = SAMPLES * camera.width, SAMPLES * camera.height
    T = camera.T_world_camera
    return rasterize(triangles.corners, T, _fine(camera), w, h, skip=skip)


def _colored(
    lighting: Lighting, camera: Camera, hits: Hits, wanted: Bool[np.ndarray, "height width"]
) -> UInt8[np.ndarray, "height width 3"]:
    """The samples that are wanted; the sky everywhere else."""
    triangles, T = lighting.triangles, camera.T_world_camera
    weights = barycentric(hits, triangles.corners, T, _fine(camera))[wanted]
    at = hits.triangle[wanted]
    positions, normals = _surface(triangles, at, weights, T[:3, 3])
    image = np.full((*wanted.shape, 3), _SKY, np.uint8)
    image[wanted] = lighting.colors(at, weights, positions, normals)
    return image


def _averaged(
    image: UInt8[np.ndarray, "samples_down samples_across 3"],
) -> UInt8[np.ndarray, "height width 3"]:
    """One pixel for each square of samples."""
    total = np.zeros((image.shape[0] // SAMPLES, image.shape[1] // SAMPLES, 3), np.uint16)
    for i in range(SAMPLES):
        for j in range(SAMPLES):
            total += image[i::SAMPLES, j::SAMPLES]
    return ((total + SAMPLES**2 // 2) // SAMPLES**2).astype(np.uint8)


def _fine(camera: Camera) -> np.ndarray:
    return camera.K * np.array([[SAMPLES], [SAMPLES], [1.0]])


def _surface(
    triangles: Triangles,
    at: Int32[np.ndarray, " places"],
    weights: Float32[np.ndarray, "places 3"],
    eye: np.ndarray,
) -> tuple[Float32[np.ndarray, "places 3"], Float32[np.ndarray, "places 3"]]:
    """Positions, and unit normals on the side of the eye."""
    positions, normals = np.empty((2, len(at), 3), np.float32)
    _interpolate(triangles.corners, triangles.normals, at, weights, eye, positions, normals)
    return positions, normals


@kernel
def _interpolate(corners, corner_normals, at, weights, eye, positions, normals):
    for n in range(len(at)):
        square, side = 0.0, 0.0
        for k in range(3):
            position, normal = 0.0, 0.0
            for i in range(3):
                position += weights[n, i] * corners[at[n], i, k]
                normal += weights[n, i] * corner_normals[at[n], i, k]
            positions[n, k], normals[n, k] = position, normal
            square += normal * normal
            side += normal * (eye[k] - position)
        length = np.sqrt(max(square, 1e-12))
        for k in range(3):
            normals[n, k] /= length if side >= 0 else -length


def _boxes(
    triangles: Triangles,
    camera: Camera,
    skip: Bool[np.ndarray, " triangles"],
    layers: tuple[Hits, Hits],
) -> tuple[Box2D, ...]:
    """Around what is seen of each object, through glass (the second layer) or without."""
    owners = np.where(skip, -1, triangles.objects).astype(np.int32)
    w, h = SAMPLES * camera.width, SAMPLES * camera.height
    whole = silhouettes(triangles.corners, owners, camera.T_world_camera, _fine(camera), w, h)
    extents = np.tile(np.array([w, h, 0, 0]), (len(whole), 1))
    pixels = np.zeros(len(whole), np.int64)
    front, behind = (np.append(owners, np.int32(-1))[hits.triangle] for hits in layers)
    _measure(front, extents, pixels)
    _measure(np.where(behind == front, np.int32(-1), behind), extents, pixels)
    return tuple(
        Box2D(int(i), *(extents[i] / SAMPLES).tolist(), visible=round(pixels[i] / whole[i], 4))
        for i in np.flatnonzero(pixels)
    )


@kernel
def _measure(owners, extents, pixels):
    """Widens each object's extents to its pixels, and counts them."""
    height, width = owners.shape
    for y in range(height):
        for x in range(width):
            owner = owners[y, x]
            if owner >= 0:
                extents[owner, 0] = min(extents[owner, 0], x)
                extents[owner, 1] = min(extents[owner, 1], y)
                extents[owner, 2] = max(extents[owner, 2], x + 1)
                extents[owner, 3] = max(extents[owner, 3], y + 1)
                pixels[owner] += 1
