import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import viser

from tests.viewer.client import Client, camera, connect, scene_click, update, upload
from viewer.guard.server import ServerConfig, start_server
from viewer.guard.widgets import MAX_TEXT, accept_while_hidden


@pytest.fixture(scope="module")
def server():
    # Small uploads, so that the limit can be tried.
    server = start_server(ServerConfig(port=0, max_upload_mib=2.0))
    yield server
    server.stop()


@dataclass(frozen=True)
class Kind:
    """One kind of widget: values as its page sends them, what arrives, and what must not."""

    add: Callable[[viser.GuiApi], Any]
    legal: tuple[tuple[Any, Any], ...]  # Sent, arrived.
    illegal: tuple[Any, ...]


WRONG_TYPES = (None, {}, {"a": 1}, b"x", [[1]], ["a"], math.nan, math.inf, [math.nan, 0.0, 0.0])
NUMBERS = (-math.inf, math.nan, "1", True, [1], 2**63, 1e300)
KINDS = {
    "checkbox": Kind(
        lambda gui: gui.add_checkbox("a", False), ((True, True), (False, False)), (0, 1, "true", [])
    ),
    "text": Kind(
        lambda gui: gui.add_text("a", ""),
        (("wo ist das Bücherregal? 椅子", "wo ist das Bücherregal? 椅子"), ("", "")),
        (1, True, ["a"], "x" * (MAX_TEXT + 1)),
    ),
    "multiline": Kind(
        lambda gui: gui.add_text("a", "b", multiline=True), (("a\nb", "a\nb"),), (1.5,)
    ),
    "number": Kind(
        lambda gui: gui.add_number("a", 0.5), ((7, 7.0), (-1e6, -1e6)), NUMBERS[:5]
    ),
    "whole number": Kind(
        lambda gui: gui.add_number("a", 3, min=-5, max=5, step=1),
        ((-5, -5), (5.0, 5)),
        (*NUMBERS, 6, -6, 2.5),
    ),
    "slider": Kind(
        lambda gui: gui.add_slider("a", 0.0, 1.0, 0.1, 0.5),
        ((0, 0.0), (0.1 * 3, 0.1 * 3), (1, 1.0)),
        (*NUMBERS, 1.01, -0.01, 9999),
    ),
    "whole slider": Kind(
        lambda gui: gui.add_slider("a", 0, 10, 1, 5), ((10, 10), (0.0, 0)), (*NUMBERS, 11, 2.5)
    ),
    "multi slider": Kind(
        lambda gui: gui.add_multi_slider("a", 0.0, 1.0, 0.01, (0.2, 0.8)),
        (([0.3, 0.8], (0.3, 0.8)), ([0, 1], (0.0, 1.0))),
        (*NUMBERS, [], [0.5], [0.1, 0.2, 0.3], [0.9, 0.1], [0, 2], [-1, 1], [0.1, math.nan]),
    ),
    "vector2": Kind(
        lambda gui: gui.add_vector2("a", (0.0, 1.0), min=(-1.0, 0.0), max=(1.0, 2.0)),
        (([1, 2], (1.0, 2.0)),),
        (*NUMBERS, [0], [0, 0, 0], [2, 1], [0, -1], [math.inf, 0], [True, 1]),
    ),
    "vector3": Kind(
        lambda gui: gui.add_vector3("a", (0.0, 1.0, 2.0)),
        (([1, 2.5, -3], (1.0, 2.5, -3.0)),),
        (*NUMBERS, [0, 0], [0, 0, 0, 0], [0, 0, math.nan], ["0", 0, 0], "000"),
    ),
    "rgb": Kind(
        lambda gui: gui.add_rgb("a", (1, 2, 3)),
        (([0, 128, 255], (0, 128, 255)),),
        (*NUMBERS, [0, 0], [0, 0, 256], [0, 0, -1], [0, 0, 0.5], "#fff"),
    ),
    "rgba": Kind(
        lambda gui: gui.add_rgba("a", (1, 2, 3, 4)),
        (([0, 128, 255, 17], (0, 128, 255, 17)),),
        (*NUMBERS, [0, 0, 0], [0, 0, 0, 256]),
    ),
    "dropdown": Kind(
        lambda gui: gui.add_dropdown("a", ("kitchen", "office"), initial_value="kitchen"),
        (("office", "office"),),
        ("../../etc/passwd", "", 0, True, ["office"], "OFFICE"),
    ),
}  # fmt: skip


