"""Where a distance field kept in blocks of 8 × 8 × 8 voxels changes its sign."""

import numpy as np

from backend.kernels import kernel


@kernel
def _value(blocks, distance, weight, least, x, y, z):
    """The field at a voxel, or NaN where it was not seen often enough."""
    bx, by, bz = x // 8, y // 8, z // 8
    if bx < 0 or by < 0 or bz < 0:
        return np.nan
    if bx >= blocks.shape[0] or by >= blocks.shape[1] or bz >= blocks.shape[2]:
        return np.nan
    block = blocks[bx, by, bz]
    if block < 0:
        return np.nan
    cell = ((x - 8 * bx) * 8 + (y - 8 * by)) * 8 + (z - 8 * bz)
    if weight[block, cell] < least:
        return np.nan
    return np.float64(distance[block, cell])


@kernel
def _slope(blocks, distance, weight, least, at, axis):
    """Central difference of the field, one-sided where only one neighbour was seen."""
    step = np.zeros(3, np.int64)
    step[axis] = 1
    x, y, z = at
    here = _value(blocks, distance, weight, least, x, y, z)
    after = _value(blocks, distance, weight, least, x + step[0], y + step[1], z + step[2])
    before = _value(blocks, distance, weight, least, x - step[0], y - step[1], z - step[2])
    if np.isnan(after):
        after = here
    if np.isnan(before):
        before = here
    return after - before


@kernel
def _owner(blocks, owner, at):
    """The triangle that most readings in a voxel came from; -1 = none near the surface."""
    x, y, z = at
    cell = ((x % 8) * 8 + (y % 8)) * 8 + (z % 8)
    return owner[blocks[x // 8, y // 8, z // 8], cell]


@kernel
def crossings(blocks, distance, weight, owner, low, voxel, least):
    """Positions, slopes and owners of all sign changes along the grid's edges, in grid order."""
    capacity = 1 << 16
    at = np.empty((capacity, 3))
    normals = np.empty((capacity, 3))
    owners = np.empty(capacity, np.int32)
    n = 0
    step = np.zeros(3, np.int64)
    for bx in range(blocks.shape[0]):
        for by in range(blocks.shape[1]):
            for bz in range(blocks.shape[2]):
                block = blocks[bx, by, bz]
                if block < 0:
                    continue
                for cell in range(512):
                    if weight[block, cell] < least:
                        continue
                    here = np.float64(distance[block, cell])
                    if abs(here) > 1.6 * voxel:
                        continue
                    x, y, z = bx * 8 + cell // 64, by * 8 + (cell // 8) % 8, bz * 8 + cell % 8
                    for axis in range(3):
                        step[:] = 0
                        step[axis] = 1
                        nx, ny, nz = x + step[0], y + step[1], z + step[2]
                        there = _value(blocks, distance, weight, least, nx, ny, nz)
                        if np.isnan(there) or (here > 0) == (there > 0):
                            continue
                        # The far side of a wall is as unseen as its inside.
                        if abs(here - there) > 2.5 * voxel:
                            continue
                        if n == capacity:
                            capacity *= 2
                            at = np.concatenate((at, np.empty_like(at)))
                            normals = np.concatenate((normals, np.empty_like(normals)))
                            owners = np.concatenate((owners, np.empty_like(owners)))
                        share = here / (here - there)
                        at[n, 0] = low[0] + (x + 0.5 + share * step[0]) * voxel
                        at[n, 1] = low[1] + (y + 0.5 + share * step[1]) * voxel
                        at[n, 2] = low[2] + (z + 0.5 + share * step[2]) * voxel
                        # The nearer voxel of the two speaks for the point.
                        near, far = (x, y, z), (nx, ny, nz)
                        if share > 0.5:
                            near, far = far, near
                        speaker = _owner(blocks, owner, near)
                        if speaker < 0:
                            speaker = _owner(blocks, owner, far)
                        if speaker < 0:
                            continue
                        owners[n] = speaker
                        for k in range(3):
                            normals[n, k] = _slope(blocks, distance, weight, least, near, k)
                        n += 1
    return at[:n], normals[:n], owners[:n]
