"""Real scenes below a data root: found in every official layout, joined, and missed by name."""

from pathlib import Path

import numpy as np
import pytest

from backend.models.votenet.classes import SCANNET, SCANREFER
from tests.scenes.datasets.layouts import ROOM, object_boxes, write_arrays, write_scannet
from tests.training.data.annotation_files import (
    SCANQA,
    SQA3D_ANNOTATIONS,
    SQA3D_QUESTIONS,
    write,
)
from tests.training.data.annotation_files import (
    SCANREFER as DESCRIPTIONS,
)
from training.data.examples import QuestionScene
from training.data.real_scenes import RealConfig, open_real_scenes
from training.data.scannet_scenes import read_scannet_scene
from training.data.splits import read_split
from training.errors import CommandError

DATA = Path(__file__).parents[4] / "shared" / "data"
HERE = [row for row in DESCRIPTIONS if row["scene_id"] == "scene0000_00"]
MESH = "scene0000_00_vh_clean_2.ply"


def check(scene: QuestionScene) -> None:
    """The furniture of `ROOM` with its boxes, whatever layout it came from."""
    assert scene.boxes.instances is not None and len(scene.boxes) == len(scene.classes)
    np.testing.assert_allclose(scene.points, ROOM.positions, atol=1e-4)
    np.testing.assert_array_equal(scene.colors, ROOM.colors)
    np.testing.assert_array_equal(scene.instances, ROOM.instances)
    for i, number in enumerate(scene.boxes.instances):
        np.testing.assert_allclose(scene.boxes.centers[i], ROOM.furniture[number].center, atol=1e-4)
        np.testing.assert_allclose(scene.boxes.sizes[i], ROOM.furniture[number].size, atol=1e-4)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_scannet(tmp_path / "scannet" / "scans")
    write(tmp_path / "qa" / "ScanQA_v1.0_train.json", SCANQA)
    write(tmp_path / "ScanRefer_filtered_train.json", HERE)
    sqa = tmp_path / "sqa_task" / "balanced"
    write(sqa / "v1_balanced_questions_train_scannetv2.json", SQA3D_QUESTIONS)
    write(sqa / "v1_balanced_sqa_annotations_train_scannetv2.json", SQA3D_ANNOTATIONS)
    return tmp_path


def test_a_scan_comes_with_all_that_is_said_about_it(root: Path) -> None:
    real = open_real_scenes(RealConfig(root, questions=("scanqa", "sqa3d")))
    assert real.names == ("scene0000_00",) and len(real) == 1 and not real.left_out
    scene = real.scene("scene0000_00")
    check(scene)
    assert [q.id for q in scene.questions] == [
        "train-scene0000-0", "train-scene0000-1", "220602000003",
    ]  # fmt: skip
    assert [d.object_id for d in scene.descriptions] == [1]
    rows = scene.boxes_of(scene.questions[0].object_ids)
    assert scene.boxes.instances is not None
    assert [int(scene.boxes.instances[row]) for row in rows] == [1, 0]
    assert scene.boxes_of(scene.questions[1].object_ids) == ()
    assert scene.name == scene.questions[0].scene


@pytest.mark.parametrize(
    ("folder", "scanrefer"),
    [("scannet_data", True), ("scannet/scannet_train_detection_data", False)],
)
def test_prepared_arrays_tell_the_same(tmp_path: Path, folder: str, scanrefer: bool) -> None:
    write_arrays(tmp_path / "data" / folder, scanrefer=scanrefer)
    write(tmp_path / "data" / "scanrefer" / "ScanRefer_filtered_train.json", HERE)
    scene = open_real_scenes(RealConfig(tmp_path, questions=())).scene("scene0000_00")
    check(scene)
    assert len(scene.boxes) == len(ROOM.furniture)


def test_classes_are_those_of_the_detector(tmp_path: Path) -> None:
    scan = write_scannet(tmp_path)
    for own in (SCANREFER, SCANNET):
        scene = read_scannet_scene(scan / MESH, scan.name, own)
        check(scene)
        named = dict(zip(scene.boxes.labels, (own.names[k] for k in scene.classes), strict=True))
        assert named["bed"] == "bed" and named["desk"] == "desk"
        assert ("night stand" in named) == (own is SCANREFER)
        assert named.get("night stand", "others") == "others"


def test_names_tell_the_class_where_the_points_do_not(tmp_path: Path) -> None:
    scan = write_scannet(tmp_path)
    (scan / "scene0000_00_vh_clean_2.labels.ply").unlink()
    table = tmp_path / "scannetv2-labels.combined.tsv"
    elsewhere = table.rename(tmp_path.parent / f"{tmp_path.name}.tsv")
    scene = read_scannet_scene(scan / MESH, scan.name, SCANNET, table=elsewhere)
    check(scene)
    assert {SCANNET.names[k] for k in scene.classes} >= {"bed", "desk"}


def test_a_scan_without_objects_serves_for_tests_only(tmp_path: Path) -> None:
    scan = write_scannet(tmp_path)
    (scan / "scene0000_00.aggregation.json").unlink()
    with pytest.raises(CommandError, match=r"no object.*aggregation\.json"):
        read_scannet_scene(scan / MESH, scan.name)
    scene = read_scannet_scene(scan / MESH, scan.name, annotated=False)
    assert not len(scene.boxes) and (scene.instances == -1).all() and scene.classes.shape == (0,)