async def dropped(client: Client, handle: Any, message: dict[str, Any] | bytes) -> None:
    before = handle.value
    await client.send(message)
    await client.settled()
    assert handle.value == before


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("shared", [True, False], ids=["server", "client"])
def test_every_widget_takes_its_own_values_and_no_others(server, kind, shared):
    async def run():
        async with connect(server) as client:
            handle = kind.add(server.gui if shared else client.handle.gui)
            events = []
            handle.on_update(lambda event: events.append(event.target.value))
            for sent, arrived in kind.legal:
                await client.send(update(handle, sent))
                await client.settled()
                assert handle.value == arrived and type(handle.value) is type(arrived)
            await client.until(lambda: kind.legal[-1][1] in events)
            for value in (*kind.illegal, *WRONG_TYPES):
                await dropped(client, handle, update(handle, value))
            handle.remove()

    asyncio.run(run())


def test_buttons_are_clicked_and_held(server):
    async def run():
        async with connect(server) as client:
            gui = client.handle.gui
            button, group, clicks = gui.add_button("a"), gui.add_button_group("b", ("x", "y")), []
            button.on_click(lambda _: clicks.append("button"))
            button.on_hold(lambda _: clicks.append("hold"), callback_hz=10.0)
            group.on_click(lambda event: clicks.append(event.target.value))
            for value in (False, 1, "true", None, [True]):
                await client.send(update(button, value))
            await client.send(update(group, "z"))
            await client.send(update(button, True))
            await client.send(update(group, "y"))
            hold = {"type": "GuiButtonHoldMessage", "uuid": button._impl.uuid}
            await client.send(hold | {"frequency": math.nan})
            await client.send(hold | {"frequency": 10})
            await client.until(lambda: len(clicks) == 3)
            await client.settled()
            assert sorted(clicks) == ["button", "hold", "y"]

    asyncio.run(run())


@pytest.mark.parametrize(
    "hide",
    [
        lambda button, folder, tabs: setattr(button, "disabled", True),
        lambda button, folder, tabs: setattr(button, "visible", False),
        lambda button, folder, tabs: setattr(folder, "visible", False),
        lambda button, folder, tabs: setattr(tabs, "visible", False),
        lambda button, folder, tabs: button.remove(),
        lambda button, folder, tabs: folder.remove(),
        lambda button, folder, tabs: tabs.remove(),
    ],
    ids=["disabled", "hidden", "folder", "tabs", "removed", "folder removed", "tabs removed"],
)
def test_what_is_not_on_screen_cannot_be_clicked(server, hide):
    async def run():
        async with connect(server) as client:
            gui, clicks = client.handle.gui, []
            tabs = gui.add_tab_group()
            with tabs.add_tab("tab"), gui.add_folder("folder") as folder:
                button = gui.add_button("a")
            button.on_click(clicks.append)
            click = update(button, True)
            await client.send(click)
            await client.until(lambda: len(clicks) == 1)
            hide(button, folder, tabs)
            await client.send(click)
            await client.settled()
            await asyncio.sleep(0.02)
            assert len(clicks) == 1

    asyncio.run(run())


def test_widgets_in_modals_panels_and_the_scene_work(server):
    async def run():
        async with connect(server) as client:
            gui, clicks = client.handle.gui, []
            places = [gui.add_panel().add_tab("p"), client.handle.scene.add_3d_gui_container("/g")]
            with gui.add_modal("m") as modal:
                gui.add_button("in modal").on_click(clicks.append)
            for place in places:
                with place:
                    gui.add_button("elsewhere").on_click(clicks.append)
            with server.gui.add_folder("shared") as folder:  # A viewer's widget in a shared folder.
                gui.add_button("nested").on_click(clicks.append)
            buttons = list(gui._gui_input_handle_from_uuid.values())
            assert len(buttons) == 4
            for button in buttons:
                await client.send(update(button, True))
            await client.until(lambda: len(clicks) == 4)
            modal.close()
            folder.visible = False
            for button in buttons:
                await client.send(update(button, True))
            await client.until(lambda: len(clicks) == 6)
            await client.settled()
            assert len(clicks) == 6
            folder.remove()

    asyncio.run(run())


def test_a_hidden_text_is_written_only_if_we_say_so(server):
    async def run():
        async with connect(server) as client:
            bridge = client.handle.gui.add_text("", "", visible=False)
            await dropped(client, bridge, update(bridge, "[1]"))
            accept_while_hidden(bridge)
            await dropped(client, bridge, update(bridge, 5))
            await client.send(update(bridge, "[1]"))
            await client.settled()
            assert bridge.value == "[1]"

    asyncio.run(run())


