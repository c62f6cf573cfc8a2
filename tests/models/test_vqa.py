from dataclasses import replace

import pytest
import torch
from torch import Tensor

from backend.models.scene_encoder import SceneTokens
from backend.models.vqa import Pooling, Vqa, VqaConfig, VqaOutput, code, paper, pool_words

CONFIG = VqaConfig(7, classes=3, words=6, scene=8, dim=16, heads=2, feedforward=32)
CODE = replace(CONFIG, pooling="bos", linear_heads=False)
FULL = replace(CODE, evidence=True, presence=True, regard=True)
LENGTHS = torch.tensor([4, 2, 3])
"""Words of the three questions."""
MASK = torch.arange(4) < LENGTHS[:, None]


def normal(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def scene(mask: Tensor | None = None) -> SceneTokens:
    if mask is None:
        mask = torch.ones(3, 5, dtype=torch.bool)
    return SceneTokens(normal(3, 8, seed=1), normal(3, 5, 8, seed=2), mask, normal(3, 4, seed=3))


def model(config: VqaConfig = CONFIG) -> Vqa:
    torch.manual_seed(0)
    return Vqa(config).eval()


def same(a: VqaOutput, b: VqaOutput) -> bool:
    pairs = [(a.answer, b.answer), (a.classes, b.classes), (a.pooled, b.pooled)]
    return all(torch.allclose(x, y, atol=1e-5) for x, y in pairs)


@pytest.mark.parametrize("config", [CONFIG, CODE, FULL, replace(CONFIG, pooling="mean")])
def test_padded_words_change_nothing(config: VqaConfig) -> None:
    vqa, words = model(config), normal(3, 4, 6)
    other = words.masked_fill(~MASK[..., None], 50.0)
    assert same(vqa(words, MASK, scene()), vqa(other, MASK, scene()))
    longer = torch.cat([words, normal(3, 3, 6)], dim=1)
    padded = torch.cat([MASK, torch.zeros(3, 3, dtype=torch.bool)], dim=1)
    assert same(vqa(words, MASK, scene()), vqa(longer, padded, scene()))


def test_masked_objects_change_nothing_and_are_never_referred_to() -> None:
    vqa, words = model(), normal(3, 4, 6)
    mask = torch.tensor([[True] * 5, [True] * 3 + [False] * 2, [False] * 5])
    plain = scene(mask)
    objects = plain.objects.masked_fill(~mask[..., None], 50.0)
    other = SceneTokens(plain.cls, objects, mask, plain.embedding)
    a, b = vqa(words, MASK, plain), vqa(words, MASK, other)
    assert same(a, b)
    assert torch.equal(a.reference.isfinite(), mask)
    assert torch.allclose(a.reference[mask], b.reference[mask], atol=1e-5)


def test_the_order_of_objects_does_not_matter() -> None:
    vqa, words, plain = model(), normal(3, 4, 6), scene()
    order = torch.tensor([3, 1, 4, 0, 2])
    mixed = SceneTokens(plain.cls, plain.objects[:, order], plain.mask, plain.embedding)
    a, b = vqa(words, MASK, plain), vqa(words, MASK, mixed)
    assert same(a, b)
    assert torch.allclose(a.reference[:, order], b.reference, atol=1e-5)


def test_answers_depend_on_words_objects_and_the_scene() -> None:
    vqa, words, plain = model(), normal(3, 4, 6), scene()
    answer = vqa(words, MASK, plain).answer
    changed = [
        vqa(words + 1, MASK, plain),
        vqa(words, MASK, replace(plain, objects=plain.objects + 1)),
        vqa(words, MASK, replace(plain, cls=plain.cls + 1)),
    ]
    assert all((output.answer - answer).abs().max() > 1e-3 for output in changed)


def test_pooling_takes_the_last_the_first_or_the_mean_word() -> None:
    words = normal(3, 4, 6)
    expected: dict[Pooling, Tensor] = {
        "eot": torch.stack([words[0, 3], words[1, 1], words[2, 2]]),
        "bos": words[:, 0],
        "mean": torch.stack([words[i, :n].mean(dim=0) for i, n in enumerate(LENGTHS)]),
    }
    for pooling, value in expected.items():
        assert torch.allclose(pool_words(words, MASK, pooling), value, atol=1e-6)
    empty = torch.zeros(3, 4, dtype=torch.bool)
    assert torch.equal(pool_words(words, empty, "mean"), torch.zeros(3, 6))


@pytest.mark.parametrize("config", [CONFIG, CODE, FULL])
def test_gradients_reach_every_parameter(config: VqaConfig) -> None:
    vqa = model(config).train()
    output = vqa(normal(3, 4, 6), MASK, scene())
    parts = [output.answer, output.reference, output.classes]
    parts += [part for part in (output.evidence, output.presence) if part is not None]
    torch.stack([part.square().sum() for part in parts]).sum().backward()
    for name, parameter in vqa.named_parameters():
        assert parameter.grad is not None and parameter.grad.abs().sum() > 0, name


def test_bfloat16_is_close_to_float32() -> None:
    vqa, words = model(), normal(3, 4, 6)
    with torch.autocast("cpu", torch.bfloat16):
        half = vqa(words, MASK, scene())
    whole = vqa(words, MASK, scene())
    assert torch.cosine_similarity(half.answer.float(), whole.answer).min() > 0.99


def test_presets_differ_where_text_and_code_do() -> None:
    assert (paper(10).pooling, code(10).pooling) == ("eot", "bos")
    assert (paper(10).linear_heads, code(10).linear_heads) == (True, False)


def test_the_answer_regards_what_is_referred_to_and_counted() -> None:
    vqa = model(FULL)
    assert vqa.regard is not None
    with torch.no_grad():
        before = vqa(normal(3, 4, 6), MASK, scene())
        for parameter in vqa.regard.parameters():
            parameter.zero_()
        after = vqa(normal(3, 4, 6), MASK, scene())
    assert not torch.allclose(before.answer, after.answer)
    assert torch.equal(before.reference, after.reference)
    with pytest.raises(ValueError, match="evidence"):
        replace(CONFIG, regard=True)
