"""A trained network with the CLIP that it reads with, and what the two say.

This module needs PyTorch, which takes seconds to load: `Answerer` imports it when it has to.
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Bool, Float32
from torch import Tensor
from torch.nn.functional import normalize

from backend.engine.belonging import belonging
from backend.engine.calibration import Calibration
from backend.engine.features import NearSeeds, SceneFeatures
from backend.engine.sampling import Shown, shown
from backend.models.card import Card, CheckpointError
from backend.models.checkpoint import CARD, WEIGHTS, require_clip
from backend.models.clip.loading import load_clip
from backend.models.clip.model import Clip
from backend.models.layers import fold_batch_norm
from backend.models.point_ops import knn
from backend.models.question_network import QuestionNetwork, load_question_network
from backend.models.scene_encoder import SceneTokens
from backend.models.scene_network import EncodedScenes, ScenePoints
from backend.models.votenet.decode import DecodedProposals, select, take
from backend.progress import report
from backend.types import Boxes, Scene

_LEAST = 0.05
"""Score of a detection that is worth telling."""
_AT_ONCE = 500_000
"""Points whose seeds are looked up at once, to bound the memory."""
_POINTS = 20_000
"""Where the card does not say."""
_FOUND = 0.5
"""Of the objectness: what people would call an object that was found."""
_REST = "others"
"""The class of everything that the detector has no name for."""


@dataclass(frozen=True)
class Reply:
    """What the network says to one question, before any decision."""

    answer: Float32[np.ndarray, " answers"]
    """Logits."""
    reference: Float32[np.ndarray, " tokens"]
    """Logits; -inf for tokens that do not count."""
    evidence: Float32[np.ndarray, " tokens"] | None
    presence: float | None
    """Logit."""


@dataclass(frozen=True, eq=False)
class Network:
    model: QuestionNetwork
    """For inference, batch norms folded."""
    card: Card
    calibration: Calibration
    clip: Clip
    identity: str
    """Hash of the checkpoint."""
    vocabulary: frozenset[str]
    """Stems of the words that it met in training; empty where the card does not say."""

    def encode(self, scene: Scene) -> SceneFeatures:
        """Look at the scene once.

        Raises:
            SceneError: it has no points.
        """
        report("Choosing points", 0, 3)
        points = shown(scene, self.card.points or _POINTS)
        report("Finding objects", 1, 3)
        with torch.inference_mode():
            encoded = self.model.scene(
                ScenePoints(
                    torch.from_numpy(points.positions)[None], torch.from_numpy(points.colors)[None]
                )
            )
            features = self._features(encoded, points)
        report("Finding objects", 3, 3)
        return features

    def reply(self, features: SceneFeatures, words: "Words") -> Reply:
        with torch.inference_mode():
            tokens = SceneTokens(
                torch.from_numpy(features.cls)[None],
                torch.from_numpy(features.tokens)[None],
                torch.from_numpy(features.counted)[None],
                torch.from_numpy(features.embedding)[None],
            )
            out = self.model.vqa(words.states, words.mask, tokens)
        return Reply(
            _array(out.answer[0]),
            _array(out.reference[0]),
            None if out.evidence is None else _array(out.evidence[0]),
            None if out.presence is None else out.presence.item(),
        )

    def words(self, question: str) -> "Words":
        with torch.inference_mode():
            tokens = self.clip.text_tokens([question])
        return Words(tokens.states, tokens.mask)

    def _features(self, encoded: EncodedScenes, points: Shown) -> SceneFeatures:
        names = tuple(map(_label, self.model.config.scene.detector.classes.names))
        decoded = _calibrated(encoded.decoded, self.calibration)
        chosen = encoded.chosen[0].numpy()
        boxes = take(decoded.of_scene(0, names), chosen)
        counted = _array(encoded.tokens.mask[0], np.bool_)
        embedded = np.zeros((len(chosen), 0), np.float32)
        if encoded.objects is not None:
            embedded = _array(encoded.objects[0])[chosen]
        votes = _array(encoded.detector.votes.positions[0])
        return SceneFeatures(
            cls=_array(encoded.tokens.cls[0]),
            tokens=_array(encoded.tokens.objects[0]),
            counted=counted,
            boxes=points.turn.boxes_back(boxes),
            objects=embedded,
            detections=points.turn.boxes_back(_detections(decoded, names, points)),
            embedding=_array(normalize(encoded.tokens.embedding[0].float(), dim=0)),
            seeds=points.turn.back(_array(encoded.detector.backbone.seeds[0])),
            belonging=belonging(votes, boxes),
            notes=(*points.notes, *_found_nothing(boxes, counted)),
        )


@dataclass(frozen=True)
class Words:
    """A question as the text tower's token states."""

    states: Float32[Tensor, "1 words width"]
    mask: Tensor


