"""Uploads arrive whole, and only within their limits."""

import asyncio

import pytest

from tests.viewer.client import connect, upload
from viewer.guard.server import ServerConfig, start_server


@pytest.fixture(scope="module")
def server():
    # Small uploads, so that the limit can be tried.
    server = start_server(ServerConfig(port=0, max_upload_mib=2.0))
    yield server
    server.stop()


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
