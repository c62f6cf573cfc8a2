"""The files of a SOG by name, from a ZIP bundle or a folder, and its pictures as bounded arrays."""

import json
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

from backend.progress import report
from backend.scenes.check import bounded_zip, foreign_errors, regular_file
from backend.scenes.splats.assemble import DAMAGED
from backend.types import SceneError

_META = "meta.json"
_LONGEST_META = 4 << 20
_SLACK = 1 << 16


@dataclass(frozen=True)
class SogFiles:
    """Reads members by name."""

    path: Path
    size: int
    """Bytes that all of it takes on the disk."""
    archive: zipfile.ZipFile | None
    """None for a folder."""
    prefix: str = ""
    """Some bundles are a zipped folder: its name."""

    def meta(self) -> dict[str, Any]:
        """The parsed `meta.json`."""
        try:
            meta = json.loads(self._read(_META, _LONGEST_META))
        except (ValueError, RecursionError) as error:
            if isinstance(error, SceneError):
                raise
            raise SceneError(self.path, f"{_META} is no JSON ({error})", DAMAGED) from error
        if not isinstance(meta, dict):
            raise SceneError(self.path, f"{_META} is no JSON object", DAMAGED)
        return meta

    def picture(self, name: str, most_pixels: int) -> UInt8[np.ndarray, "height width 4"]:
        """A picture as RGBA; its size is checked before it is decoded."""
        from PIL import Image

        data = self._read(name, 4 * self.size + _SLACK)
        width, height = self._picture_size(name, data)
        limit = min(most_pixels, Image.MAX_IMAGE_PIXELS or most_pixels)
        if width * height > limit:
            problem = f"{name} has {width} x {height} pixels, at most {limit:,} are plausible"
            raise SceneError(self.path, problem, DAMAGED)
        report(f"Decoding {name}", 0, 0)
        with (
            foreign_errors(self.path, f"{name} is damaged"),
            Image.open(BytesIO(data), formats=["WEBP", "PNG"]) as image,
        ):
            pixels = np.asarray(image.convert("RGBA"))
        if pixels.shape != (height, width, 4):
            raise SceneError(self.path, f"{name} has two different sizes", DAMAGED)
        return pixels

    def _picture_size(self, name: str, data: bytes) -> tuple[int, int]:
        """Width and height from the picture's own header, lossless WebP or PNG."""
        if len(data) > 30 and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            if data[12:16] == b"VP8L":
                bits = int.from_bytes(data[21:25], "little")
                return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
            if data[12:16] == b"VP8X" and b"VP8L" in data[30:4096]:
                return (
                    int.from_bytes(data[24:27], "little") + 1,
                    int.from_bytes(data[27:30], "little") + 1,
                )
            raise SceneError(
                self.path, f"{name} was compressed with loss", "Export it as lossless WebP"
            )
        if len(data) > 24 and data.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack_from(">II", data, 16)
        raise SceneError(self.path, f"{name} is no WebP or PNG picture", DAMAGED)

    def _read(self, name: str, limit: int) -> bytes:
        """At most `limit` bytes of a member; names stay inside the bundle."""
        if not name or name != Path(name).name or "\\" in name or "\0" in name:
            raise SceneError(self.path, f"{name!r} is no plain file name", DAMAGED)
        if self.archive is None:
            file = self.path / name
            if not file.is_file():
                raise SceneError(self.path, f"the file {name} is missing", "Copy it to the others")
            with file.open("rb") as stream:
                data = stream.read(limit + 1)
        else:
            if self.prefix + name not in self.archive.namelist():
                raise SceneError(self.path, f"the bundle has no {name}", DAMAGED)
            with self.archive.open(self.prefix + name) as stream:
                data = stream.read(limit + 1)
        if len(data) > limit:
            raise SceneError(self.path, f"{name} is longer than {limit:,} bytes", DAMAGED)
        return data


@contextmanager
def open_sog(path: Path) -> Iterator[SogFiles]:
    """The files of a bundle or of an unpacked folder.

    Raises:
        SceneError: the bundle is damaged or unpacks to implausibly much.
    """
    if path.is_dir():
        files = [file for file in path.iterdir() if file.is_file()]
        yield SogFiles(path, sum(file.stat().st_size for file in files), None)
        return
    size = regular_file(path)
    with bounded_zip(path) as archive:
        metas = [name for name in archive.namelist() if name.rsplit("/")[-1] == _META]
        yield SogFiles(path, size, archive, min(metas, key=len, default=_META)[: -len(_META)])
