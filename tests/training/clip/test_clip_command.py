"""`python -m training clip` as people run it: a few pictures by heart, bad input in one line."""

from pathlib import Path

import numpy as np
import pytest
import torch

from backend.models.clip.embedded import load_embedded
from training.__main__ import main
from training.clip.augment import normalized
from training.clip.command import corpus_config
from training.clip.corpus import make_corpus
from training.clip.data import Pairs, read_pairs
from training.clip.measure import encode_pictures, retrieval
from training.clip.model import load_trained


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus and a run of the smallest preset."""
    folder = tmp_path_factory.mktemp("clip")
    assert main(command(folder, "--epochs", "25")) == 0
    return folder


def command(folder: Path, *more: str) -> list[str]:
    return [
        *("clip", "--preset", "tiny", "--workers", "0", "--out", str(folder / "run")),
        *("--corpus", str(folder / "pictures"), "--lr", "3e-3", "--eval-every", "25", *more),
    ]


@pytest.fixture(scope="module")
def pairs(folder: Path) -> Pairs:
    config = corpus_config("tiny", "train")
    return read_pairs(make_corpus(folder / "pictures", "train", config, workers=0))


def test_a_few_pictures_are_learnt_by_heart(folder: Path, pairs: Pairs) -> None:
    model = load_trained(folder / "run" / "last")
    captions = [pairs.caption(i, ("attributes", "scene", "name")) for i in range(len(pairs))]
    rows = [caption for caption in captions if caption is not None]
    with torch.inference_mode():
        images = encode_pictures(model, pairs, np.arange(len(pairs)))
        texts = model.project(torch.from_numpy(pairs.features[rows]))
        found = retrieval(images, texts, [pairs.texts[row] for row in rows])
    assert found.image_to_text[0] > 0.7 and found.text_to_image[0] > 0.7


def test_the_checkpoint_is_the_embedded_model(folder: Path, pairs: Pairs) -> None:
    clip = load_embedded(folder / "run" / "last")
    model = load_trained(folder / "run" / "last")
    images = normalized(torch.from_numpy(pairs.images[:4]), clip.image_size[0])
    with torch.inference_mode():
        towers = model(images, torch.from_numpy(pairs.features[:4]).float())
        assert torch.allclose(clip.encode_images(images), towers.images, atol=1e-4)
        spoken = clip.encode_text(list(pairs.texts[:4]))
    assert (spoken * towers.texts).sum(1).min() > 0.999  # The features are stored in float16.


def test_a_finished_run_is_left_alone(folder: Path) -> None:
    before = (folder / "run" / "last" / "model.safetensors").read_bytes()
    assert main(command(folder, "--epochs", "25")) == 0
    assert (folder / "run" / "last" / "model.safetensors").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--epochs", "26"), "epochs"),
        (("--workers", "-1"), "--workers"),
        (("--epochs", "0"), "--epochs"),
        (("--corpus", "/dev/null/pictures"), "/dev/null/pictures"),
    ],
)
def test_bad_input_ends_in_one_line(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert main(command(folder, "--epochs", "25", *arguments)) == 2
    error = capfd.readouterr().err.strip().splitlines()[-1]
    assert told in error and "Traceback" not in error


def test_what_is_no_checkpoint_is_named(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["evaluate", "language", "--corpus", str(folder / "pictures"), "--things", "2"]
    arguments += ["--rooms", "0", "--workers", "0", "--checkpoint", str(folder / "pictures")]
    assert main(arguments) == 2
    assert "checkpoint" in capfd.readouterr().err
