import math
from dataclasses import dataclass, field

from viewer.guard.wire import FileTransferPart, FileTransferStartUpload

PART_BYTES = 512 * 1024
"""Bytes of all parts but the last in viser's client (`UploadButton.tsx`)."""
AT_ONCE = 4
"""Uploads that one browser may have under way."""


@dataclass
class _Transfer:
    source: str
    size: int
    part_count: int
    parts: set[int] = field(default_factory=set)


class UploadLedger:
    """The uploads that one browser has under way, and whether the next part fits.

    viser keeps all parts in memory until the last one has come, so what was announced is what
    may be used.
    """

    def __init__(self, max_bytes: int):
        self._max_bytes = max_bytes
        self._transfers: dict[str, _Transfer] = {}

    def start(self, message: FileTransferStartUpload) -> str | None:
        """Enter an upload. Returns what is wrong with it, or None."""
        if message.size_bytes > self._max_bytes:
            return f"the file exceeds {self._max_bytes / 2**20:g} MiB"
        if message.part_count != math.ceil(message.size_bytes / PART_BYTES):
            return "the number of parts does not fit the size"
        if any(c in "/\0" for c in message.filename) or message.filename in (".", ".."):
            return "the file name is a path"
        if message.transfer_uuid in self._transfers:
            return "the upload was already announced"
        if len(self._transfers) >= AT_ONCE:
            return f"more than {AT_ONCE} uploads at once"
        # Together no more than the largest file may have: four of them would fill the memory.
        under_way = sum(transfer.size for transfer in self._transfers.values())
        if under_way + message.size_bytes > self._max_bytes:
            return f"the uploads together exceed {self._max_bytes / 2**20:g} MiB"
        if message.part_count > 0:
            self._transfers[message.transfer_uuid] = _Transfer(
                message.source_component_uuid, message.size_bytes, message.part_count
            )
        return None

    def part(self, message: FileTransferPart) -> str | None:
        """Enter a part of an upload. Returns what is wrong with it, or None."""
        transfer = self._transfers.get(message.transfer_uuid)
        if transfer is None or transfer.source != message.source_component_uuid:
            return "the upload was not announced"
        if message.part_index >= transfer.part_count or message.part_index in transfer.parts:
            return "the part is out of range or came before"
        last = message.part_index == transfer.part_count - 1
        expected = transfer.size - PART_BYTES * message.part_index if last else PART_BYTES
        if len(message.content) != expected:
            return "the part has the wrong size"
        transfer.parts.add(message.part_index)
        if len(transfer.parts) == transfer.part_count:
            del self._transfers[message.transfer_uuid]
        return None
