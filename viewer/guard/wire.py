"""The messages that viser's stock client sends, as strict types.

One struct per message, named like viser's. Decoding with them refuses unknown messages, missing
and additional fields, wrong lengths, NaN and infinity, all before viser sees a byte.
Read off the client's source of viser 1.1.1 (`client/src`).
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

FARTHEST = 1e12
"""Bound on every coordinate: finite, and its square still is in float32's range."""

Identifier = Annotated[str, Meta(min_length=1, max_length=64)]
NodeName = Annotated[str, Meta(max_length=1024)]
Coordinate = Annotated[float, Meta(ge=-FARTHEST, le=FARTHEST)]
Positive = Annotated[float, Meta(gt=0, le=FARTHEST)]
# Positions on the canvas are 0 to 1, and a drag may leave it.
Screen = Annotated[float, Meta(ge=-100, le=100)]
Unit = Annotated[float, Meta(ge=-1.01, le=1.01)]
Index = Annotated[int, Meta(ge=0, lt=2**31)]
Pixels = Annotated[int, Meta(ge=1, le=65536)]

Vector = tuple[Coordinate, Coordinate, Coordinate]
Direction = tuple[Unit, Unit, Unit]
Quaternion = tuple[Unit, Unit, Unit, Unit]
ScreenPosition = tuple[Screen, Screen]
Modifier = (
    Literal[
        "cmd/ctrl",
        "alt",
        "shift",
        "cmd/ctrl+alt",
        "cmd/ctrl+shift",
        "alt+shift",
        "cmd/ctrl+alt+shift",
    ]
    | None
)
Number = int | float
# Value of a widget; what exactly depends on the widget and is checked against it.
Value = bool | int | float | str | Annotated[list[Number], Meta(max_length=256)]


class Incoming(Struct, tag=True, tag_field="type", forbid_unknown_fields=True):
    """A message of the client."""


class ViewerCameraMessage(Incoming):
    wxyz: Quaternion
    position: Vector
    fov: Annotated[float, Meta(gt=0, lt=3.1416)]
    near: Positive
    far: Positive
    image_height: Pixels
    image_width: Pixels
    look_at: Vector
    up_direction: Vector


class ValueUpdate(Struct, forbid_unknown_fields=True):
    value: Value


class GuiUpdateMessage(Incoming):
    uuid: Identifier
    updates: ValueUpdate


class GuiButtonHoldMessage(Incoming):
    uuid: Identifier
    frequency: Positive


class GuiFormSubmitMessage(Incoming):
    uuid: Identifier


class GuiFormDirtyMessage(Incoming):
    uuid: Identifier


class CommandTriggerMessage(Incoming):
    uuid: Identifier


class FileTransferStartUpload(Incoming):
    source_component_uuid: Identifier
    transfer_uuid: Identifier
    filename: Annotated[str, Meta(min_length=1, max_length=255)]
    mime_type: Annotated[str, Meta(max_length=255)]
    part_count: Index
    size_bytes: Annotated[int, Meta(ge=0, lt=2**53)]


class FileTransferPart(Incoming):
    source_component_uuid: Identifier
    transfer_uuid: Identifier
    part_index: Index
    content: bytes


class ScenePointerMessage(Incoming):
    event_type: Literal["click", "rect-select"]
    ray_origin: Vector | None
    ray_direction: Direction | None
    screen_pos: Annotated[list[ScreenPosition], Meta(min_length=1, max_length=2)]
    modifier: Modifier


class SceneNodeClickMessage(Incoming):
    name: NodeName
    instance_index: Index | None
    ray_origin: Vector
    ray_direction: Direction
    screen_pos: ScreenPosition
    modifier: Modifier
    owner: Annotated[str, Meta(max_length=64)] = ""


class SceneNodeDragMessage(Incoming):
    phase: Literal["start", "update", "end"]
    name: NodeName
    instance_index: Index | None
    start_position: Vector
    start_screen_pos: ScreenPosition
    end_position: Vector
    end_screen_pos: ScreenPosition
    button: Literal["left", "middle", "right"]
    modifier: Modifier
    owner: Annotated[str, Meta(max_length=64)] = ""


class TransformControlsUpdateMessage(Incoming):
    name: NodeName
    wxyz: Quaternion
    position: Vector
    owner: Annotated[str, Meta(max_length=64)] = ""


class TransformControlsDragStartMessage(Incoming):
    name: NodeName
    owner: Annotated[str, Meta(max_length=64)] = ""


class TransformControlsDragEndMessage(Incoming):
    name: NodeName
    owner: Annotated[str, Meta(max_length=64)] = ""


class GetRenderResponseMessage(Incoming):
    payload: bytes
    render_uuid: Identifier


class LocalStorageGetItemResponseMessage(Incoming):
    value: Annotated[str, Meta(max_length=100_000)] | None
    error: Annotated[str, Meta(max_length=2_000)] | None
    request_uuid: Identifier


Message = (
    ViewerCameraMessage
    | GuiUpdateMessage
    | GuiButtonHoldMessage
    | GuiFormSubmitMessage
    | GuiFormDirtyMessage
    | CommandTriggerMessage
    | FileTransferStartUpload
    | FileTransferPart
    | ScenePointerMessage
    | SceneNodeClickMessage
    | SceneNodeDragMessage
    | TransformControlsUpdateMessage
    | TransformControlsDragStartMessage
    | TransformControlsDragEndMessage
    | GetRenderResponseMessage
    | LocalStorageGetItemResponseMessage
)

_DECODER = msgspec.msgpack.Decoder(Message)


class MalformedError(ValueError):
    """No message of the stock client. The text says where it is wrong, never what it holds."""


def decode(raw: bytes | str) -> Message:
    """The message in one websocket frame.

    Raises:
        MalformedError: the frame is none of the messages above.
    """
    if isinstance(raw, str):
        raise MalformedError("a text frame")
    try:
        return _DECODER.decode(raw)
    except RecursionError:
        raise MalformedError("nested too deeply") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, OverflowError) as error:
        # The error may quote an unknown message's name of any length.
        raise MalformedError(ascii(str(error))[1:121]) from None