def test_forms_and_commands(server):
    async def run():
        async with connect(server) as client:
            gui, events = client.handle.gui, []
            with gui.add_form("ask") as form:
                gui.add_text("Query", "")
            form.on_submit(lambda _: events.append("submit"))
            command = gui.add_command("reset")
            command.on_trigger(lambda _: events.append("command"))
            submit = {"type": "GuiFormSubmitMessage", "uuid": form._impl.uuid}
            trigger = {"type": "CommandTriggerMessage", "uuid": command._impl.uuid}
            await client.send({"type": "GuiFormDirtyMessage", "uuid": form._impl.uuid})
            await client.send(submit)
            await client.send(trigger)
            await client.message("GuiFormSubmitMessage", uuid=form._impl.uuid)
            await client.until(lambda: sorted(events) == ["command", "submit"])
            form.visible, command.disabled = False, True
            for message in (submit, trigger, submit | {"uuid": "x"}, trigger | {"uuid": "root"}):
                await client.send(message)
            # An unknown form's name would stay in the server's memory for ever.
            await client.send({"type": "GuiFormDirtyMessage", "uuid": "made-up"})
            await client.settled()
            await asyncio.sleep(0.02)
            assert sorted(events) == ["command", "submit"]
            assert not any(
                getattr(message, "uuid", None) == "made-up"
                for message in server._websock_server._broadcast_buffer.message_from_id.values()
            )

    asyncio.run(run())


def test_attributes_of_a_widget_cannot_be_written(server):
    async def run():
        async with connect(server) as client:
            slider, events = server.gui.add_slider("a", 0, 10, 1, 5), []
            slider.on_update(events.append)
            base = update(slider, 7)
            attacks: tuple[dict[str, Any], ...] = (
                {"update_cb": []}, {"removed": True}, {"props": {}}, {"uuid": "x"}, {"value": 9999},
                {"value": 7, "update_cb": []}, {"sync_cb": None}, {"is_button": True}, {},
                {"gui_api": None}, {"__class__": 1}, {"disabled": False}, {"value": {"a": 1}},
            )  # fmt: skip
            for updates in attacks:
                await dropped(client, slider, base | {"updates": updates})
            await dropped(client, slider, base | {"updates": [7]})
            await dropped(client, slider, base | {"uuid": "x" * 10_000})
            await dropped(client, slider, base | {"excluded_self_client": 0})
            await client.send(base)
            await client.until(lambda: len(events) == 1)
            assert slider.value == 7 and not slider._impl.removed
            slider.remove()

    asyncio.run(run())


def test_nobody_reaches_the_widgets_of_another_viewer(server):
    async def run():
        async with connect(server) as owner, connect(server) as stranger:
            gui, clicks = owner.handle.gui, []
            text, button, sender = (
                gui.add_text("a", "mine"),
                gui.add_button("b"),
                gui.add_upload_button("c"),
            )
            button.on_click(clicks.append)
            sender.on_upload(clicks.append)
            with gui.add_form("f") as form:
                form.on_submit(clicks.append)
            command = gui.add_command("d")
            command.on_trigger(clicks.append)
            gizmo = owner.handle.scene.add_transform_controls("/gizmo")
            box = owner.handle.scene.add_box("/box", dimensions=(1, 1, 1), color=(1, 2, 3))
            box.on_click(clicks.append)
            owner.handle.scene.on_click()(clicks.append)
            scene = {"name": "/box", "owner": owner.handle.scene._owner_id}
            pose = {"wxyz": [1, 0, 0, 0], "position": [9, 9, 9]}
            for message in (
                update(text, "stolen"),
                update(button, True),
                *upload(sender, "a.ply", b"x"),
                {"type": "GuiFormSubmitMessage", "uuid": form._impl.uuid},
                {"type": "CommandTriggerMessage", "uuid": command._impl.uuid},
                {"type": "TransformControlsUpdateMessage", "name": "/gizmo",
                 "owner": scene["owner"]} | pose,
                node_click() | scene,
                scene_click((0, 0, 0), (0, 0, 1)),
            ):  # fmt: skip
                await stranger.send(message)
            await stranger.settled()
            await asyncio.sleep(0.02)
            assert text.value == "mine" and clicks == []
            assert gizmo.position.tolist() == [0, 0, 0]

    asyncio.run(run())


