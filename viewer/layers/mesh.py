"""A triangle mesh in one browser."""

from dataclasses import replace

import viser

from backend.geometry.view import View
from backend.types import Mesh
from viewer.display import Display
from viewer.layers.glb import to_glb
from viewer.layers.host import Host
from viewer.opened import OpenedScene


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
        mesh = self._colored()
        self._handle = self._client.scene.add_glb(
            "/scene/mesh",
            to_glb(mesh, self._display.cut_height),
            cast_shadow=False,
            receive_shadow=False,
        )
        return True

    def _colored(self) -> Mesh:
        """The mesh in the chosen colours, where its vertices are the scene's points."""
        mesh, mode = self._opened.scene.mesh, self._display.color
        assert mesh is not None
        if mode == "Colour" or len(mesh.vertices) != len(self._opened.scene.cloud):
            return mesh
        return replace(mesh, colors=self._opened.colors(mode))

    def apply(self, display: Display, view: View | None) -> None:
        before = self._display
        if (before.cut_height, before.color) != (display.cut_height, display.color):
            self.remove()
        self._display = display
        self.refine(view)

    def remove(self) -> None:
        if self._handle is not None:
            self._handle.remove()
        self._handle = None
