"""Texts on disk are what the text encoder says, however often the encoding was stopped."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from backend.models.card import ClipIdentity
from backend.models.clip.model import Clip
from tests.models.clip.tiny_clips import VIT, tiny
from training.errors import CommandError
from training.questions import texts as texts_module
from training.questions.texts import TextStore, add_texts, open_texts

TEXTS = (
    "What color is the chair?", "Where is it?", "How many lamps are on the table in the corner?",
    "A bed.", "Is there a very large wooden bookshelf to the left of the window?", "Where is it?",
)  # fmt: skip


@pytest.fixture(scope="module")
def clip() -> Clip:
    return tiny(VIT)


@pytest.fixture
def store(clip: Clip, tmp_path: Path) -> TextStore:
    return add_texts(tmp_path, TEXTS, clip)


def test_the_store_holds_what_the_encoder_says(store: TextStore, clip: Clip) -> None:
    assert len(store) == len(set(TEXTS))
    found = store.tokens(TEXTS)
    for row, text in enumerate(TEXTS):
        alone = clip.text_tokens([text])
        length = int(alone.mask.sum())
        assert int(found.mask[row].sum()) == length
        assert found.mask[row, :length].all()
        torch.testing.assert_close(
            found.states[row, :length], alone.states[0, :length], atol=5e-3, rtol=5e-3
        )
        assert not found.states[row, length:].any()
        torch.testing.assert_close(found.pooled[row], alone.pooled[0], atol=2e-3, rtol=0)


def test_states_are_mapped_in_half_precision(store: TextStore) -> None:
    states = store.parts[0].states
    assert isinstance(states, np.memmap) and states.dtype == np.float16


def test_no_text_at_all_has_one_empty_column(store: TextStore) -> None:
    found = store.tokens([])
    assert found.states.shape == (0, 1, store.width) and found.mask.shape == (0, 1)


def test_an_interrupted_encoding_goes_on(
    clip: Clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts_module, "_PART", 2)
    whole = add_texts(tmp_path / "whole", TEXTS, clip)
    calls, encoded = 0, texts_module._encoded

    def stopping(*args: object) -> dict[str, bytes]:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return encoded(*args)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(texts_module, "_encoded", stopping)
    with pytest.raises(KeyboardInterrupt):
        add_texts(tmp_path / "parts", TEXTS, clip)
    assert len(open_texts(tmp_path / "parts", clip.identity)) == 2
    parts = add_texts(tmp_path / "parts", TEXTS, clip)
    assert calls == 4
    assert [part.texts for part in parts.parts] == [part.texts for part in whole.parts]
    assert torch.equal(parts.tokens(TEXTS).states, whole.tokens(TEXTS).states)


def test_more_texts_leave_those_that_are_there(store: TextStore, clip: Clip) -> None:
    folder = Path(str(store.parts[0].states.filename)).parent.parent  # pyright: ignore
    before = (folder / "part_0000" / "states.npy").stat().st_mtime_ns
    more = add_texts(folder, [*TEXTS, "Something new?"], clip)
    assert len(more) == len(store) + 1 and len(more.parts) == 2
    assert (folder / "part_0000" / "states.npy").stat().st_mtime_ns == before
    assert torch.equal(more.tokens(TEXTS).states, store.tokens(TEXTS).states)


def test_unknown_texts_foreign_clips_and_damage_are_told(
    store: TextStore, clip: Clip, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="'Never heard' was not encoded"):
        store.tokens(["Never heard"])
    other = ClipIdentity("other", "clip", "1" * 64)
    with pytest.raises(CommandError, match=r"other/clip .*Choose another folder"):
        open_texts(tmp_path, other)
    (tmp_path / "part_0000" / "states.npy").write_bytes(b"half")
    with pytest.raises(CommandError, match="part_0000 is damaged"):
        add_texts(tmp_path, TEXTS, clip)
    shutil.rmtree(tmp_path / "part_0000")
    with pytest.raises(CommandError, match="no encoded texts"):
        open_texts(tmp_path, clip.identity)