def load_network(folder: Path, clip_name: str) -> Network:
    """The network in a checkpoint folder and the CLIP that it was trained with.

    Raises:
        CheckpointError: one of the two cannot be had, or they do not belong together.
    """
    # Threads of PyTorch wait busily for one another: where cores are shared, a scene took 9 s with
    # two of them and 0.5 s with one. Questions of several people use the cores side by side.
    torch.set_num_threads(1)
    loaded = load_question_network(folder)
    try:
        clip = load_clip(clip_name)
    except ValueError as error:
        raise CheckpointError(str(error)) from error
    card, config = loaded.card, loaded.network.config
    require_clip(card, clip.identity)
    if clip.text.width != config.vqa.words:
        raise CheckpointError(
            f"{folder}: the network reads words of {config.vqa.words} channels, the CLIP "
            f"{clip.identity} has {clip.text.width}. Train the network again"
        )
    return Network(
        fold_batch_norm(loaded.network),
        card,
        Calibration.of_card(card.calibration),
        clip,
        _digest(folder),
        _vocabulary(card),
    )


def near_seeds(
    positions: Float32[np.ndarray, "points 3"], seeds: Float32[np.ndarray, "seeds 3"]
) -> NearSeeds:
    """The three seeds nearest to each point, weighted by the inverse of their distance."""
    # 16 bits are enough for any network's seeds, and scenes have millions of points.
    indices = np.empty((len(positions), 3), np.int16)
    weights = np.empty((len(positions), 3), np.float32)
    centers = torch.from_numpy(seeds)[None]
    for start in range(0, len(positions), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found = knn(centers, torch.from_numpy(positions[part].copy())[None], 3)
        indices[part] = found.indices[0].numpy()
        near = 1 / (found.squared_distances[0].numpy() ** 0.5 + np.float32(1e-3))
        weights[part] = near / near.sum(axis=1, keepdims=True)
        report("Preparing the heat map", min(part.stop, len(positions)), len(positions))
    return NearSeeds(indices, weights)


def _calibrated(decoded: DecodedProposals, calibration: Calibration) -> DecodedProposals:
    logits = decoded.objectness.double().logit(eps=1e-9) / calibration.objectness_temperature
    scores = (logits + calibration.objectness_bias).sigmoid()
    return replace(decoded, objectness=scores.float())


def _detections(decoded: DecodedProposals, names: tuple[str, ...], points: Shown) -> Boxes:
    """Best first."""
    found = select(decoded, 0, names, points.positions).boxes
    assert found.scores is not None
    return take(found, np.flatnonzero(found.scores >= _LEAST))


def _found_nothing(boxes: Boxes, counted: Bool[np.ndarray, " tokens"]) -> tuple[str, ...]:
    assert boxes.scores is not None
    if (boxes.scores[counted] >= _FOUND).any():
        return ()
    return ("No object was recognised in this scene: answers are guesses.",)


def _label(name: str) -> str:
    """What people call a class."""
    return "object" if name == _REST else name


def _vocabulary(card: Card) -> frozenset[str]:
    words = card.data.get("words")
    return frozenset(map(str, words)) if isinstance(words, list) else frozenset()


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in (CARD, WEIGHTS):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def _array(tensor: Tensor, dtype: type = np.float32) -> np.ndarray:
    return np.ascontiguousarray(tensor.numpy(), dtype)
