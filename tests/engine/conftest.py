"""One tiny network for all tests of the engine, and scenes to ask about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from backend.engine import Answerer
from tests.checkpoints import write_questions


@pytest.fixture(autouse=True, scope="session")
def single_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions") / "vqa"
    return write_questions(folder, calibration={"evidence_threshold": 0.25})


@pytest.fixture(scope="session")
def answerer(checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return Answerer(checkpoint, cache=tmp_path_factory.mktemp("cache"))
