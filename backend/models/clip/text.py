"""Text towers: words to a feature, and to the state of every token.

All towers take the same three steps (tokens, their embeddings, the transformer with its pooling),
so that learnt tokens can be put between the words and the transformer.

Padding is cut wherever it cannot matter: behind the end-of-text token of a causal tower, which
looks back only, and behind the last token of a tower that masks padding. The result is the same,
several times faster for a short query. Towers that attend to padding (SigLIP, some MobileCLIP)
were trained with all of their context and are given all of it.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import torch
from jaxtyping import Bool, Float, Int64
from open_clip import CLIP
from open_clip.hf_model import HFTextEncoder
from open_clip.transformer import TextTransformer
from torch import Tensor, nn


@runtime_checkable
class Tokenizer(Protocol):
    """As open_clip's: texts to numbers of tokens, padded behind."""

    context_length: int

    def __call__(self, texts: list[str], context_length: int | None = None) -> Tensor: ...


@dataclass(frozen=True)
class Words:
    ids: Int64[Tensor, "texts tokens"]
    mask: Bool[Tensor, "texts tokens"]
    """True for tokens of the text, among them those that begin and end it; padding is behind."""

    def of(self, rows: Int64[Tensor, " rows"]) -> "Words":
        return Words(self.ids[rows], self.mask[rows])

    def cut(self) -> "Words":
        """Without the columns in which every text is padding."""
        length = int(self.mask.sum(1).max())
        return Words(self.ids[:, :length], self.mask[:, :length])


@dataclass(frozen=True)
class TextTokens:
    states: Float[Tensor, "texts tokens width"]
    """After the last layer and its norm, before the projection."""
    mask: Bool[Tensor, "texts tokens"]
    """As in `Words`."""
    pooled: Float[Tensor, "texts dim"]
    """Feature of the text, in the space shared with images."""


