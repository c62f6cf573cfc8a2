"""Every scene below a folder once, and nothing else."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from backend.scenes.discover import scene_paths
from tests.scenes.datasets.layouts import (
    STANDING_STILL,
    write_arrays,
    write_rgbd,
    write_scannet,
    write_sunrgbd,
    write_votenet_frame,
)

DATA = Path(__file__).parents[3] / "shared" / "data"
CLOUD = "\n".join(f"{i} {i + 1} {i + 2}" for i in range(50))


def names(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in scene_paths(root)]


def test_a_file_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "anything"
    path.write_text("x")
    assert list(scene_paths(path)) == [path]


def test_natural_order(tmp_path: Path) -> None:
    for name in ("scan10.ply", "scan2.ply", "Scan1.ply", "a/scan3.ply"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"ply\n")
    assert names(tmp_path) == ["a/scan3.ply", "Scan1.ply", "scan2.ply", "scan10.ply"]


def test_data_sets_count_once(tmp_path: Path) -> None:
    write_scannet(tmp_path / "scans")
    write_scannet(tmp_path / "scans" / "more", name="scene0001_00")
    write_arrays(tmp_path / "votenet")
    write_arrays(tmp_path / "scanrefer", scanrefer=True)
    plain = tmp_path / "scanrefer" / "scene0000_00_vert.npy"
    plain.write_bytes((tmp_path / "scanrefer" / "scene0000_00_aligned_vert.npy").read_bytes())
    write_sunrgbd(tmp_path / "sunrgbd_trainval")
    write_votenet_frame(tmp_path / "sunrgbd_votes")
    np.savez(tmp_path / "sunrgbd_votes" / "000001_votes.npz", point_votes=np.ones((900, 10)))
    write_rgbd(tmp_path / "rgbd", STANDING_STILL)
    assert names(tmp_path) == [
        "rgbd",
        "scanrefer/scene0000_00_aligned_vert.npy",
        "scans/more/scene0001_00",
        "scans/scene0000_00",
        "sunrgbd_trainval/depth/000001.mat",
        "sunrgbd_votes/000001_pc.npz",
        "votenet/scene0000_00_vert.npy",
    ]


def test_what_is_no_cloud_is_passed_over(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    np.save(tmp_path / "embeddings.npy", rng.random((200, 512)))
    np.save(tmp_path / "objects.npy", rng.random((200, 1024, 3)))
    np.save(tmp_path / "tiny.npy", rng.random((5, 3)))
    np.save(tmp_path / "text.npy", np.array(["a", "b"]))
    np.save(tmp_path / "pickled.npy", np.array([{}], dtype=object), allow_pickle=True)
    np.savez(tmp_path / "features.npz", features=rng.random((300, 64)))
    (tmp_path / "damaged.npz").write_bytes(b"PK\x03\x04 and nothing")
    (tmp_path / "damaged.npy").write_bytes(b"\x93NUMPY\x09\x09 and nothing")
    (tmp_path / "scannet_train.txt").write_text("scene0000_00\nscene0001_00\n" * 30)
    (tmp_path / "notes.txt").write_text("Some words.\n" * 30)
    (tmp_path / "intrinsics.txt").write_text("1 0 0\n0 1 0\n0 0 1\n" * 10)
    (tmp_path / "empty.ply").touch()
    (tmp_path / "table.csv").write_text("name,x,y\n" + "bed,1,2\n" * 40)
    (tmp_path / "scene.json").write_text(json.dumps({}))
    (tmp_path / ".hidden.ply").write_bytes(b"ply\n")
    np.save(tmp_path / "cloud.npy", rng.random((200, 6)))
    np.savez(tmp_path / "cloud.npz", points=rng.random((200, 3)))
    (tmp_path / "cloud.txt").write_text(CLOUD)
    (tmp_path / "cloud.csv").write_text("x,y,z\n" + CLOUD.replace(" ", ","))
    assert names(tmp_path) == ["cloud.csv", "cloud.npy", "cloud.npz", "cloud.txt"]


def test_links_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "scan.ply").write_bytes(b"ply\n")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "broken.ply").symlink_to(tmp_path / "nowhere.ply")
    assert names(tmp_path) == ["a/b/scan.ply"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_folders_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "scan.ply").write_bytes(b"ply\n")
    closed.chmod(0)
    try:
        assert names(tmp_path) == ["scan.ply"]
    finally:
        closed.chmod(0o700)


def test_the_depth_is_bounded(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(30):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "scan.ply").write_bytes(b"ply\n")
    assert names(tmp_path) == []


@pytest.mark.data
def test_the_research_folder_lists_its_scenes_and_no_tables() -> None:
    if not DATA.exists():
        pytest.skip("needs the research scans")
    found = names(DATA)
    assert {"scannet/scene0000_00", "rgbd/tum_fr3", "scans/pcl_office.pcd"} <= set(found)
    assert "sunrgbd/sunrgbd_trainval/depth/000002.mat" in found
    assert not any(name.startswith(("clip", "scanqa", "sqa3d", "modelnet")) for name in found)
    assert len(found) == len(set(found)) and not any("labels" in name for name in found)
