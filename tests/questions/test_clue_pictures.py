"""Pictures of scenes: seen from above, whole; their features computed once."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from backend.models.clip.model import Clip
from tests.checkpoints import CLASSES
from tests.models.clip.tiny_clips import VIT, tiny
from tests.questions.small_scenes import FIRST, SECOND, Scenes
from training.errors import CommandError
from training.questions.clues import scene_captions, stored_clues
from training.questions.corpus import read_corpus
from training.questions.pictures import add_pictures, rendered_pictures, room_pictures
from training.questions.rendering import RenderConfig, camera, render
from training.questions.store import RoomStore
from training.questions.texts import add_texts

NAMES = ("first", "second")


@pytest.fixture(scope="module")
def clip() -> Clip:
    return tiny(VIT)


def picture(seed: int) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 255, (42, 64, 3), dtype=np.uint8)


def views(scene: int) -> Sequence[NDArray[np.uint8]]:
    """Two of the first scene, one of the second."""
    return [picture(10 * scene + view) for view in range(2 - scene)]


def test_features_are_those_of_the_image_tower(clip: Clip, tmp_path: Path) -> None:
    store = add_pictures(tmp_path / "pictures.npz", NAMES, views, clip)
    assert [len(one) for one in store.of(NAMES)] == [2, 1]
    wanted = clip.encode_images(clip.preprocess(picture(1))[None])[0]
    np.testing.assert_allclose(store.of(["first"])[0][1], wanted, atol=2e-3)


def test_what_is_there_is_not_encoded_again(clip: Clip, tmp_path: Path) -> None:
    path = tmp_path / "pictures.npz"
    first = add_pictures(path, NAMES[:1], views, clip)
    asked: list[int] = []

    def counting(scene: int) -> Sequence[NDArray[np.uint8]]:
        asked.append(scene)
        return views(scene)

    both = add_pictures(path, NAMES, counting, clip)
    assert asked == [1]
    np.testing.assert_array_equal(both.of(["first"])[0], first.of(["first"])[0])


def test_damage_and_missing_pictures_are_told(clip: Clip, tmp_path: Path) -> None:
    path = tmp_path / "pictures.npz"
    store = add_pictures(path, NAMES, views, clip)
    with pytest.raises(CommandError, match="no pictures of third"):
        store.of(["third"])
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(CommandError, match="damaged"):
        add_pictures(path, NAMES, views, clip)
    rooms = RoomStore((tmp_path / "room",))
    with pytest.raises(CommandError, match=r"no top\.jpg"):
        room_pictures(rooms)(0)


def test_the_picture_from_above_comes_first(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    for name, color in (("a", 0), ("top", 255)):
        Image.fromarray(np.full((8, 8, 3), color, np.uint8)).save(tmp_path / f"images/{name}.jpg")
    read = room_pictures(RoomStore((tmp_path,)), views=2)(0)
    assert [int(one.mean()) for one in read] == [255, 0]


def test_clues_are_in_the_order_of_the_scenes(clip: Clip, tmp_path: Path) -> None:
    corpus = read_corpus(Scenes(FIRST, SECOND), CLASSES, progress=False)
    said = scene_captions(corpus, 5)
    assert said[0] == ["Point cloud of a scene where This is the large bed."]
    texts = add_texts(tmp_path / "texts", [text for scene in said for text in scene], clip)
    pictures = add_pictures(tmp_path / "pictures.npz", NAMES, views, clip)
    clues = stored_clues(said, texts, pictures, NAMES)
    assert clues.text_starts == (0, 1, 2) and clues.image_starts == (0, 2, 3)
    text, image = clues.draw(1, np.random.default_rng(0))
    np.testing.assert_array_equal(text, texts.pooled(said[1])[0].astype(np.float32))
    np.testing.assert_array_equal(image, pictures.of(["second"])[0][0].astype(np.float32))


@pytest.mark.parametrize("view", range(4))
@pytest.mark.parametrize("shape", [(5, 4, 2.5), (2, 9, 2.5), (9, 2, 0.1)])
def test_every_view_shows_the_whole_cloud(view: int, shape: tuple[float, ...]) -> None:
    rng = np.random.default_rng(0)
    points = (np.array([3.0, -2, 1]) + shape * rng.random((500, 3))).astype(np.float32)
    config = RenderConfig(views=4)
    center, eye, up = camera(points, config, view)
    forward = (center - eye) / np.linalg.norm(center - eye)
    right = np.cross(forward, up)
    right /= np.linalg.norm(right)
    across = points - eye
    depth = across @ forward
    slope = np.tan(np.radians(config.fov) / 2) * depth
    assert (depth > 0).all()
    assert (np.abs(across @ np.cross(right, forward)) <= slope + 1e-4).all()
    assert (np.abs(across @ right) <= slope * config.width / config.height + 1e-4).all()


def test_open3d_draws_things_where_they_are_on_white() -> None:
    grid = np.stack(np.meshgrid(np.linspace(0, 4, 200), np.linspace(0, 4, 200), [0.0]), -1)
    points = grid.reshape(-1, 3).astype(np.float32)
    left = points[:, 0] < 2
    colors = np.where(left[:, None], (255, 0, 0), (0, 0, 255)).astype(np.uint8)
    try:
        (drawn,) = render("square", points, colors)
    except CommandError as error:
        assert "mesa-vulkan-drivers" in str(error)
        pytest.skip("Open3D finds no graphics driver here")
    assert drawn.shape == (420, 640, 3)
    assert drawn[5, 5].tolist() == [255, 255, 255]
    assert drawn[210, 250].tolist() == [255, 0, 0]
    assert drawn[210, 390].tolist() == [0, 0, 255]
    assert (drawn.min(axis=2) < 255).mean() > 0.4
    assert len(rendered_pictures(Scenes(FIRST), RenderConfig(views=2))(0)) == 2
