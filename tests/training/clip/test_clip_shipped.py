"""The embedded CLIP as it is shipped: loads, and knows what the rooms show."""

import torch

from backend.models.checkpoint import load_checkpoint
from backend.models.clip.embedded import FOLDER
from backend.models.clip.loading import load_clip
from backend.models.clip.templates import SHORT
from training.clip.captions import class_name
from training.clip.pictures import lone_picture
from training.clip.words import usual_categories

MOST_BYTES = 16 * 2**20


def test_it_is_small_and_says_what_it_can() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES
    card = load_checkpoint(FOLDER).card
    assert card.task == "clip" and card.commit
    assert {m.split for m in card.metrics} >= {"rooms test", "rooms novel-categories"}
    assert all(0 <= m.value <= 1 and m.command for m in card.metrics)


def test_it_finds_the_category_of_unseen_things() -> None:
    clip = load_clip("embedded")
    categories = usual_categories()
    pictures = [lone_picture("test", i) for i in range(64)]
    images = torch.stack([clip.preprocess(picture.image) for picture in pictures])
    with torch.inference_mode():
        texts = clip.encode_names([class_name(c) for c in categories], SHORT)
        best = (clip.encode_images(images) @ texts.T).topk(5).indices.tolist()
    hits = [
        picture.category in [categories[i] for i in row]
        for picture, row in zip(pictures, best, strict=True)
    ]
    assert sum(hits) > 0.6 * len(hits)  # Chance is below 5 %.
