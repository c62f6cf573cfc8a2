"""Checks what a connected browser says against the widgets that it really sees.

viser lets any client set any attribute of a widget's state to any value, also of hidden and
disabled ones. The stock client only ever sends a new value, so only that passes, and only if the
widget could have produced it. viser dispatches a message to the sender's own widgets and to those
that all share; the same two places are searched here.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import viser

from viewer.guard.uploads import UploadLedger
from viewer.guard.widgets import input_problem, is_shown, value_problem
from viewer.guard.wire import (
    CommandTriggerMessage,
    FileTransferPart,
    FileTransferStartUpload,
    GuiButtonHoldMessage,
    GuiFormDirtyMessage,
    GuiFormSubmitMessage,
    GuiUpdateMessage,
    Message,
    SceneNodeClickMessage,
    SceneNodeDragMessage,
    ScenePointerMessage,
    ViewerCameraMessage,
)


class Inbox:
    """What one browser may say, from its first message to its last."""

    def __init__(self, scopes: Callable[[], Sequence[Any]], max_upload_bytes: int):
        """
        Args:
            scopes: the server, and the client once viser knows it: whose widgets it may use.
            max_upload_bytes: largest uploaded file.
        """
        self._scopes = scopes
        self._uploads = UploadLedger(max_upload_bytes)

    def problem(self, message: Message) -> str | None:
        """Why viser must not see `message`, or None if it may."""
        match message:
            case GuiUpdateMessage(uuid, updates):
                handle = self._find_input(uuid)
                return input_problem(handle) or value_problem(handle, updates.value)
            case GuiButtonHoldMessage(uuid):
                return input_problem(self._find_input(uuid))
            case GuiFormSubmitMessage(uuid) | GuiFormDirtyMessage(uuid):
                form = self._find("_container_handle_from_uuid", uuid)
                if not isinstance(form, viser.GuiFormHandle) or not is_shown(form):
                    return "no such form is shown"
            case CommandTriggerMessage(uuid):
                command = self._find("_command_handle_from_uuid", uuid)
                if command is None or command._impl.removed or command.disabled:
                    return "no such command is enabled"
            case FileTransferStartUpload(source_component_uuid=uuid, transfer_uuid=transfer):
                if not isinstance(self._find_input(uuid), viser.GuiUploadButtonHandle):
                    return "no such upload button"
                # The transfers of all browsers share one table in viser.
                if self._find("_current_file_upload_states", transfer) is not None:
                    return "the upload was already announced"
                return input_problem(self._find_input(uuid)) or self._uploads.start(message)
            case FileTransferPart():
                return self._uploads.part(message)
            case ViewerCameraMessage():
                return camera_problem(message)
            case ScenePointerMessage():
                return pointer_problem(message)
            case SceneNodeClickMessage() | SceneNodeDragMessage():
                return self._instance_problem(message)
        return None

    def _apis(self) -> Iterator[Any]:
        for owner in self._scopes():
            yield owner.gui

    def _find(self, table: str, uuid: str) -> Any:
        found = (getattr(api, table).get(uuid) for api in self._apis())
        return next((handle for handle in found if handle is not None), None)

    def _find_input(self, uuid: str) -> Any:
        return self._find("_gui_input_handle_from_uuid", uuid)

    def _instance_problem(
        self, message: SceneNodeClickMessage | SceneNodeDragMessage
    ) -> str | None:
        if message.instance_index is None:
            return None
        for owner in self._scopes():
            node = owner.scene.get_handle_by_name(message.name)
            positions = getattr(node, "batched_positions", ())
            if owner.scene._owner_id == message.owner and message.instance_index < len(positions):
                return None
        return "no such instance"


def camera_problem(camera: ViewerCameraMessage) -> str | None:
    """Why no camera can be at this pose, or None."""
    if not 0.9 < math.hypot(*camera.wxyz) < 1.1:
        return "the quaternion is not normalised"
    if math.hypot(*camera.up_direction) < 1e-6 or camera.far <= camera.near:
        return "the camera's up direction or depth range is empty"
    return None


def pointer_problem(pointer: ScenePointerMessage) -> str | None:
    """Why no click or selection looks like this, or None."""
    if pointer.event_type == "click":
        complete = pointer.ray_origin is not None and pointer.ray_direction is not None
        return None if complete and len(pointer.screen_pos) == 1 else "a click without its ray"
    return None if len(pointer.screen_pos) == 2 else "a rectangle without two corners"
