"""What a network says about labelled scenes, beside what would be right.

Every scene is encoded once, whatever is asked about it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float32, Float64
from torch import Tensor

from backend.geometry.iou import bounds_iou
from backend.models.question_network import QuestionNetwork
from backend.models.scene_network import EncodedScenes, SceneNetwork
from backend.models.votenet.decode import SelectionConfig, take
from backend.models.vqa import VqaOutput
from backend.types import Boxes
from training.data.examples import Question, QuestionScene, Utterance
from training.questions.detect import (
    DetectConfig,
    drawn_rows,
    encode,
    propose,
    select_boxes,
    true_boxes,
)
from training.questions.items import Item
from training.questions.texts import TextStore

RANKS = 10
_NEAR = 0.25
"""IoU from which on a box is that of an object."""
_SINGLE = SelectionConfig(per_class=False)


@dataclass(frozen=True)
class Query:
    """Something that is asked, and where it comes from."""

    item: Item
    said: Question | Utterance | None
    """None for a question from another scene."""


@dataclass(frozen=True)
class Reply:
    """What came of one query. Objects are those that the network told apart in the scene."""

    query: Query
    scene: str
    answers: tuple[str, ...]
    """The ten best."""
    answer_logits: Float32[np.ndarray, " answers"]
    reference: Float32[np.ndarray, " objects"]
    """Logits."""
    overlaps: Float64[np.ndarray, "objects targets"]
    """IoU with what the query is about, the official target first; no columns where that one has no
    box in the scene."""
    evidence: Float32[np.ndarray, " objects"] | None
    """Logits; None where the network does not say."""
    proof: Bool[np.ndarray, " objects"]
    """Which objects bear the answer out."""
    presence: float | None
    """Logit; None where the network does not say."""
    boxes: Boxes
    """Of the objects."""
    targets: Boxes
    """Of what the query is about, as `overlaps`."""

    @property
    def item(self) -> Item:
        return self.query.item

    @property
    def right(self) -> bool:
        """Whether the best answer is acceptable."""
        return self.answers[0] in self.item.answers

    @property
    def pointed(self) -> int:
        """Row of the object that the network refers to."""
        return int(self.reference.argmax())


@dataclass(frozen=True)
class SceneReplies:
    """What was found and said in one scene."""

    scene: str
    found: Boxes
    """Each once for each class, as average precision wants them."""
    single: Boxes
    """Each once, with its likeliest class."""
    true: Boxes
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True)
class Speaker:
    """A network with all that it needs to read questions."""

    network: QuestionNetwork
    texts: TextStore
    """All questions, as the CLIP reads them that the network was trained with."""
    answers: tuple[str, ...]
    """The answer vocabulary."""


def look(
    network: SceneNetwork,
    scene: QuestionScene,
    config: DetectConfig = DetectConfig(),
    speaker: Speaker | None = None,
    queries: Sequence[Query] = (),
) -> SceneReplies:
    """Find the objects of a scene, and ask the speaker, whose scene network that is."""
    names = network.config.detector.classes.names
    rows = drawn_rows(scene, config)
    encoded = encode(network, scene, rows)
    several = config.views.samples > 1 or config.views.quarters or config.views.mirrored
    proposals = propose(network, scene, config) if several else encoded.decoded
    found, single = (
        select_boxes(network, proposals, scene, rows, selection)
        for selection in (config.selection, _SINGLE)
    )
    replies = [] if speaker is None or not queries else ask(speaker, scene, encoded, queries)
    return SceneReplies(scene.name, found, single, true_boxes(scene, names), tuple(replies))


def ask(
    speaker: Speaker, scene: QuestionScene, encoded: EncodedScenes, queries: Sequence[Query]
) -> Iterator[Reply]:
    """Replies to queries about one encoded scene."""
    output = _fused(speaker, encoded, [query.item.text for query in queries])
    counted = encoded.tokens.mask[0]
    names = speaker.network.config.scene.detector.classes.names
    chosen = encoded.chosen[0][counted].cpu().numpy()
    boxes = take(encoded.decoded.of_scene(0, names), chosen)
    iou = bounds_iou(boxes, scene.boxes)
    logits, best = output.answer.topk(min(RANKS, len(speaker.answers)), dim=1)
    reference, evidence = (
        None if values is None else _array(values[:, counted])
        for values in (output.reference, output.evidence)
    )
    assert reference is not None
    for row, query in enumerate(queries):
        targets = list(_targets(scene, query.item))
        proof = list(scene.boxes_of(query.item.evidence or ()))
        yield Reply(
            query=query,
            scene=scene.name,
            answers=tuple(speaker.answers[i] for i in best[row].tolist()),
            answer_logits=_array(logits[row]),
            reference=reference[row],
            overlaps=iou[:, targets],
            evidence=None if evidence is None else evidence[row],
            proof=np.any(iou[:, proof] >= _NEAR, axis=1, keepdims=False),
            presence=None if output.presence is None else float(output.presence[row]),
            boxes=boxes,
            targets=take(scene.boxes, np.array(targets, np.int64)),
        )


@torch.no_grad()
def _fused(speaker: Speaker, encoded: EncodedScenes, texts: Sequence[str]) -> VqaOutput:
    words = speaker.texts.tokens(texts)
    device = encoded.tokens.cls.device
    about = torch.zeros(len(texts), dtype=torch.int64, device=device)
    states, mask = words.states.to(device), words.mask.to(device)
    return speaker.network.vqa(states, mask, encoded.tokens.of_questions(about))


def _targets(scene: QuestionScene, item: Item) -> tuple[int, ...]:
    """Rows of the boxes that count as found, none where the official one has no box."""
    if not scene.boxes_of(item.referred[:1]):
        return ()
    return scene.boxes_of(list(dict.fromkeys((*item.referred, *(item.evidence or ())))))


def _array(values: Tensor) -> Float32[np.ndarray, "*shape"]:
    return values.float().cpu().numpy()