@pytest.mark.parametrize(
    ("gone", "named"),
    [
        ("qa/ScanQA_v1.0_train.json", r"ScanQA_v1\.0_train\.json \(looked in .*qa/"),
        ("ScanRefer_filtered_train.json", r"ScanRefer_filtered_train\.json"),
        (
            "sqa_task/balanced/v1_balanced_sqa_annotations_train_scannetv2.json",
            "v1_balanced_sqa_annotations_train_scannetv2",
        ),
        (f"scannet/scans/scene0000_00/{MESH}", r"1 of 1 .*scene0000_00.*scannet/scans/"),
    ],
)
def test_what_is_missing_is_named_with_where_it_was_looked_for(
    root: Path, gone: str, named: str
) -> None:
    (root / gone).unlink()
    with pytest.raises(CommandError, match=named) as caught:
        open_real_scenes(RealConfig(root, questions=("scanqa", "sqa3d")))
    assert str(root) in str(caught.value) and "\n" not in str(caught.value)


def test_all_missing_annotations_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"ScanQA_v1\.0_val.*ScanRefer_filtered_val"):
        open_real_scenes(RealConfig(tmp_path, split="val"))
    with pytest.raises(CommandError, match="no such folder"):
        open_real_scenes(RealConfig(tmp_path / "none"))


def test_missing_scans_are_left_out_where_that_is_allowed(root: Path) -> None:
    write(root / "ScanRefer_filtered_train.json", DESCRIPTIONS)
    with pytest.raises(CommandError, match=r"1 of 2 .*scene0001_00"):
        open_real_scenes(RealConfig(root))
    real = open_real_scenes(RealConfig(root, whole=False))
    assert real.names == ("scene0000_00",) and real.left_out == ("scene0001_00",)
    assert {d.scene for d in real.descriptions} == {"scene0000_00"}


def test_the_official_list_tells_the_scans(root: Path) -> None:
    listed = root / "scannet" / "meta_data" / "scannetv2_val.txt"
    listed.parent.mkdir()
    listed.write_text("scene0000_00\n\nscene0000_00\n")
    config = RealConfig(root, "val", (), descriptions=False)
    assert open_real_scenes(config).names == read_split(listed) == ("scene0000_00",)
    listed.write_text("scene0000_00\n../scene\n")
    with pytest.raises(CommandError, match=r"scannetv2_val\.txt.*line 2"):
        open_real_scenes(config)
    listed.write_text("\n")
    with pytest.raises(CommandError, match="no scene"):
        read_split(listed)


@pytest.mark.parametrize("keep", [0, 10, 300])
def test_a_cut_file_ends_in_one_line(root: Path, keep: int) -> None:
    real = open_real_scenes(RealConfig(root))
    for name in (
        MESH,
        "scene0000_00.aggregation.json",
        "scene0000_00_vh_clean_2.0.010000.segs.json",
    ):
        path = root / "scannet" / "scans" / "scene0000_00" / name
        whole = path.read_bytes()
        path.write_bytes(whole[: min(keep, len(whole) // 2)])
        with pytest.raises(CommandError, match="scene0000_00") as caught:
            real.scene("scene0000_00")
        assert "\n" not in str(caught.value)
        path.write_bytes(whole)


def test_damaged_boxes_end_in_one_line(tmp_path: Path) -> None:
    path = write_arrays(tmp_path, scanrefer=True)
    boxes = object_boxes(ROOM)
    boxes[0, 3] = np.nan
    np.save(tmp_path / "scene0000_00_aligned_bbox.npy", boxes)
    with pytest.raises(CommandError, match=r"aligned_bbox\.npy: box 0"):
        read_scannet_scene(path, "scene0000_00")


@pytest.mark.data
def test_the_real_scan_is_found_with_its_boxes_and_descriptions() -> None:
    if not (DATA / "scannet" / "scene0000_00").is_dir():
        pytest.skip("needs the research scan scene0000_00")
    real = open_real_scenes(RealConfig(DATA, questions=(), whole=False))
    scene = real.scene("scene0000_00")
    assert scene.points.shape == (81_369, 3) and len(scene.boxes) == 27
    assert len(real.left_out) > 100 and scene.descriptions
    assert (scene.classes >= 0).all()
    for described in scene.descriptions:
        for row in scene.boxes_of([described.object_id]):
            mine = scene.points[scene.instances == described.object_id]
            inside = np.abs(mine - scene.boxes.centers[row]) <= scene.boxes.sizes[row] / 2 + 1e-3
            assert inside.all()


@pytest.mark.data
def test_the_real_lists_have_their_published_lengths() -> None:
    meta = DATA / "scannet" / "meta"
    if not meta.is_dir():
        pytest.skip("needs the research scans")
    lengths = [len(read_split(meta / f"scannetv2_{s}.txt")) for s in ("train", "val", "test")]
    assert lengths == [1201, 312, 100]
