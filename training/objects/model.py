"""What `python -m training objects` trains: the encoder, its temperature, and learnt tokens."""

from math import log

from torch import Tensor, nn

from backend.models.clip.prompts import PromptedClip, Prompts
from backend.models.object_network import EncoderConfig, ObjectNetwork, build_encoder

_MOST = log(100)
"""Greatest logarithm of the scale of the logits, as CLIP's."""


class TrainedObjects(ObjectNetwork):
    """The CLIP itself is frozen and not part of it."""

    def __init__(
        self,
        encoder: EncoderConfig,
        temperature: float,
        prompted: PromptedClip | None,
        *,
        learn_temperature: bool,
    ) -> None:
        super().__init__(build_encoder(encoder), 1 / temperature)
        self.logit_scale.requires_grad_(learn_temperature)
        self.prompts: Prompts | None = None if prompted is None else prompted.prompts

    @property
    def scale(self) -> Tensor:
        """1 / temperature."""
        return self.logit_scale.clamp(max=_MOST).exp()


def split_decay(module: nn.Module) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """Matrices, which decay, and norms, biases and tokens of width one, which do not."""
    parameters = list(module.parameters())
    return [p for p in parameters if p.ndim > 1], [p for p in parameters if p.ndim < 2]
