"""What a trained CLIP can do, as named figures: a few while it learns, all of them at the end."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from jaxtyping import Float, Int64
from torch import Tensor
from torch.nn.functional import normalize

from training.clip.captions import CaptionKind
from training.clip.data import Pairs
from training.clip.measure import class_mean, encode_pictures, retrieval, top_shares
from training.clip.model import TrainedClip
from training.clip.pictures import PictureKind
from training.clip.words import (
    Words,
    held_out_categories,
    paraphrases,
    prompts,
    usual_categories,
)
from training.rooms.language.words.groups import USES
from training.rooms.language.words.lexicon import ENTRIES
from training.rooms.language.words.nouns import Noun

Figures = Iterator[tuple[str, float]]

_PAIRS = 1000
"""Pictures and texts that are told apart in retrieval."""
_RICH: dict[PictureKind, tuple[CaptionKind, ...]] = {
    "alone": ("attributes",),
    "in room": ("description", "attributes"),
    "view": ("scene",),
    "from above": ("scene",),
}
"""With which captions pictures are paired in retrieval."""

MODELNET10 = (
    "bathtub", "bed", "chair", "desk", "dresser", "monitor", "night stand", "sofa", "table",
    "toilet",
)  # fmt: skip


def quick_metrics(model: TrainedClip, pairs: Pairs, words: Words) -> Figures:
    """While it learns: zero-shot accuracy, and retrieval over all kinds of pictures."""
    yield from zero_shot(model, pairs, words, usual_categories())
    yield from all_retrieval(model, pairs)


def all_metrics(model: TrainedClip, pairs: Pairs, words: Words) -> Figures:
    """Of a split that shows the categories of training."""
    yield from quick_metrics(model, pairs, words)
    for kind in _RICH:
        yield from kind_retrieval(model, pairs, kind)
    yield from paraphrased(model, pairs, words)
    yield from uses(model, pairs, words)
    modelnet10 = [name for name in MODELNET10 if name in ENTRIES]
    yield from zero_shot(model, pairs, words, modelnet10, label="ModelNet10's words")


def novel_metrics(model: TrainedClip, pairs: Pairs, words: Words) -> Figures:
    """Of the split with held-out categories: among themselves, and among all."""
    held_out = held_out_categories()
    yield from zero_shot(model, pairs, words, held_out, label="held-out categories")
    everything = [*usual_categories(), *held_out]
    yield from zero_shot(
        model, pairs, words, everything, of=held_out, label="held-out among all categories"
    )


def zero_shot(
    model: TrainedClip,
    pairs: Pairs,
    words: Words,
    categories: Sequence[str],
    *,
    of: Sequence[str] | None = None,
    label: str = "",
) -> Figures:
    """Categories by their usual names, with an ensemble of prompts; pictures of things only.

    Args:
        model: the network.
        pairs: pictures.
        words: features of the prompts.
        categories: among which each picture's is looked for.
        of: categories of the pictures that are shown; all of them by default.
        label: what to call the figures.
    """
    names = [ENTRIES[category].names[0] for category in categories]
    classes = class_features(model, words, names)
    name = f"zero-shot/{label}" if label else "zero-shot"
    kinds: tuple[PictureKind, ...] = ("alone", "in room")
    for kind in kinds:
        chosen, labels = _things(pairs, kind, categories, of or categories)
        if len(chosen):
            images = encode_pictures(model, pairs, chosen)
            first, five = top_shares(images, classes, labels)
            yield f"{name}/{kind}/top-1", first
            yield f"{name}/{kind}/top-5", five
            yield f"{name}/{kind}/mean of classes", class_mean(images, classes, labels)


def paraphrased(model: TrainedClip, pairs: Pairs, words: Words) -> Figures:
    """Zero-shot with each category under another of its names, averaged over names."""
    categories = usual_categories()
    chosen, labels = _things(pairs, "alone", categories, categories)
    if not len(chosen):
        return
    images = encode_pictures(model, pairs, chosen)
    for rare in (False, True):
        names = [paraphrases(category, rare=rare) for category in categories]
        shares = []
        for turn in range(max(map(len, names))):
            spoken = [own[turn % len(own)] for own in names]
            shares.append(top_shares(images, class_features(model, words, spoken), labels)[0])
        kind = "held-out names" if rare else "paraphrases"
        yield f"zero-shot/{kind}/alone/top-1", float(np.mean(shares))


def uses(model: TrainedClip, pairs: Pairs, words: Words) -> Figures:
    """Phrases such as "somewhere to sleep": how often the best picture shows what is meant."""
    categories = usual_categories()
    chosen, labels = _things(pairs, "alone", categories, categories)
    if not len(chosen):
        return
    images = encode_pictures(model, pairs, chosen)
    shown = {categories[i] for i in labels}
    for held_out in (False, True):
        hits: list[bool] = []
        for use in USES:
            meant = {*use.sure, *use.perhaps}
            phrases = use.phrases[-1:] if held_out else use.phrases[:-1]
            if shown & set(use.sure):
                texts = _projected(model, words, [phrase.one for phrase in phrases])
                best = (texts @ images.T).argmax(1).cpu().tolist()
                hits += [categories[labels[i]] in meant for i in best]
        kind = "held-out phrases" if held_out else "phrases"
        yield f"uses/{kind}/precision@1", float(np.mean(hits))


def all_retrieval(model: TrainedClip, pairs: Pairs) -> Figures:
    """Over pictures of all kinds at once."""
    spread = np.random.default_rng(0).permutation(len(pairs))
    chosen, captions = _paired(pairs, spread)
    yield from _retrieved(model, pairs, chosen, captions, "all kinds")


def kind_retrieval(model: TrainedClip, pairs: Pairs, kind: PictureKind) -> Figures:
    """Over pictures of one kind, which is harder."""
    spread = np.random.default_rng(0).permutation(pairs.of_kind(kind))
    chosen, captions = _paired(pairs, spread)
    yield from _retrieved(model, pairs, chosen, captions, kind)


def class_features(
    model: TrainedClip, words: Words, names: Sequence[Noun]
) -> Float[Tensor, "names dim"]:
    """Means over the prompts of unit features, of unit length."""
    means = [_projected(model, words, prompts(name)).mean(0) for name in names]
    return normalize(torch.stack(means), dim=-1)


def _projected(model: TrainedClip, words: Words, texts: list[str]) -> Float[Tensor, "texts dim"]:
    features = torch.from_numpy(words.of(texts)).to(model.logit_scale.device)
    return model.project(features)


def _things(
    pairs: Pairs, kind: PictureKind, categories: Sequence[str], shown: Sequence[str]
) -> tuple[Int64[np.ndarray, " chosen"], Int64[np.ndarray, " chosen"]]:
    """Pictures of things of the shown categories, and their classes."""
    at = {category: i for i, category in enumerate(categories)}
    wanted = set(shown) & set(at)
    chosen = [i for i in pairs.of_kind(kind).tolist() if pairs.categories[i] in wanted]
    labels = [at[pairs.categories[i]] for i in chosen]
    return np.array(chosen, np.int64), np.array(labels, np.int64)


def _paired(pairs: Pairs, order: Int64[np.ndarray, " pictures"]) -> tuple[list[int], list[int]]:
    """The first thousand pictures that have a rich caption, and that caption of each."""
    kinds = list(_RICH)
    found = [
        (int(i), caption)
        for i in order
        if (caption := pairs.caption(int(i), _RICH[kinds[pairs.kinds[i]]])) is not None
    ][:_PAIRS]
    return [i for i, _ in found], [caption for _, caption in found]


def _retrieved(
    model: TrainedClip, pairs: Pairs, chosen: list[int], captions: list[int], label: str
) -> Figures:
    if not chosen:
        return
    images = encode_pictures(model, pairs, np.array(chosen))
    texts = model.project(torch.from_numpy(pairs.features[captions]).to(images.device))
    found = retrieval(images, texts, [pairs.texts[i] for i in captions])
    name = f"retrieval/{label}, {len(chosen)} pairs"
    for way, (one, five) in (
        ("image to text", found.image_to_text),
        ("text to image", found.text_to_image),
    ):
        yield f"{name}/{way}/R@1", one
        yield f"{name}/{way}/R@5", five
