"""From a reading to a scene: turn it Z up, scale it to metres, keep the offset apart."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from jaxtyping import Float, Float64

from backend.geometry.frames import (
    multiply_quaternions,
    quaternion_from_rotation,
    rotation_to_z_up,
)
from backend.geometry.spherical_harmonics import rotate_sh
from backend.scenes.upright import guess_metres_per_unit, guess_up
from backend.types import Boxes, Camera, Content, Frame, Mesh, Points, Reading, Scene, Splats

Similarity = tuple[Float64[np.ndarray, "3 3"], float]
"""Rotation and uniform scale: new = scale · R · old."""


def place(reading: Reading, *, name: str, path: Path) -> Scene:
    """The reading in metres with Z up; what it does not say is guessed and marked as guessed."""
    frame = Frame(
        up=reading.up or guess_up(reading),
        up_from=reading.up_from if reading.up else "guessed",
        metres_per_unit=reading.metres_per_unit or guess_metres_per_unit(reading),
        scale_from=reading.scale_from if reading.metres_per_unit else "guessed",
    )
    content = transform(reading, (rotation_to_z_up(frame.up), frame.metres_per_unit))
    return Scene(
        name=name,
        path=path,
        format=reading.format,
        frame=frame,
        notes=reading.notes,
        **{f.name: getattr(content, f.name) for f in fields(Content)},
    )


def reorient(scene: Scene, *, up: tuple[float, float, float], metres_per_unit: float) -> Scene:
    """The same scene under the user's word on the source's up direction and scale."""
    old, new = rotation_to_z_up(scene.frame.up), rotation_to_z_up(up)
    change: Similarity = (new @ old.T, metres_per_unit / scene.frame.metres_per_unit)
    content = transform(scene, change)
    frame = Frame(up=up, up_from="user", metres_per_unit=metres_per_unit, scale_from="user")
    return replace(
        scene, frame=frame, **{f.name: getattr(content, f.name) for f in fields(Content)}
    )


def transform(content: Content, change: Similarity) -> Content:
    """All content under a rotation and a scale about the coordinate system's zero."""
    return Content(
        points=content.points and _points(content.points, change),
        mesh=content.mesh and _mesh(content.mesh, change),
        splats=content.splats and _splats(content.splats, change),
        boxes=content.boxes and _boxes(content.boxes, change),
        cameras=tuple(_camera(camera, change) for camera in content.cameras),
        class_names=content.class_names,
        origin=change[1] * (change[0] @ content.origin),
    )


def _moved(positions: Float[np.ndarray, "n 3"], change: Similarity) -> Float[np.ndarray, "n 3"]:
    R, scale = change
    if scale == 1 and np.array_equal(R, np.eye(3)):
        return positions
    return positions @ (scale * R.T).astype(positions.dtype)


def _points(points: Points, change: Similarity) -> Points:
    normals = None if points.normals is None else _moved(points.normals, (change[0], 1.0))
    return replace(points, positions=_moved(points.positions, change), normals=normals)


def _mesh(mesh: Mesh, change: Similarity) -> Mesh:
    return replace(mesh, vertices=_moved(mesh.vertices, change))


def _splats(splats: Splats, change: Similarity) -> Splats:
    R, scale = change
    if np.array_equal(R, np.eye(3)):
        return replace(
            splats, means=_moved(splats.means, change), scales=splats.scales * np.float32(scale)
        )
    turn = np.broadcast_to(quaternion_from_rotation(R), splats.rotations.shape)
    return replace(
        splats,
        means=_moved(splats.means, change),
        scales=splats.scales * np.float32(scale),
        rotations=multiply_quaternions(turn, splats.rotations).astype(np.float32),
        sh=rotate_sh(splats.sh, R),
    )


def _boxes(boxes: Boxes, change: Similarity) -> Boxes:
    """A turn about Z turns the yaw; any other one leaves the upright box around the turned one."""
    R, scale = change
    if np.allclose(R[2], [0, 0, 1]):
        yaws = boxes.yaws + np.float32(np.arctan2(R[1, 0], R[0, 0]))
        sizes = boxes.sizes
    else:
        cos, sin = np.cos(boxes.yaws), np.sin(boxes.yaws)
        zero, one = np.zeros_like(cos), np.ones_like(cos)
        own = np.stack([cos, -sin, zero, sin, cos, zero, zero, zero, one], 1).reshape(-1, 3, 3)
        sizes = np.einsum("bij,bj->bi", np.abs(R.astype(np.float32) @ own), boxes.sizes)
        yaws = np.zeros_like(boxes.yaws)
    return replace(
        boxes,
        centers=_moved(boxes.centers, change),
        sizes=(sizes * scale).astype(np.float32),
        yaws=yaws,
    )


def _camera(camera: Camera, change: Similarity) -> Camera:
    T = camera.T_world_camera.copy()
    T[:3, :3] = change[0] @ T[:3, :3]
    T[:3, 3] = _moved(T[None, :3, 3], change)[0]
    return replace(camera, T_world_camera=T)
