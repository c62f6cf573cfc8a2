"""No browser reaches what belongs to another one."""

import asyncio

from tests.viewer.client import connect, node_click, scene_click, update, upload


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