class TextTower(ABC):
    """One kind of text tower of open_clip; holds modules that belong to the model."""

    width: int
    """Of embeddings and states."""
    ignores_padding: bool
    """The feature of a text is the same with padding and without."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def words(self, texts: Sequence[str], *, room: int = 0) -> Words:
        """Tokens of texts; `room` leaves as many places of the context free.

        Raises:
            ValueError: There are no texts, or one text that is not in a list.
        """
        if isinstance(texts, str) or not texts:
            raise ValueError(f"wanted a list with at least one text, got {texts!r}")
        ids = self._tokenizer(list(texts), self._tokenizer.context_length - room)
        return Words(ids, self.mask(ids))

    @property
    @abstractmethod
    def device(self) -> torch.device: ...

    @abstractmethod
    def mask(self, ids: Int64[Tensor, "texts tokens"]) -> Bool[Tensor, "texts tokens"]: ...

    @abstractmethod
    def embed(self, ids: Int64[Tensor, "texts tokens"]) -> Float[Tensor, "texts tokens width"]:
        """Embeddings of tokens, before places are added."""

    @abstractmethod
    def forward(
        self,
        embeddings: Float[Tensor, "texts tokens width"],
        mask: Bool[Tensor, "texts tokens"],
    ) -> TextTokens: ...

    def __call__(self, words: Words) -> TextTokens:
        """Differentiable; of words on any device."""
        words = words.cut() if self.ignores_padding else words
        ids, mask = words.ids.to(self.device), words.mask.to(self.device)
        return self.forward(self.embed(ids), mask)


class OpenClipText(TextTower):
    """open_clip's own transformer, inside of a `CLIP` or as the text tower of another model.

    Raises:
        ValueError: It is the tower of a CoCa, whose appended class token is another thing.
    """

    def __init__(
        self, tower: CLIP | TextTransformer, tokenizer: Tokenizer, *, padding: int | None = None
    ) -> None:
        """`padding` is the number of the token with which the tokenizer pads, if it says so."""
        super().__init__(tokenizer)
        if getattr(tower, "cls_emb", None) is not None:
            raise ValueError("text towers of CoCa are not supported: choose another CLIP")
        inside = "text_" if isinstance(tower, CLIP) else ""
        self._tower: Any = tower  # Its attributes have no types.
        self._pool: str = getattr(tower, f"{inside}pool_type")
        self._end: int = getattr(tower, f"{inside}eos_id")
        self._padding = padding
        self.width = self._tower.ln_final.normalized_shape[0]
        self.ignores_padding = tower.attn_mask is not None and self._pool != "last"

    @property
    def device(self) -> torch.device:
        return self._tower.token_embedding.weight.device

    def mask(self, ids: Int64[Tensor, "texts tokens"]) -> Bool[Tensor, "texts tokens"]:
        if self._pool == "argmax":
            end = ids.argmax(1)
        elif self._pool == "eos":
            end = ids.eq(self._end).int().argmax(1)
        elif self._padding is not None:
            # SigLIP pads with its end token; one stays, so that no text is empty.
            end = (ids != self._padding).sum(1).clamp(max=ids.shape[1] - 1)
        else:
            end = torch.full_like(ids[:, 0], ids.shape[1] - 1)
        return torch.arange(ids.shape[1], device=ids.device) <= end[:, None]

    def embed(self, ids: Int64[Tensor, "texts tokens"]) -> Float[Tensor, "texts tokens width"]:
        return self._tower.token_embedding(ids)

    def forward(
        self,
        embeddings: Float[Tensor, "texts tokens width"],
        mask: Bool[Tensor, "texts tokens"],
    ) -> TextTokens:
        tower, length = self._tower, embeddings.shape[1]
        causal = None if tower.attn_mask is None else tower.attn_mask[:length, :length]
        states = embeddings + tower.positional_embedding[:length]
        states = tower.ln_final(tower.transformer(states, attn_mask=causal))
        return TextTokens(states, mask, self._project(self._pooled(states, mask)))

    def _pooled(
        self, states: Float[Tensor, "texts tokens width"], mask: Bool[Tensor, "texts tokens"]
    ) -> Float[Tensor, "texts width"]:
        if self._pool == "first":
            return states[:, 0]
        if self._pool == "last":
            return states[:, -1]
        rows = torch.arange(len(states), device=states.device)
        return states[rows, mask.sum(1) - 1]

    def _project(self, pooled: Float[Tensor, "texts width"]) -> Float[Tensor, "texts dim"]:
        projection = self._tower.text_projection
        if projection is None:
            return pooled
        return projection(pooled) if isinstance(projection, nn.Linear) else pooled @ projection


class HuggingFaceText(TextTower):
    """An encoder of transformers under open_clip's pooling and projection."""

    ignores_padding = True

    def __init__(self, tower: HFTextEncoder, tokenizer: Tokenizer) -> None:
        super().__init__(tokenizer)
        self._tower: Any = tower
        self._table: Any = tower.transformer.get_input_embeddings()
        self.width = self._table.weight.shape[1]

    @property
    def device(self) -> torch.device:
        return self._table.weight.device

    def mask(self, ids: Int64[Tensor, "texts tokens"]) -> Bool[Tensor, "texts tokens"]:
        return ids != self._tower.config.pad_token_id

    def embed(self, ids: Int64[Tensor, "texts tokens"]) -> Float[Tensor, "texts tokens width"]:
        return self._table(ids)

    def forward(
        self,
        embeddings: Float[Tensor, "texts tokens width"],
        mask: Bool[Tensor, "texts tokens"],
    ) -> TextTokens:
        out = self._tower.transformer(inputs_embeds=embeddings, attention_mask=mask.long())
        pooled = self._tower.pooler(out, mask.long())
        return TextTokens(out.last_hidden_state, mask, self._tower.proj(pooled))


@torch.no_grad()
def encode(
    tower: TextTower, texts: Sequence[str], *, batch_size: int = 128
) -> Float[Tensor, "texts dim"]:
    """Features of one text or any number of them, not normalised, on the tower's device.

    Texts of like length are computed together, so that hardly any padding is.
    """
    words = tower.words(texts)
    order = words.mask.sum(1).argsort(stable=True)
    parts = [tower(words.of(rows)).pooled for rows in order.split(batch_size)]
    return torch.cat(parts)[order.argsort().to(parts[0].device)]
