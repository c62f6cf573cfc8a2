"""Depth frames fused to a surface: a truncated signed distance field in blocks of voxels.

Curless and Levoy, "A volumetric method for building complex models from range images" (1996),
with the blocks of Nießner et al., "Real-time 3D reconstruction at scale using voxel hashing"
(2013). Differences: every depth reading updates the voxels around the place where it hit instead
of every voxel looking up a pixel (work follows the readings, not the volume), and each voxel keeps
the triangle that most of its readings came from (Boyer and Moore's majority vote), which is how
labels and colours reach the fused surface with the mistakes that a fused scan has.

The surface's points lie where the field changes its sign along the edges of the voxel grid: the
vertices that marching cubes would give.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Float64, Int32

from backend.kernels import kernel
from training.rooms.scan.crossings import crossings

_BLOCK = 8
"""Voxels along a block's edge."""
_CELLS = _BLOCK**3


@dataclass(frozen=True)
class Surface:
    """Points of the fused surface."""

    positions: Float32[np.ndarray, "points 3"]
    """Metres."""
    normals: Float32[np.ndarray, "points 3"]
    """Unit length, towards the free side."""
    triangles: Int32[np.ndarray, " points"]
    """The triangle that most readings near the point came from."""


class Volume:
    """A distance field that grows as readings come in."""

    def __init__(
        self,
        bounds: Float64[np.ndarray, "2 3"],
        voxel: float,
        *,
        truncation: float = 2.2,
        yaw: float = 0.0,
    ) -> None:
        """Cover the bounds with voxels of this edge (metres).

        Args:
            bounds: what can be seen, in room coordinates.
            voxel: edge of a voxel, metres.
            truncation: how far from a reading voxels are updated, in voxels.
            yaw: the grid's turn about Z, radians, so that its axes are not the room's.
        """
        c, s = np.cos(yaw), np.sin(yaw)
        self._turn = np.array([[c, s, 0.0], [-s, c, 0.0], [0.0, 0.0, 1.0]])
        corners = np.array(
            [[x, y, z] for x in bounds[:, 0] for y in bounds[:, 1] for z in bounds[:, 2]]
        )
        turned = _turned(corners, self._turn)
        margin = (truncation + 2) * voxel
        self._low = turned.min(0) - margin
        shape = np.ceil((turned.max(0) + margin - self._low) / (voxel * _BLOCK)).astype(np.int64)
        self._voxel, self._truncation = float(voxel), float(truncation * voxel)
        self._blocks = np.full(tuple(shape), -1, np.int32)
        self._used = 0
        self._grow(1024)

    def _grow(self, capacity: int) -> None:
        old = self._used

        def more(dtype: type) -> np.ndarray:
            return np.zeros((capacity, _CELLS), dtype)

        fields = (more(np.float32), more(np.float32), more(np.int32) - 1, more(np.int32))
        if old:
            for new, kept in zip(
                fields, (self._distance, self._weight, self._owner, self._votes), strict=True
            ):
                new[:old] = kept[:old]
        self._distance, self._weight, self._owner, self._votes = fields

    def add(
        self,
        positions: Float32[np.ndarray, "readings 3"],
        eye: Float64[np.ndarray, "3"],
        triangles: Int32[np.ndarray, " readings"],
        weights: Float32[np.ndarray, " readings"],
    ) -> None:
        """Fuse readings of one frame: where each hit, seen from the eye, and which triangle."""
        at = _turned(positions.astype(np.float64), self._turn)
        origin = _turned(eye[None], self._turn)[0]
        start = 0
        while start < len(at):
            # A kernel cannot enlarge arrays: it stops when the blocks are used up.
            start, self._used = _integrate(
                at, origin, triangles, weights, start, self._low, self._voxel, self._truncation,
                self._blocks, self._used, self._distance, self._weight, self._owner, self._votes,
            )  # fmt: skip
            if start < len(at):
                self._grow(2 * len(self._distance))

    def surface(self, *, least_weight: float = 1.0) -> Surface:
        """The points where the field changes its sign between two voxels seen often enough."""
        at, normals, owners = crossings(
            self._blocks,
            self._distance,
            self._weight,
            self._owner,
            self._low,
            self._voxel,
            least_weight,
        )
        back = self._turn.T
        out = _turned(normals, back)
        return Surface(
            np.round(_turned(at, back), 4).astype(np.float32),
            np.round(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9), 4).astype(
                np.float32
            ),
            owners,
        )


def _turned(p: np.ndarray, R: np.ndarray) -> np.ndarray:
    """About Z, written out: matrix libraries round differently on different processors."""
    x, y = p[:, 0], p[:, 1]
    return np.stack([R[0, 0] * x + R[0, 1] * y, R[1, 0] * x + R[1, 1] * y, p[:, 2]], axis=1)


@kernel
def _integrate(
    at, eye, triangles, weights, start, low, voxel, truncation,
    blocks, used, distance, weight, owner, votes,
):  # fmt: skip
    """Update the voxels along each reading's ray; return the next reading and the used blocks."""
    capacity = distance.shape[0]
    steps = int(np.ceil(2 * truncation / (0.75 * voxel)))
    for i in range(start, at.shape[0]):
        # At most one new block per step can be wanted.
        if used + steps + 1 > capacity:
            return i, used
        dx, dy, dz = at[i, 0] - eye[0], at[i, 1] - eye[1], at[i, 2] - eye[2]
        length = np.sqrt(dx * dx + dy * dy + dz * dz)
        dx, dy, dz = dx / length, dy / length, dz / length
        last = -1
        for step in range(steps + 1):
            t = length - truncation + 2 * truncation * step / steps
            x = int(np.floor((eye[0] + t * dx - low[0]) / voxel))
            y = int(np.floor((eye[1] + t * dy - low[1]) / voxel))
            z = int(np.floor((eye[2] + t * dz - low[2]) / voxel))
            bx, by, bz = x // 8, y // 8, z // 8
            if bx < 0 or by < 0 or bz < 0:
                continue
            if bx >= blocks.shape[0] or by >= blocks.shape[1] or bz >= blocks.shape[2]:
                continue
            block = blocks[bx, by, bz]
            if block < 0:
                block = used
                blocks[bx, by, bz] = block
                used += 1
            cell = ((x - 8 * bx) * 8 + (y - 8 * by)) * 8 + (z - 8 * bz)
            place = block * 512 + cell
            if place == last:
                continue
            last = place
            along = (
                (low[0] + (x + 0.5) * voxel - eye[0]) * dx
                + (low[1] + (y + 0.5) * voxel - eye[1]) * dy
                + (low[2] + (z + 0.5) * voxel - eye[2]) * dz
            )
            sdf = length - along
            if sdf < -truncation:
                continue
            w = weights[i]
            total = weight[block, cell] + w
            distance[block, cell] += (min(sdf, truncation) - distance[block, cell]) * (w / total)
            weight[block, cell] = min(total, np.float32(60.0))
            if abs(sdf) <= voxel:
                if owner[block, cell] == triangles[i]:
                    votes[block, cell] += 1
                elif votes[block, cell] == 0:
                    owner[block, cell] = triangles[i]
                    votes[block, cell] = 1
                else:
                    votes[block, cell] -= 1
    return at.shape[0], used
