"""A detector on a real scan: what is told about places and names, and the plan."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from backend.models.card import Card
from backend.models.checkpoint import save_checkpoint
from backend.models.scene_network import SceneNetwork
from backend.models.votenet.classes import SCANNET
from backend.types import Boxes
from tests.checkpoints import question_config
from tests.scenes.datasets.layouts import write_scannet
from training.__main__ import main
from training.metrics.detection import score_detections
from training.questions.floor_plan import draw_floor_plan
from training.questions.misnaming import called, renamed
from training.questions.real import read_scan

SCAN = Path(__file__).parents[2] / "../shared/data/scannet/scene0000_00"
TRUE = Boxes(
    np.array([[0, 0, 0.5], [3, 0, 0.5], [6, 0, 0.5]], np.float32),
    np.ones((3, 3), np.float32),
    np.zeros(3, np.float32),
    ("chair", "table", "bed"),
)


def found(labels: tuple[str, str, str], shift: float = 0.1) -> Boxes:
    scores = np.array([0.9, 0.8, 0.7], np.float32)
    return replace(TRUE, centers=TRUE.centers + np.float32(shift), labels=labels, scores=scores)


def test_names_and_places_are_told_apart() -> None:
    boxes = found(("chair", "desk", "bed"))
    far = replace(boxes, centers=boxes.centers + np.array([[0], [0], [20]], np.float32))
    assert called(boxes, TRUE) == ("chair", "desk", "bed")
    assert called(far, TRUE) == ("chair", "desk", None)
    assert called(replace(far, labels=("desk", "table", "bed")), TRUE) == ("desk", "table", None)


def test_with_the_right_names_only_places_count() -> None:
    def score(boxes: Boxes) -> float:
        return score_detections([boxes], [TRUE], threshold=0.25).mean_average_precision

    boxes = found(("bed", "desk", "chair"))
    assert score(boxes) == 0 and score(renamed(boxes, TRUE)) == 1
    far = replace(boxes, centers=boxes.centers + 20)
    assert renamed(far, TRUE).labels == far.labels and score(renamed(far, TRUE)) == 0


def test_the_plan_shows_right_and_wrong() -> None:
    rng = np.random.default_rng(0)
    points = rng.uniform((-1, -1, 0), (7, 1, 2), (5_000, 3)).astype(np.float32)
    colors = np.full((5_000, 3), 128, np.uint8)
    right = draw_floor_plan(points, colors, TRUE, found(("chair", "table", "bed")))
    wrong = draw_floor_plan(points, colors, TRUE, found(("bed", "desk", "chair")))

    def orange(image: Image.Image) -> int:
        below = np.asarray(image)[70:].astype(int)
        return int(((below[..., 0] - below[..., 2]) > 150).sum())

    assert orange(right) == 0 and orange(wrong) > 1_000


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    config = question_config().scene
    with torch.random.fork_rng():
        torch.manual_seed(0)
        network = SceneNetwork(config)
    card = Card("pretrain", "SceneNetwork", asdict(config), points=2_000)
    save_checkpoint(tmp_path / "checkpoint", network.state_dict(), card)
    return tmp_path / "checkpoint"


Capture = pytest.CaptureFixture[str]


def measure(capfd: Capture, checkpoint: Path, scan: Path, *more: str) -> dict[str, float]:
    scans = [] if "--scan" in more else ["--scan", str(scan)]
    assert main(["evaluate", "real", str(checkpoint), *scans, "--draws", "2", "--json", *more]) == 0
    return json.loads(capfd.readouterr().out)


def test_a_scan_is_measured_over_draws(checkpoint: Path, tmp_path: Path, capfd: Capture) -> None:
    scan = write_scannet(tmp_path / "scans")
    plan = tmp_path / "plans" / "plan.png"
    figures = measure(capfd, checkpoint, scan, "--seeds", "1", "--picture", str(plan))
    assert figures["draws"] == 2 and 0 <= figures["mAP@0.25"] <= 100
    assert figures["mAP@0.25, rightly named"] >= 0
    with Image.open(plan) as image:
        assert min(image.size) > 100
    mesh = scan / "scene0000_00_vh_clean_2.ply"
    assert measure(capfd, checkpoint, mesh, "--seeds", "1") == figures
    twice = measure(capfd, checkpoint, scan, "--scan", str(scan), str(mesh), "--seeds", "1")
    objects = [name for name in figures if name.endswith("/objects")]
    assert objects and all(twice[name] == 2 * figures[name] for name in objects)


def test_what_is_no_scan_is_told_in_a_line(
    checkpoint: Path, tmp_path: Path, capfd: Capture
) -> None:
    assert main(["evaluate", "real", str(checkpoint), "--scan", str(tmp_path)]) == 2
    assert "wanted a ScanNet scan" in capfd.readouterr().err
    assert main(["evaluate", "real", "--scan", str(tmp_path)]) == 2


@pytest.mark.data
def test_the_research_scan_has_its_boxes(checkpoint: Path, capfd: Capture) -> None:
    if not SCAN.is_dir():
        pytest.skip("needs the research scan scene0000_00")
    scene = read_scan(SCAN, SCANNET)
    assert len(scene.boxes) == 27
    counts = np.bincount(scene.classes, minlength=18)
    assert counts[SCANNET.names.index("cabinet")] == 7
    assert counts[SCANNET.names.index("garbage bin")] == 3
