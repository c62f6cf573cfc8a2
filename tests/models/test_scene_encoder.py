import pytest
import torch

from backend.models.scene_encoder import SceneEncoder, SceneEncoderConfig

CONFIG = SceneEncoderConfig(objects=6, dim=16, heads=2, feedforward=32, clip_dim=8, layers=2)


@pytest.fixture
def encoder() -> SceneEncoder:
    torch.manual_seed(0)
    return SceneEncoder(CONFIG).eval()


def objects(scenes: int = 3, count: int = 5) -> torch.Tensor:
    return torch.randn(scenes, count, 6, generator=torch.Generator().manual_seed(1))


def test_two_scenes_have_different_embeddings(encoder: SceneEncoder) -> None:
    embedding = encoder(objects()).embedding
    apart = torch.cdist(embedding, embedding)[0, 1:]
    assert (apart > 1e-3).all()


def test_a_scene_does_not_depend_on_the_others_of_its_batch(encoder: SceneEncoder) -> None:
    together, alone = encoder(objects()), encoder(objects()[1:2])
    assert torch.allclose(together.embedding[1:2], alone.embedding, atol=1e-5)
    assert torch.allclose(together.objects[1:2], alone.objects, atol=1e-5)


def test_the_order_of_objects_does_not_matter(encoder: SceneEncoder) -> None:
    order = torch.tensor([3, 1, 4, 0, 2])
    plain, mixed = encoder(objects()), encoder(objects()[:, order])
    assert torch.allclose(plain.embedding, mixed.embedding, atol=1e-5)
    assert torch.allclose(plain.objects[:, order], mixed.objects, atol=1e-5)


def test_masked_objects_change_nothing(encoder: SceneEncoder) -> None:
    padded = torch.cat([objects(), torch.full((3, 4, 6), 100.0)], dim=1)
    mask = torch.arange(9).expand(3, -1) < 5
    plain, masked = encoder(objects()), encoder(padded, mask)
    assert torch.allclose(plain.embedding, masked.embedding, atol=1e-5)
    assert torch.allclose(plain.objects, masked.objects[:, :5], atol=1e-5)


def test_a_scene_without_objects_has_an_embedding(encoder: SceneEncoder) -> None:
    found = encoder(objects(), torch.zeros(3, 5, dtype=torch.bool))
    assert found.embedding.isfinite().all()


def test_training_and_inference_paths_agree(encoder: SceneEncoder) -> None:
    mask = torch.tensor([[True] * 5, [True] * 4 + [False], [True] * 2 + [False] * 3])
    with torch.inference_mode():
        fast = encoder(objects(), mask)
    slow = encoder(objects(), mask)
    assert torch.allclose(fast.embedding, slow.embedding, atol=1e-5)


def test_gradients_reach_every_parameter() -> None:
    encoder = SceneEncoder(SceneEncoderConfig(**{**vars(CONFIG), "facts": 6}))
    tokens = encoder(objects(), facts=torch.randn(3, 5, 6))
    (tokens.embedding.square().sum() + tokens.objects.square().sum()).backward()
    for name, parameter in encoder.named_parameters():
        assert parameter.grad is not None and parameter.grad.abs().sum() > 0, name


def test_bfloat16_is_close_to_float32(encoder: SceneEncoder) -> None:
    with torch.autocast("cpu", torch.bfloat16):
        half = encoder(objects()).embedding
    assert torch.cosine_similarity(half.float(), encoder(objects()).embedding).min() > 0.999


def test_facts_are_given_where_they_are_wanted(encoder: SceneEncoder) -> None:
    with pytest.raises(ValueError, match="wants 0 facts"):
        encoder(objects(), facts=torch.zeros(3, 5, 6))
    placed = SceneEncoder(SceneEncoderConfig(**{**vars(CONFIG), "facts": 6})).eval()
    with pytest.raises(ValueError, match="wants 6 facts"):
        placed(objects())
    here, there = (placed(objects(), facts=torch.full((3, 5, 6), v)) for v in (0.0, 1.0))
    assert not torch.allclose(here.embedding, there.embedding)


def test_questions_share_scenes(encoder: SceneEncoder) -> None:
    tokens = encoder(objects())
    asked = tokens.of_questions(torch.tensor([2, 0, 2, 1]))
    assert torch.equal(asked.cls[0], tokens.cls[2]) and torch.equal(asked.cls[0], asked.cls[2])
    assert torch.equal(asked.objects[3], tokens.objects[1])
