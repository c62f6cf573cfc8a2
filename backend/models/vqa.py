"""The vision-language fusion of CLIP-guided 3D-VQA (section 3.2): question and objects together.

Words, the scene's CLS token and its objects go through one transformer; heads read off the answer,
the object that the question refers to and the classes that it speaks of.

Where text and code differ there are two presets. The question's pooled feature is the EOT token in
the text and in "paper", the first token (BOS) in the code and in "code"; the heads are linear in
the text, small perceptrons in the code. In both of ours objects that do not count are no keys of
the attention and get -inf as a reference; the code attends to all and multiplies the scores by the
mask, so that such an object wins where every other score is negative.

Beyond the paper, as options: which objects bear the answer out (the counted chairs, not only one
of them), whether what the question takes for granted is there at all, and an answer that also reads
what is referred to and how many objects bear it out, instead of the words alone.
"""

from dataclasses import dataclass, replace
from typing import Literal, assert_never

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn

from backend.models.layers import MLP
from backend.models.scene_encoder import SceneTokens, make_transformer

Pooling = Literal["eot", "bos", "mean"]
"""Which word stands for the question: the last, the first, or the mean of all (for MiniLM)."""

_COUNTS = 13
"""Numbers that a count is compared with, from 0 on."""


@dataclass(frozen=True)
class VqaConfig:
    """Defaults are the "paper" preset."""

    answers: int
    """Size of the answer vocabulary."""
    classes: int = 18
    words: int = 512
    """Channels of the text encoder's token states."""
    scene: int = 256
    """Channels of the scene encoder's tokens."""
    dim: int = 256
    layers: int = 2
    heads: int = 8
    feedforward: int = 2048
    dropout: float = 0.1
    word_dropout: float = 0.3
    answer_dropout: float = 0.3
    pooling: Pooling = "eot"
    linear_heads: bool = True
    evidence: bool = False
    """Say of each object whether it bears the answer out."""
    presence: bool = False
    """Say whether the scene holds what the question is about."""
    regard: bool = False
    """Let the answer read the object that is referred to, and the number of those that bear it out,
    which needs `evidence`."""

    def __post_init__(self) -> None:
        if self.regard and not self.evidence:
            raise ValueError("wanted `evidence` where the answer regards it, got none")


def paper(answers: int) -> VqaConfig:
    return VqaConfig(answers)


def code(answers: int) -> VqaConfig:
    return replace(paper(answers), pooling="bos", linear_heads=False)


@dataclass(frozen=True)
class VqaOutput:
    answer: Float[Tensor, "questions answers"]
    """Logits; several answers may be right."""
    reference: Float[Tensor, "questions objects"]
    """Logits of which object the question refers to; -inf for those that do not count."""
    classes: Float[Tensor, "questions classes"]
    """Logits of the class of the object that is referred to."""
    evidence: Float[Tensor, "questions objects"] | None
    """Logits of whether each object bears the answer out, -inf for those that do not count; None
    where the network was not built to say so."""
    presence: Float[Tensor, " questions"] | None
    """Logits of whether the scene holds what the question is about; None likewise."""
    pooled: Float[Tensor, "questions dim"]
    words: Float[Tensor, "questions words dim"]
    objects: Float[Tensor, "questions objects dim"]


class Vqa(nn.Module):
    def __init__(self, config: VqaConfig):
        super().__init__()
        self.config, dim = config, config.dim
        self.word_dropout = nn.Dropout(config.word_dropout)
        self.lift_words = nn.Sequential(nn.Linear(config.words, dim), nn.GELU())
        self.lift_scene = nn.Sequential(nn.Linear(config.scene, dim), nn.GELU())
        self.transformer = make_transformer(
            dim, config.layers, config.heads, config.feedforward, config.dropout, "gelu"
        )
        if config.linear_heads:
            self.answer: nn.Module = nn.Linear(dim, config.answers)
            self.reference: nn.Module = nn.Linear(dim, 1)
        else:
            self.answer = MLP((dim, dim, config.answers), dropout=config.answer_dropout)
            self.reference = MLP((dim, dim, 1), dropout=config.dropout)
        self.classes = nn.Linear(dim, config.classes)
        self.evidence = MLP((dim, dim, 1), dropout=config.dropout) if config.evidence else None
        self.presence = MLP((dim, dim, 1), dropout=config.dropout) if config.presence else None
        self.regard = MLP((dim + _COUNTS, dim, dim)) if config.regard else None

    def forward(
        self,
        words: Float[Tensor, "questions words channels"],
        word_mask: Bool[Tensor, "questions words"],
        scene: SceneTokens,
    ) -> VqaOutput:
        """Answer one question per row; `SceneTokens.of_questions` makes the rows.

        Words are the text encoder's token states; the mask says which of them belong to the
        question, BOS and EOT included.
        """
        count = words.shape[1]
        tokens = torch.cat([scene.cls[:, None], scene.objects], dim=1)
        parts = [self.lift_words(self.word_dropout(words)), self.lift_scene(tokens)]
        always = word_mask.new_ones(len(word_mask), 1)  # CLS
        seen = torch.cat([word_mask, always, scene.mask], dim=1)
        mixed = self.transformer(torch.cat(parts, dim=1), src_key_padding_mask=~seen)
        asked, objects = mixed[:, :count], mixed[:, count + 1 :]
        pooled = pool_words(asked, word_mask, self.config.pooling)
        reference = _per_object(self.reference, objects, scene.mask)
        evidence = presence = None
        if self.evidence is not None:
            evidence = _per_object(self.evidence, objects, scene.mask)
        if self.presence is not None:
            presence = self.presence(pooled).squeeze(-1)
        told = pooled
        if self.regard is not None and evidence is not None:
            referred = (reference.softmax(dim=1)[:, None] @ objects).squeeze(1)
            told = pooled + self.regard(torch.cat([referred, _counts(evidence)], dim=1))
        return VqaOutput(
            answer=self.answer(told),
            reference=reference,
            classes=self.classes(pooled),
            evidence=evidence,
            presence=presence,
            pooled=pooled,
            words=asked,
            objects=objects,
        )


def _counts(evidence: Float[Tensor, "questions objects"]) -> Float[Tensor, "questions counts"]:
    """How many objects bear the answer out, softly, as nearness to 0, 1, 2 and so on."""
    count = evidence.float().sigmoid().sum(dim=1, keepdim=True)
    return torch.exp(-(count - torch.arange(_COUNTS, device=count.device)).square())


def _per_object(
    head: nn.Module,
    objects: Float[Tensor, "questions objects dim"],
    mask: Bool[Tensor, "questions objects"],
) -> Float[Tensor, "questions objects"]:
    """A logit for each object; -inf for those that do not count."""
    return head(objects).squeeze(-1).masked_fill(~mask, -torch.inf)


def pool_words(
    words: Float[Tensor, "questions words dim"],
    mask: Bool[Tensor, "questions words"],
    pooling: Pooling,
) -> Float[Tensor, "questions dim"]:
    """One vector per question; a question without any word gets a zero under "mean"."""
    match pooling:
        case "bos":
            return words[:, 0]
        case "eot":
            last = (mask * torch.arange(1, mask.shape[1] + 1, device=mask.device)).argmax(dim=1)
            return words[torch.arange(len(words), device=words.device), last]
        case "mean":
            # Padded words may hold anything, even what a product with zero would keep.
            kept = words.masked_fill(~mask[..., None], 0)
            return kept.sum(dim=1) / mask.sum(dim=1, keepdim=True).clamp_min(1)
        case _:
            assert_never(pooling)
