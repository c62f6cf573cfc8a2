"""Captioned pictures: things alone, things in their rooms, views of rooms, rooms from above."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from backend.types import Camera
from training.clip.captions import Caption, Captioner
from training.rooms.colors import Random
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.generate import room_from_seed
from training.rooms.language.facts.facts import facts_of
from training.rooms.programs.wishes import novelty
from training.rooms.render.images import Box2D, Picture, photograph, studio, top_down
from training.rooms.render.light import Lighting
from training.rooms.render.photos import pinhole
from training.rooms.render.viewpoints import around
from training.rooms.scan.path import camera_path
from training.rooms.splits import Split, room_seed
from training.rooms.triangles import model_triangles, room_triangles
from training.rooms.types import Category, Model, Room

PictureKind = Literal["alone", "in room", "view", "from above"]
PICTURE_KINDS: tuple[PictureKind, ...] = get_args(PictureKind)

_PHOTO = (320, 240)
"""Width and height of the photos from which things are cut out, pixels."""
_LEAST_EDGE, _LEAST_VISIBLE = 28, 0.5
"""Things that are smaller in a photo, pixels, or more hidden are not cut out."""
_LEAST_CUT = 0.15
"""Things that the photo's edge cuts must fill so much of it to be recognised, as a share."""
_ALONE, _VIEWS, _WORDS = 11, 12, 13
"""Numbers of the random streams beside those of the room."""

Square = UInt8[np.ndarray, "edge edge 3"]


@dataclass(frozen=True)
class PictureConfig:
    edge: int = 128
    """Of the square pictures, pixels."""
    views: int = 3
    """Photos of each room."""


@dataclass(frozen=True)
class Captioned:
    image: Square
    kind: PictureKind
    category: str | None
    """Of the thing that is shown; None for views and rooms from above."""
    captions: tuple[Caption, ...]


def lone_picture(split: Split, index: int, config: PictureConfig = PictureConfig()) -> Captioned:
    """One thing on plain ground. All categories come equally often, whatever rooms hold."""
    seed = room_seed(split, index)
    model, rng = lone_model(split, index)
    room = studio(model)
    camera = around(
        (triangles := model_triangles(model)).corners,
        _turn(rng),
        width=config.edge,
        height=config.edge,
        rise=rng.uniform(0.05, 0.8),
    )
    picture = photograph(Lighting.of(triangles, room), camera)
    captioner = _captioner(split, room, seed, _ALONE)
    captions = tuple(captioner.of_object(0, place=False))
    return Captioned(picture.image, "alone", model.category, captions)


def lone_model(split: Split, index: int) -> tuple[Model, Random]:
    """The thing that `lone_picture` shows, and the random numbers that go on from it."""
    rng = np.random.default_rng([room_seed(split, index), _ALONE])
    return _any_model(split, rng), rng


def room_pictures(
    split: Split, index: int, config: PictureConfig = PictureConfig()
) -> Iterator[Captioned]:
    """Views of a room, the things that can be seen in them, and the room from above."""
    seed = room_seed(split, index)
    room = room_from_seed(seed, novel=novelty(split))
    captioner = _captioner(split, room, seed, _WORDS)
    lighting = Lighting.of(room_triangles(room), room)
    rng = np.random.default_rng([seed, _VIEWS])
    poses = camera_path(room, rng)
    for pose in poses[rng.choice(len(poses), min(config.views, len(poses)), replace=False)]:
        photo = photograph(lighting, Camera("view", pose, pinhole(*_PHOTO), *_PHOTO))
        yield from _things(photo, room, captioner, rng, config.edge)
        yield _view(photo, captioner, config.edge)
    above = top_down(room, width=config.edge, height=config.edge)
    yield Captioned(above.image, "from above", None, tuple(captioner.of_map()))


def _turn(rng: Random) -> float:
    """Mostly from about the front, as people look at things, sometimes from anywhere; radians."""
    return rng.uniform(-1.3, 1.3) if rng.random() < 0.7 else rng.uniform(0, 2 * np.pi)


def _captioner(split: Split, room: Room, seed: int, stream: int) -> Captioner:
    rng = np.random.default_rng([seed, _WORDS, stream])
    return Captioner(facts_of(room), rng, novel=split == "novel-phrasings")


def _any_model(split: Split, rng: Random) -> Model:
    held_out = split == "novel-categories"
    categories = [c for c in CATALOGUE.values() if c.held_out == held_out]
    if split == "novel-styles":
        categories = [c for c in categories if _held_out_styles(c)]
    category = categories[int(rng.integers(len(categories)))]
    if split != "novel-styles":
        return category.make(rng)
    styles = _held_out_styles(category)
    return category.make(rng, style=styles[int(rng.integers(len(styles)))])


def _held_out_styles(category: Category) -> list[str]:
    return [style.name for style in category.styles if style.held_out]


def _things(
    photo: Picture, room: Room, captioner: Captioner, rng: Random, edge: int
) -> Iterator[Captioned]:
    """Each thing that is large and free enough, with a bit of what is around it."""
    image = Image.fromarray(photo.image)
    for box in photo.boxes:
        long = max(box.x1 - box.x0, box.y1 - box.y0)
        if long < _LEAST_EDGE or box.visible < _LEAST_VISIBLE or _is_cut(box, photo.camera):
            continue
        cut = _square(box, long * rng.uniform(1.05, 1.3), photo.camera)
        small = image.resize((edge, edge), Image.Resampling.BICUBIC, box=cut)
        category = room.objects[box.id].category
        captions = tuple(captioner.of_object(box.id))
        yield Captioned(np.asarray(small), "in room", category, captions)


def _is_cut(box: Box2D, camera: Camera) -> bool:
    """Whether the photo's edge leaves only a part of a thing, and a small one."""
    inside = box.x0 > 0 and box.y0 > 0 and box.x1 < camera.width and box.y1 < camera.height
    return not inside and _area(box) < _LEAST_CUT * camera.width * camera.height


def _square(box: Box2D, edge: float, camera: Camera) -> tuple[float, float, float, float]:
    """A square around a box, moved into the photo as far as it fits."""
    edge = min(edge, camera.width, camera.height)
    x = min(max((box.x0 + box.x1 - edge) / 2, 0), camera.width - edge)
    y = min(max((box.y0 + box.y1 - edge) / 2, 0), camera.height - edge)
    return x, y, x + edge, y + edge


def _view(photo: Picture, captioner: Captioner, edge: int) -> Captioned:
    """The middle of a photo, as CLIP's preprocessing would cut it."""
    width, height = photo.camera.width, photo.camera.height
    left = (width - height) / 2
    image = Image.fromarray(photo.image)
    cut = (left, 0, left + height, height)
    small = image.resize((edge, edge), Image.Resampling.BICUBIC, box=cut)
    inside = [b for b in photo.boxes if left < (b.x0 + b.x1) / 2 < left + height]
    shown = [b for b in inside if b.visible > 0.3 and _area(b) > 0.004 * width * height]
    shown.sort(key=_area, reverse=True)
    captions = tuple(captioner.of_view([b.id for b in shown]))
    return Captioned(np.asarray(small), "view", None, captions)


def _area(box: Box2D) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)
