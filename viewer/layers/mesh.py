"""A triangle mesh in one browser."""

import numpy as np
import trimesh
import viser

from backend.geometry.view import View
from backend.types import Mesh
from viewer.display import Display
from viewer.layers.host import Host
from viewer.opened import OpenedScene

_GREY = np.array([190, 190, 195], dtype=np.uint8)


class MeshLayer:
    def __init__(self, client: Host, opened: OpenedScene, display: Display):
        self._client = client
        self._opened = opened
        self._display = display
        self._handle: viser.GlbHandle | None = None

    @property
    def shown_points(self) -> int:
        """How many vertices the browser holds."""
        mesh = self._opened.scene.mesh
        return 0 if mesh is None or self._handle is None else len(mesh.vertices)

    def refine(self, view: View | None) -> bool:
        """Draw it once; a mesh has one level of detail."""
        if self._handle is not None:
            return False
        mesh = self._opened.scene.mesh
        assert mesh is not None
        self._handle = self._client.scene.add_mesh_trimesh(
            "/scene/mesh",
            to_trimesh(mesh, self._display.cut_height),
            cast_shadow=False,
            receive_shadow=False,
        )
        return True

    def apply(self, display: Display, view: View | None) -> None:
        if display.cut_height != self._display.cut_height:
            self.remove()
        self._display = display
        self.refine(view)

    def remove(self) -> None:
        if self._handle is not None:
            self._handle.remove()
        self._handle = None


def to_trimesh(mesh: Mesh, cut_height: float | None = None) -> trimesh.Trimesh:
    """The mesh as viser's exporter takes it, without the faces above the cut."""
    faces = mesh.faces
    if cut_height is not None:
        faces = faces[(mesh.vertices[:, 2] <= cut_height)[faces].all(axis=1)]
    colors = mesh.colors
    if colors is None:
        colors = np.broadcast_to(_GREY, (len(mesh.vertices), 3))
    opaque = np.full((len(colors), 1), 255, dtype=np.uint8)
    return trimesh.Trimesh(
        mesh.vertices,
        faces,
        vertex_colors=np.hstack([colors, opaque]),
        process=False,
        validate=False,
    )