def test_uploads_arrive_and_stay_within_their_limits(server):
    async def run():
        async with connect(server) as client:
            button, files = client.handle.gui.add_upload_button("Open"), []
            button.on_upload(lambda event: files.append(event.target.value))

            async def arrives(name, content):
                for message in upload(button, name, content):
                    await client.send(message)
                await client.until(lambda: files and files[-1].name == name)
                assert files[-1].content == content

            await arrives("a b.ply", b"ply\n")
            await arrives("empty.ply", b"")
            await arrives("Küche\\1.ply", bytes(range(256)) * 5000)  # Three parts.
            count = len(files)
            start, *parts = upload(button, "b.ply", b"y" * 1_000_000)
            bad = (
                {"size_bytes": 3 * 2**20, "part_count": 6},
                {"size_bytes": 2**53 - 1, "part_count": 2**31 - 1},
                {"part_count": 1_000_000},
                {"part_count": 0},
                {"size_bytes": -1},
                {"filename": "../../etc/cron.d/x"},
                {"filename": "x" * 256},
                {"filename": "\0"},
                {"filename": ".."},
                {"source_component_uuid": "root"},
                {"transfer_uuid": ""},
            )
            for fields in bad:
                await client.send(start | fields)
                for part in parts:
                    await client.send(part | {k: v for k, v in fields.items() if k in part})
            await client.settled()
            assert client.handle.gui._current_file_upload_states == {}
            # Parts that do not fit, then the right ones.
            await client.send(start)
            for wrong in (
                parts[0] | {"content": b"y"},
                parts[0] | {"part_index": 5},
                parts[0] | {"part_index": -1},
                parts[0] | {"transfer_uuid": "other"},
                parts[0] | {"source_component_uuid": "other"},
                start,
                parts[0] | {"content": "text"},
            ):
                await client.send(wrong)
            # Together with the one under way, these exceed the limit or the number.
            await client.send(start | {"transfer_uuid": "big", "size_bytes": 2**20 + 2**19})
            for index in range(8):
                small = upload(button, "c", b"zz")[0]
                await client.send(small | {"transfer_uuid": f"small-{index}"})
            await client.settled()
            assert len(client.handle.gui._current_file_upload_states) == 4
            for part in (parts[0], parts[0], parts[1]):
                await client.send(part)
            await client.until(lambda: len(files) == count + 1)
            assert files[-1].content == b"y" * 1_000_000
        await asyncio.sleep(0.02)

    asyncio.run(run())


def test_no_part_slips_into_the_upload_of_another_viewer(server):
    async def run():
        async with connect(server) as owner, connect(server) as stranger:
            button, files = server.gui.add_upload_button("shared"), []
            button.on_upload(lambda event: files.append(event.target.value.content))
            start, part = upload(button, "a.ply", b"mine")
            await owner.send(start)
            await owner.settled()
            await stranger.send(part | {"content": b"evil"})
            await stranger.send(start | {"size_bytes": 0, "part_count": 0})
            await stranger.settled()
            await owner.send(part)
            await owner.until(lambda: files == [b"mine"])
            button.remove()

    asyncio.run(run())


def node_click(index: int | None = None) -> dict[str, Any]:
    return {
        "type": "SceneNodeClickMessage",
        "name": "/marks",
        "instance_index": index,
        "ray_origin": [0, 0, 5],
        "ray_direction": [0, 0, -1],
        "screen_pos": [0.5, 0.5],
        "modifier": None,
        "owner": "",
    }


