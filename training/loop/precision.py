"""Mixed precision that leaves outputs alone.

Networks return frozen dataclasses, which Fabric's own plugin can neither look into nor change.
What a network computed in bfloat16 stays so: losses ask for float32 where they need it.
"""

from typing import Any

from lightning_fabric.plugins.precision.amp import MixedPrecision


class AutocastPrecision(MixedPrecision):
    def convert_input(self, data: Any) -> Any:
        return data

    def convert_output(self, data: Any) -> Any:
        return data
