"""Compiled loops against their short twins."""

import numpy as np
from shapely.geometry import Point, Polygon

from training.rooms.layout.collision import (
    TOLERANCE,
    Crowd,
    bounds,
    first_free,
    overlap,
    rectangles,
)
from training.rooms.layout.pieces import pieces
from training.rooms.layout.walking import CELL, RADIUS, WalkGrid
from training.rooms.materials import Material, wood
from training.rooms.solids import box as block
from training.rooms.solids import cushion, cylinder, extruded, joined, tray
from training.rooms.types import Model, Part

OUTLINE = np.array([(0.0, 0.0), (4.0, 0.0), (4.0, 2.5), (2.5, 2.5), (2.5, 4.0), (0.0, 4.0)])


def some_boxes(rng: np.random.Generator, count: int) -> np.ndarray:
    low = rng.uniform(-0.4, 0.1, (count, 3)) * (1, 1, 0)
    return np.concatenate([low, low + rng.uniform(0.1, 0.5, (count, 3))], axis=1)


def some_poses(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.column_stack(
        [rng.uniform(-0.5, 4.5, (count, 2)), rng.uniform(0, 0.6, count), rng.uniform(-4, 4, count)]
    )


def corners(rectangle: np.ndarray) -> np.ndarray:
    x, y, hx, hy, c, s = rectangle[:6]
    local = np.array([(-hx, -hy), (hx, -hy), (hx, hy), (-hx, hy)])
    return np.stack(
        [x + c * local[:, 0] - s * local[:, 1], y + s * local[:, 0] + c * local[:, 1]], 1
    )


def overlap_twin(a: np.ndarray, b: np.ndarray) -> float:
    """The least overlap over all separating axes, from the corners."""
    least = min(a[7], b[7]) - max(a[6], b[6])
    for axis in ((a[4], a[5]), (-a[5], a[4]), (b[4], b[5]), (-b[5], b[4])):
        p, q = corners(a) @ axis, corners(b) @ axis
        middles = abs((p.min() + p.max()) / 2 - (q.min() + q.max()) / 2)
        least = min(least, (np.ptp(p) + np.ptp(q)) / 2 - middles)
    return float(least)


def test_overlap_is_the_least_over_all_axes() -> None:
    rng = np.random.default_rng(0)
    touching = 0
    for _ in range(600):
        a, b = (rectangles(some_boxes(rng, 1), pose)[0] for pose in some_poses(rng, 2) * 0.25)
        found, twin = overlap(a, b), overlap_twin(a, b)
        if max(found, twin) > 0:
            touching += 1
            np.testing.assert_allclose(found, twin, atol=1e-9)
        # Rectangles overlap exactly where shapely says so.
        apart = Polygon(corners(a)).distance(Polygon(corners(b))) > 0
        level = min(a[7], b[7]) <= max(a[6], b[6])
        assert (found > 1e-9) == (not apart and not level) or abs(twin) < 1e-9
    assert 50 < touching < 500


def test_the_first_free_pose_is_the_first_that_hits_nothing() -> None:
    rng = np.random.default_rng(1)
    seen = []
    for _ in range(40):
        crowd, others = Crowd(), []
        for owner, pose in enumerate(some_poses(rng, 12)):
            found = rectangles(some_boxes(rng, int(rng.integers(1, 5))), pose)
            layer = int(rng.choice([1, 2, 4]))
            crowd.add(found, owner, layer)
            others.append((found, owner, layer))
        mine, poses = some_boxes(rng, 3), some_poses(rng, 15)
        ignored, layers = np.array([3, 5]), 5
        expected = -1
        room = Polygon(OUTLINE)
        for i, pose in enumerate(poses):
            own = rectangles(mine, pose)
            hit = any(
                overlap_twin(a, b) > TOLERANCE
                for found, owner, layer in others
                if layer & layers and owner not in ignored
                for a in own
                for b in found
            )
            within = all(
                room.contains(Polygon(corners(a)).buffer(-TOLERANCE / 2, join_style="mitre"))
                for a in own
            )
            if within and not hit:
                expected = i
                break
        assert first_free(mine, poses, crowd, OUTLINE, layers, ignored) == expected
        seen.append(expected)
    assert len(set(seen)) > 3


def test_what_was_dropped_is_in_nobodys_way() -> None:
    crowd = Crowd()
    boxes = np.array([[-0.5, -0.5, 0.0, 0.5, 0.5, 1.0]])
    pose = np.array([[1.5, 1.5, 0.0, 0.3]])
    nobody = np.empty(0, np.int64)
    for owner in range(80):
        crowd.add(rectangles(boxes, pose[0]), owner, 1)
    assert first_free(boxes, pose, crowd, OUTLINE, 1, nobody) == -1
    for owner in range(80):
        crowd.drop(owner)
    assert first_free(boxes, pose, crowd, OUTLINE, 1, nobody) == 0


def made(*parts: Part) -> Model:
    return Model("thing", "made", (1, 1, 1), parts)


def test_pieces_cover_their_parts_and_leave_hollows() -> None:
    oak: Material = wood(np.random.default_rng(0))
    hollow = made(Part("bin", tray(0.4, 0.3, 0.5, 0.02), oak))
    inner = np.array([[-0.1, -0.1, 0.1, 0.1, 0.1, 0.4]])
    assert len(pieces(hollow)) == 5
    assert not any(
        overlap(rectangles(inner, np.zeros(4))[0], side) > 0
        for side in rectangles(pieces(hollow), np.zeros(4))
    )
    # The sides of a cushion are no pieces of their own, nor are very many small ones.
    keys = joined(*(block(0.01, 0.01, 0.01).moved(0.02 * i) for i in range(40)))
    for solid in (cushion(0.5, 0.5, 0.2), cylinder(0.1, 0.4), keys):
        np.testing.assert_allclose(
            pieces(made(Part("one", solid, oak))), [solid.bounds.ravel()], atol=1e-12
        )


def test_strips_hold_all_of_a_piece_and_leave_its_notches() -> None:
    rng = np.random.default_rng(4)
    oak = wood(rng)
    corner = [(-1.0, -1.0), (1.0, -1.0), (1.0, -0.2), (-0.2, -0.2), (-0.2, 1.0), (-1.0, 1.0)]
    leaf = block(0.9, 0.04, 2.0).moved(yaw=40)
    for solid, most in (
        (extruded(corner, 0.7), 0.75),
        (cylinder(0.6, 0.05, sides=24), 0.9),
        (leaf, 0.35),
        (block(1.0, 1.0, 1.0), 1.0),
    ):
        found = pieces(made(Part("one", solid, oak)))
        low, high = solid.bounds
        volume = np.prod(found[:, 3:] - found[:, :3], axis=1).sum()
        assert volume <= most * np.prod(high - low) + 1e-9
        a, b, c = (solid.vertices[solid.faces[:, k]] for k in range(3))
        u, v = rng.uniform(0, 1, (2, 50, 1, 1))
        u, v = np.where(u + v > 1, 1 - u, u), np.where(u + v > 1, 1 - v, v)
        points = (a + u * (b - a) + v * (c - a)).reshape(-1, 1, 3)
        held = ((points >= found[:, :3] - 1e-9) & (points <= found[:, 3:] + 1e-9)).all(2)
        assert held.any(1).all()


def test_bounds_hold_all_corners() -> None:
    rng = np.random.default_rng(2)
    found = rectangles(some_boxes(rng, 5), some_poses(rng, 1)[0])
    points = np.concatenate([corners(r) for r in found])
    low, high = bounds(found)[:2], bounds(found)[3:5]
    np.testing.assert_allclose([low, high], [points.min(0), points.max(0)], atol=1e-12)


def test_walk_grid_knows_how_near_things_are() -> None:
    rng = np.random.default_rng(3)
    walk = WalkGrid(OUTLINE, [])
    empty = walk.counts.copy()
    found = rectangles(some_boxes(rng, 6), np.array([1.3, 1.3, 0.0, 0.7]))
    found[:, 6:] = 0.2, 1.0
    walk.add(found)
    shapes = [Polygon(corners(r)) for r in found]
    sides = Polygon(OUTLINE).exterior
    for (i, j), count in np.ndenumerate(walk.counts):
        at = Point(walk.origin + CELL * (np.array([i, j]) + 0.5))
        near = [shape.distance(at) for shape in shapes]
        if min(abs(distance - RADIUS) for distance in near) > 1e-6:
            assert count - empty[i, j] == sum(distance < RADIUS for distance in near)
        if abs(sides.distance(at) - RADIUS) > 1e-6:
            fits = Polygon(OUTLINE).contains(at) and sides.distance(at) > RADIUS
            assert (empty[i, j] == 0) == fits
    walk.add(found, -1)
    np.testing.assert_array_equal(walk.counts, empty)


def test_a_wall_across_the_room_stops_people() -> None:
    walk = WalkGrid(OUTLINE, [(0.5, 0.5), (3.5, 0.5)])
    assert walk.open()
    across = rectangles(np.array([[-0.05, -2.0, 0.0, 0.05, 2.0, 1.0]]), np.array([2.0, 2.0, 0, 0]))
    walk.add(across)
    assert not walk.open()
    walk.add(across, -1)
    gap = rectangles(np.array([[-0.05, -1.4, 0.0, 0.05, 1.4, 1.0]]), np.array([2.0, 2.3, 0, 0]))
    walk.add(gap)
    assert walk.open()