def test_clicks_selections_and_drags_in_the_scene(server):
    async def run():
        async with connect(server) as client:
            scene, events = server.scene, []
            marks = scene.add_batched_meshes_simple(
                "/marks",
                np.zeros((3, 3), np.float32),
                np.array([[0, 1, 2]], np.uint32),
                batched_wxyzs=np.tile([1.0, 0, 0, 0], (5, 1)),
                batched_positions=np.zeros((5, 3)),
            )
            marks.on_click(lambda event: events.append(("node", event.instance_index)))
            marks.on_drag("left")(lambda event: events.append(("drag", event.phase)))
            scene.on_click()(lambda event: events.append(("click", event.ray_direction)))
            scene.on_rect_select(modifier="shift")(
                lambda event: events.append(("rect", event.screen_max))
            )
            gizmo = scene.add_transform_controls("/gizmo")
            click = scene_click((0, 0, 5), (0, 0, -1))
            rect = click | {"event_type": "rect-select", "ray_origin": None, "ray_direction": None,
                            "screen_pos": [[0, 0], [1, 0.5]], "modifier": "shift"}  # fmt: skip
            drag = {"type": "SceneNodeDragMessage", "phase": "start", "name": "/marks",
                    "instance_index": 2, "start_position": [0, 0, 0], "start_screen_pos": [0, 0],
                    "end_position": [1, 0, 0], "end_screen_pos": [0.5, 1.2], "button": "left",
                    "modifier": None, "owner": ""}  # fmt: skip
            turn = {"type": "TransformControlsUpdateMessage", "name": "/gizmo", "owner": "",
                    "wxyz": [0, 1, 0, 0], "position": [1, 2, 3]}  # fmt: skip
            ends = [{"type": f"TransformControlsDrag{end}Message", "name": "/gizmo", "owner": ""}
                    for end in ("Start", "End")]  # fmt: skip
            bad = (
                click | {"ray_origin": None},
                click | {"ray_direction": [0, 0, math.nan]},
                click | {"ray_direction": [0, 0, -50]},
                click | {"ray_origin": [0, 0, 1e300]},
                click | {"screen_pos": []},
                click | {"screen_pos": [[0, 0]] * 3},
                click | {"modifier": "meta"},
                click | {"event_type": "hover"},
                rect | {"screen_pos": [[0, 0]]},
                node_click(5),
                node_click(-1),
                node_click(0) | {"name": "/none"},
                node_click(0) | {"name": "/" * 5000},
                node_click(0) | {"owner": "stranger"},
                drag | {"phase": "begin"},
                drag | {"instance_index": 77},
                drag | {"button": "any"},
                turn | {"wxyz": [math.inf, 0, 0, 0]},
                turn | {"position": [0, 0]},
            )
            for message in bad:
                await client.send(message)
            await client.settled()
            assert events == [] and gizmo.position.tolist() == [0, 0, 0]
            for message in (click, rect, node_click(4), drag, drag | {"phase": "end"},
                            ends[0], turn, ends[1]):  # fmt: skip
                await client.send(message)
            await client.until(lambda: len(events) == 5)
            await client.settled()
            assert set(events) == {("click", (0.0, 0.0, -1.0)), ("rect", (1.0, 0.5)), ("node", 4),
                                   ("drag", "start"), ("drag", "end")}  # fmt: skip
            assert gizmo.position.tolist() == [1, 2, 3]
            marks.remove()
            gizmo.remove()
            scene.remove_click_callback()
            scene.remove_rect_select_callback()

    asyncio.run(run())


@pytest.mark.parametrize(
    "fields",
    [
        {"position": [math.nan, 0, 0]},
        {"position": [0, 0]},
        {"position": [0, 0, 0, 0]},
        {"position": [1e300, 0, 0]},
        {"wxyz": [0, 0, 0, 0]},
        {"wxyz": [1, 0, 0]},
        {"wxyz": [math.inf, 0, 0, 0]},
        {"look_at": None},
        {"up_direction": [0, 0, 0]},
        {"fov": 0},
        {"fov": 4},
        {"fov": "wide"},
        {"near": 0},
        {"far": 0.001},
        {"image_width": 0},
        {"image_height": 2**40},
        {"image_width": 12.5},
        {"extra": 1},
    ],
    ids=str,
)
def test_impossible_cameras_are_dropped(server, fields):
    async def run():
        async with connect(server) as client:
            moved = []
            client.handle.camera.on_update(moved.append)
            before = len(moved)
            await client.send(camera(**fields))
            await client.settled()
            await client.until(lambda: len(moved) > before)
            position = client.handle.camera.position
            assert position.tolist() == [0, -3, 1.5] and len(moved) == before + 1

    asyncio.run(run())


def test_a_client_is_unknown_until_its_first_sound_camera(server):
    async def run():
        async with connect(server, camera=False) as client:
            known = len(server.get_clients())
            await client.send(camera(position=[math.nan, 0, 0]))
            await asyncio.sleep(0.05)
            assert len(server.get_clients()) == known
            await client.settled()
            assert len(server.get_clients()) == known + 1

    asyncio.run(run())


def test_answers_to_the_servers_own_questions_pass(server):
    async def run():
        async with connect(server) as client:
            asked = asyncio.to_thread(client.handle.local_storage.get_item, "key", 5.0)
            answer = asyncio.create_task(asked)
            request = await client.message("LocalStorageGetItemRequestMessage")
            reply = {"type": "LocalStorageGetItemResponseMessage", "error": None}
            uuid = {"request_uuid": request["request_uuid"]}
            await client.send(reply | uuid | {"value": "x" * 200_000})
            await client.send(reply | uuid | {"value": "dark"})
            assert await answer == "dark"

    asyncio.run(run())


def test_the_tunnel_stays_closed(server):
    async def run():
        async with connect(server) as client:
            for kind in ("ShareUrlRequest", "ShareUrlDisconnect"):
                await client.send({"type": kind})
            await client.settled()
            theme = await client.message("ThemeConfigurationMessage")
            assert theme["show_share_button"] is False

    asyncio.run(run())
    assert server._share_tunnel is None
    with pytest.raises(Exception, match="tunnel"):
        server.request_share_url()
