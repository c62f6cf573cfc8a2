"""The contrastive task: losses, batches and figures against slow twins; a few rooms by heart."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from training.clip.augment import AugmentConfig, augmented, normalized
from training.clip.batches import BatchConfig, draw_batches, picture_weights
from training.clip.contrast import contrastive_loss, same_texts
from training.clip.corpus import joined
from training.clip.data import Pairs, pairs_of
from training.clip.measure import class_mean, retrieval, top_shares
from training.clip.model import TrainedClip
from training.clip.pictures import PICTURE_KINDS, lone_picture, room_pictures
from training.clip.presets import preset_config

WIDTH = 24


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    part = joined([*(lone_picture("train", i) for i in range(6)), *room_pictures("train", 3)])
    features = np.random.default_rng(0).normal(size=(len(part.texts), WIDTH))
    return pairs_of([part], [features.astype(np.float16)])


def unit(rng: np.random.Generator, count: int) -> torch.Tensor:
    vectors = torch.from_numpy(rng.normal(size=(count, 8))).float()
    return torch.nn.functional.normalize(vectors, dim=-1)


@given(count=st.integers(2, 9), seed=st.integers(0, 99))
@settings(deadline=None, max_examples=25)
def test_loss_equals_its_definition(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    left, right = unit(rng, count), unit(rng, count)
    same = torch.from_numpy(rng.random((count, count)) < 0.3)
    same = same | same.T
    found = contrastive_loss(left, right, torch.tensor(7.0), same)
    total = 0.0
    for a, b in ((left, right), (right, left)):
        for i in range(count):
            others = [j for j in range(count) if j == i or not same[i, j]]
            weights = [np.exp(7 * float(a[i] @ b[j])) for j in others]
            total -= np.log(weights[others.index(i)] / sum(weights)) / (2 * count)
    assert float(found) == pytest.approx(total, abs=1e-4)


def test_repeated_captions_are_no_negatives() -> None:
    features = unit(np.random.default_rng(1), 4).repeat(2, 1)
    same = same_texts(features)
    assert same.sum() == 16
    perfect = contrastive_loss(features, features, torch.tensor(1000.0), same)
    assert float(perfect) == pytest.approx(0, abs=1e-5)


def test_processes_share_each_batch(pairs: Pairs) -> None:
    config = BatchConfig(size=12, steps=4, seed=3)
    whole = list(draw_batches(pairs, config, 1, 64, start=0, rank=0, world=1))
    shares = [list(draw_batches(pairs, config, 1, 64, start=0, rank=r, world=3)) for r in range(3)]
    for step, batch in enumerate(whole):
        together = [share[step].pictures for share in shares]
        assert sorted(batch.pictures) == sorted(sum(together, ()))
        assert {len(own) for own in together} == {4}


def test_batches_go_on_from_any_place(pairs: Pairs) -> None:
    config = BatchConfig(size=5, steps=6)
    whole = list(draw_batches(pairs, config, 2, 64, start=0, rank=0, world=1))
    rest = list(draw_batches(pairs, config, 2, 64, start=4, rank=0, world=1))
    assert [b.pictures for b in rest] == [b.pictures for b in whole[4:]]
    assert all(torch.equal(a.texts, b.texts) for a, b in zip(rest, whole[4:], strict=True))
    other = next(draw_batches(pairs, config, 3, 64, start=0, rank=0, world=1))
    assert other.pictures != whole[0].pictures


def test_texts_belong_to_their_pictures(pairs: Pairs) -> None:
    for batch in draw_batches(
        pairs, BatchConfig(size=16, steps=3), 0, 64, start=0, rank=0, world=1
    ):
        for picture, text in zip(batch.pictures, batch.texts, strict=True):
            own = pairs.features[pairs.starts[picture] : pairs.starts[picture + 1]]
            assert (own.astype(np.float32) == text.numpy()).all(1).any()


def test_kinds_of_pictures_are_balanced(pairs: Pairs) -> None:
    weights = picture_weights(pairs)
    assert weights.sum() == pytest.approx(1) and (weights > 0).all()
    alone = weights[pairs.kinds == PICTURE_KINDS.index("alone")].sum()
    in_room = weights[pairs.kinds == PICTURE_KINDS.index("in room")].sum()
    assert alone == pytest.approx(in_room)


def test_varied_pictures_follow_from_the_generator(pairs: Pairs) -> None:
    images = torch.from_numpy(pairs.images[:4])
    one, other = (augmented(images, 48, torch.Generator().manual_seed(5)) for _ in range(2))
    assert torch.equal(one, other) and one.shape == (4, 3, 48, 48)
    assert not torch.equal(one, augmented(images, 48, torch.Generator().manual_seed(6)))


def test_no_variation_leaves_pictures_as_they_are(pairs: Pairs) -> None:
    images = torch.from_numpy(pairs.images[:4])
    still = AugmentConfig(least=1, aspect=1, brightness=0, contrast=0, noise=0)
    same = augmented(images, 128, torch.Generator(), still)
    assert torch.allclose(same, normalized(images, 128), atol=1e-4)


def test_retrieval_equals_counting() -> None:
    rng = np.random.default_rng(4)
    images, texts = unit(rng, 12), unit(rng, 12)
    names = [f"text {i // 2}" for i in range(12)]
    found = retrieval(images, texts, names)
    scores = (images @ texts.T).numpy()
    for matrix, shares in ((scores, found.image_to_text), (scores.T, found.text_to_image)):
        ranks = [
            min(int((row > row[j]).sum()) for j in range(12) if names[j] == names[i])
            for i, row in enumerate(matrix)
        ]
        assert shares[0] == pytest.approx(np.mean([r < 1 for r in ranks]))
        assert shares[1] == pytest.approx(np.mean([r < 5 for r in ranks]))


def test_shares_of_classes_equal_counting() -> None:
    rng = np.random.default_rng(5)
    images, classes = unit(rng, 30), unit(rng, 7)
    labels = rng.integers(0, 7, 30)
    scores = (images @ classes.T).numpy()
    ranks = np.array([(row > row[label]).sum() for row, label in zip(scores, labels, strict=True)])
    assert top_shares(images, classes, labels) == pytest.approx(
        [(ranks < 1).mean(), (ranks < 5).mean()]
    )
    means = [(ranks[labels == i] < 1).mean() for i in np.unique(labels)]
    assert class_mean(images, classes, labels) == pytest.approx(np.mean(means))


def test_the_projection_starts_as_the_identity() -> None:
    model = TrainedClip(preset_config("tiny").tower, WIDTH)
    texts = torch.randn(5, WIDTH)
    assert torch.allclose(model.project(texts), torch.nn.functional.normalize(texts, dim=-1))


def test_every_parameter_learns(pairs: Pairs) -> None:
    model = TrainedClip(preset_config("tiny").tower, WIDTH)
    images = normalized(torch.from_numpy(pairs.images[:6]), 64)
    towers = model(images, torch.from_numpy(pairs.features[:6]).float())
    same = torch.eye(6, dtype=torch.bool)
    contrastive_loss(towers.images, towers.texts, towers.scale, same).backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in model.parameters())
