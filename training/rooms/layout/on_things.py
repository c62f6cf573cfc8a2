"""Ways of placing things on other things."""

from collections.abc import Callable, Sequence
from math import pi
from typing import Literal

import numpy as np

from training.rooms.layout import near_pieces, on_rests
from training.rooms.layout.frames import front, to_room
from training.rooms.layout.furnishing import Furnishing
from training.rooms.layout.on_rests import Spot
from training.rooms.types import Model, Placed, Size

Filler = Callable[[Size], Model | None]
"""Makes a piece for a free space of a width, depth and height; None if none would fit."""


class OnThings(Furnishing):
    """On tops, shelves and seats, in hollows and cut-outs, across several pieces."""

    def on(
        self,
        anchor: Placed,
        model: Model,
        *,
        rest: Literal["top", "shelf", "seat", "inside"] = "top",
        spot: Spot = "any",
        face: Literal["front", "back", "any"] = "front",
        index: int | None = None,
        near: Placed | None = None,
    ) -> Placed | None:
        """Standing on a rest of another piece, within its edges and under its clearance.

        `face` is relative to the carrier's front, "any" turns it anyhow. `index` names one of
        several rests of that kind, from the lowest. `near` puts it as near as it goes to another
        thing on the same carrier: a mouse beside a keyboard.
        """
        turn = {"front": 0.0, "back": pi}.get(face, float(self.rng.uniform(-pi, pi)))
        found = on_rests.rests(anchor, rest)
        if index is not None:
            found = found[index : index + 1]
        for place in (found[i] for i in self.rng.permutation(len(found))):
            if rest != "inside" and model.size[2] > place.clearance + 0.001:
                continue
            boxes = self._site.boxes(model)
            for loose in (0.06, 0.0):
                poses = on_rests.standing(self.rng, anchor, place, boxes, turn, loose, spot, near)
                placed = self._rest(model, poses, anchor, rest)
                if placed is not None:
                    return placed
        return None

    def drop_in(
        self,
        counter: Placed,
        maker: Callable[[Size], Model],
        *,
        height: float = 0.3,
        rim: float = 0.5,
    ) -> Placed | None:
        """A basin in the cut-out of a counter: `maker` gets the size of the hole and the height.

        The share `rim` of its height hangs below the counter's top. What stands under the hole
        has to be open above.
        """
        holes = on_rests.rests(counter, "inside")
        if not holes:
            return None
        hole = holes[0]
        size = (hole.x[1] - hole.x[0], hole.y[1] - hole.y[0])
        model = maker((round(size[0], 4), round(size[1], 4), height))
        middle = np.array([[(hole.x[0] + hole.x[1]) / 2, (hole.y[0] + hole.y[1]) / 2]])
        poses = near_pieces.local_poses(counter, middle[:, 0], middle[:, 1], np.zeros(1))
        poses[:, 2] = counter.z + hole.z + hole.clearance - rim * model.size[2]
        return self._rest(model, poses, counter, "inside")

    def across(self, carriers: Sequence[Placed], model: Model) -> Placed | None:
        """A board on top of several pieces of one height that stand side by side: a worktop.

        Its back is level with theirs. It counts as carried by the piece under its middle.
        """
        ends = carriers[0], carriers[-1]
        left, right = (
            to_room(piece, side * piece.model.size[0] / 2, piece.model.size[1] / 2)
            for piece, side in zip(ends, (-1, 1), strict=True)
        )
        yaw, depth = carriers[0].yaw, model.size[1] / 2
        ahead = front(yaw)
        x = (left[0] + right[0]) / 2 + depth * ahead[0]
        y = (left[1] + right[1]) / 2 + depth * ahead[1]
        z = max(piece.z + piece.model.size[2] for piece in carriers)
        middle = min(carriers, key=lambda piece: (piece.x - x) ** 2 + (piece.y - y) ** 2)
        return self._rest(model, np.array([[x, y, z, yaw]]), middle, "top")

    def fill(
        self,
        anchor: Placed,
        fillers: Sequence[Filler],
        *,
        rest: Literal["top", "shelf", "inside"] = "shelf",
        fullness: float = 0.7,
    ) -> list[Placed]:
        """Things side by side on every rest of a kind, from one end to the other with gaps, made
        for the space that is left; each is fronted like the carrier.
        """
        placed = []
        for place in on_rests.rests(anchor, rest):
            at = place.x[0] + float(self.rng.uniform(0, 0.05))
            while place.x[1] - at > 0.04:
                room = (place.x[1] - at, place.y[1] - place.y[0], place.clearance - 0.01)
                if self.rng.random() > fullness:
                    at += float(self.rng.uniform(0.05, 0.4))
                    continue
                filler = fillers[int(self.rng.integers(len(fillers)))]
                model = filler((round(room[0], 3), round(room[1], 3), round(room[2], 3)))
                if model is None or any(a > b for a, b in zip(model.size, room, strict=True)):
                    at += 0.1
                    continue
                poses = on_rests.in_line(self.rng, anchor, place, model, at)
                thing = self._rest(model, poses, anchor, rest)
                if thing is not None:
                    placed.append(thing)
                at += model.size[0] + float(self.rng.uniform(0.003, 0.03))
        return placed
