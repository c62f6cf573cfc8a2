"""Clicks, cameras and answers of a browser."""

import asyncio
import math

import numpy as np
import pytest

from tests.viewer.client import camera, connect, node_click, scene_click


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
