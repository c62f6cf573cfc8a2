"""What a browser may do to the widgets that it sees."""

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import viser

from tests.viewer.client import Client, connect, update
from viewer.guard.widgets import MAX_TEXT, accept_while_hidden


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
