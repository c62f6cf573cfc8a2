"""Text towers: what is cut changes nothing, and texts do not know of each other."""

from typing import Any, cast

import open_clip
import pytest
import torch
from open_clip import CLIP, CustomTextCLIP
from open_clip.transformer import TextTransformer
from torch import Tensor
from torch.nn.functional import normalize

from backend.models.clip.model import Clip
from backend.models.clip.text import OpenClipText, encode
from tests.models.clip.tiny_clips import BPE, VIT, tiny

TEXTS = [
    "a chair",
    "where is the brown chair next to the window?",
    "",
    "Is there anything left of the bed that one could put a lamp on, or is all of it taken?",
    "sofa!!",
]

CAUSAL: dict[str, dict[str, Any]] = {
    "clip": BPE,
    "eos": {**BPE, "pool_type": "eos", "eos_id": 49407},
    "bias": {**BPE, "proj_bias": True},
    "bare": {**BPE, "proj_type": "none", "width": 24},
}
READS_PADDING: dict[str, dict[str, Any]] = {
    "mobileclip": {**BPE, "no_causal_mask": True},
    "siglip": {**BPE, "no_causal_mask": True, "pool_type": "last"},
}


@pytest.fixture
def clip() -> Clip:
    return tiny(VIT, custom=False)


@torch.no_grad()
def whole(clip: Clip, texts: list[str]) -> Tensor:
    """As open_clip does it: all of the context, one text at a time."""
    tokenize = open_clip.get_tokenizer("ViT-B-32")
    return torch.cat([clip.model.encode_text(tokenize([text])) for text in texts])


@pytest.mark.parametrize("custom", [False, True])
@pytest.mark.parametrize("kind", CAUSAL)
def test_cutting_at_the_end_of_text_is_exact(kind: str, custom: bool) -> None:
    clip = tiny(VIT, CAUSAL[kind], custom=custom)
    torch.testing.assert_close(encode(clip.text, TEXTS), whole(clip, TEXTS), rtol=1e-4, atol=1e-5)
    assert clip.text_tokens(["a chair"]).states.shape == (1, 4, clip.text.width)


@pytest.mark.parametrize("kind", READS_PADDING)
def test_towers_that_read_padding_get_all_of_it(kind: str) -> None:
    clip = tiny(VIT, READS_PADDING[kind])
    torch.testing.assert_close(encode(clip.text, TEXTS), whole(clip, TEXTS), rtol=1e-4, atol=1e-5)
    assert clip.text_tokens(["a chair"]).states.shape[1] == 77


def test_padding_of_a_tower_that_reads_it_is_no_word() -> None:
    class Padding:
        """As SigLIP's: the token that ends a text, 1, also pads."""

        context_length = 77

        def __call__(self, texts: list[str], context_length: int | None = None) -> Tensor:
            ids = torch.ones(len(texts), context_length or 77, dtype=torch.int64)
            for row, text in zip(ids, texts, strict=True):
                row[: len(text.split())] = 5
            return ids

    clip = tiny(VIT, READS_PADDING["siglip"])
    assert isinstance(clip.model, CustomTextCLIP)
    assert isinstance(clip.model.text, TextTransformer)
    tower = OpenClipText(clip.model.text, Padding(), padding=1)
    words = tower.words(["one two three", "", "word " * 77])
    assert words.mask.sum(1).tolist() == [4, 1, 77]
    assert tower(words).states.shape[1] == 77


def test_a_text_longer_than_the_context_is_cut_as_open_clip_does(clip: Clip) -> None:
    long = ["a very " + "long " * 200 + "text"]
    torch.testing.assert_close(encode(clip.text, long), whole(clip, long), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("batch_size", [1, 2, 128])
def test_features_do_not_depend_on_the_batch(batch_size: int, clip: Clip) -> None:
    alone = torch.cat([encode(clip.text, [text]) for text in TEXTS])
    together = encode(clip.text, TEXTS, batch_size=batch_size)
    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-5)


def test_states_of_a_text_do_not_depend_on_its_neighbours(clip: Clip) -> None:
    together = clip.text_tokens(TEXTS)
    for row, text in enumerate(TEXTS):
        alone = clip.text_tokens([text])
        length = int(together.mask[row].sum())
        assert alone.mask.all() and alone.mask.shape[1] == length
        assert together.mask[row, :length].all()
        torch.testing.assert_close(
            together.states[row, :length], alone.states[0], rtol=1e-4, atol=1e-5
        )


def test_the_pooled_feature_is_the_projected_state_of_the_last_token(clip: Clip) -> None:
    tokens = clip.text_tokens(TEXTS)
    torch.testing.assert_close(tokens.pooled, clip.encode_text(TEXTS), rtol=1e-4, atol=1e-5)
    last = tokens.states[torch.arange(len(TEXTS)), tokens.mask.sum(1) - 1]
    assert isinstance(clip.model, CLIP)
    by_hand = normalize(last @ cast("Tensor", clip.model.text_projection), dim=-1)
    torch.testing.assert_close(tokens.pooled, by_hand)


def test_an_exclamation_mark_is_no_padding(clip: Clip) -> None:
    # Its number in CLIP's vocabulary is 0, which is also the number that pads.
    assert int(clip.text_tokens(["sofa ! ! !"]).mask.sum()) == 6


def test_a_prompt_ensemble_is_the_mean_over_its_sentences(clip: Clip) -> None:
    names, templates = ["chair", "night stand", "tv"], ["{}", "a photo of a {}.", "the {} here"]
    expected = []
    for name in names:
        each = [clip.encode_text([template.format(name)])[0] for template in templates]
        mean = torch.stack(each).mean(0)
        expected.append(mean / mean.norm())
    torch.testing.assert_close(
        clip.encode_names(names, templates), torch.stack(expected), rtol=1e-4, atol=1e-5
    )


@pytest.mark.parametrize("texts", ["chair", []])
def test_one_text_is_given_in_a_list(texts: list[str], clip: Clip) -> None:
    with pytest.raises(ValueError, match="wanted a list with at least one text"):
        clip.encode_text(texts)


def test_features_leave_no_gradient_and_have_unit_length(clip: Clip) -> None:
    features = clip.encode_text(TEXTS)
    assert not features.requires_grad
    torch.testing.assert_close(features.norm(dim=1), torch.ones(len(TEXTS)))


def test_the_tower_of_a_coca_is_refused() -> None:
    with pytest.raises(ValueError, match="CoCa"):
        tiny(VIT, {**BPE, "embed_cls": True})
