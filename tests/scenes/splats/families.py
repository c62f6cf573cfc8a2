"""Valid splat files of every format, as seeds for damaged ones."""

import gzip
from pathlib import Path

import numpy as np

from backend.scenes.ply import read_ply
from backend.scenes.splats.array_folder import read_array_folder
from backend.scenes.splats.compressed_ply import is_compressed_ply, read_compressed_ply
from backend.scenes.splats.dot_splat import read_dot_splat, write_dot_splat
from backend.scenes.splats.gaussian_ply import is_gaussian_ply, read_gaussian_ply
from backend.scenes.splats.ksplat import read_ksplat
from backend.scenes.splats.sog import read_sog
from backend.scenes.splats.spz import read_spz
from backend.types import Reading, SceneError
from tests.mutation import Family
from tests.scenes.splats.encoders import (
    Buckets,
    bundle,
    compressed_ply,
    gaussian_ply,
    ksplat,
    random_splats,
    sog_files,
    spz,
)

COUNT = 12


def _write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def _ply(folder: Path) -> list[Path]:
    splats = [random_splats(0, COUNT, degree) for degree in (0, 1, 3)]
    return _write(
        folder,
        {
            "degree0.ply": gaussian_ply(splats[0], comment="Vertical Axis: z"),
            "degree3.ply": gaussian_ply(splats[2]),
            "big.ply": gaussian_ply(splats[1], order=">"),
            "degree0.compressed.ply": compressed_ply(splats[0]),
            "degree1.compressed.ply": compressed_ply(splats[1], chunk_colors=False),
            "chunks.compressed.ply": compressed_ply(random_splats(0, 260)),
        },
    )


def _read_ply(path: Path) -> Reading:
    ply = read_ply(path)
    if is_gaussian_ply(ply):
        return read_gaussian_ply(ply)
    if is_compressed_ply(ply):
        return read_compressed_ply(ply)
    # What is no longer a splat file is the point reader's.
    raise SceneError(path, "no splats", "Read it as points")


def _splat(folder: Path) -> list[Path]:
    write_dot_splat(folder / "a.splat", random_splats(0, COUNT), origin=np.zeros(3))
    return [folder / "a.splat"]


def _spz(folder: Path) -> list[Path]:
    splats = random_splats(0, COUNT, 1)
    files = {f"version{v}.spz": spz(splats, v) for v in (1, 2, 3, 4)}
    # Without the compression, so that mutations reach the header and the numbers.
    files |= {f"raw{v}.spz": gzip.decompress(files[f"version{v}.spz"]) for v in (1, 2, 3)}
    return _write(folder, files)


def _ksplat(folder: Path) -> list[Path]:
    buckets = Buckets(2, 4, (3, 1), np.zeros((4, 3), np.float32))
    sections = [(random_splats(i, COUNT, degree), buckets) for i, degree in enumerate((1, 0))]
    return _write(folder, {f"level{i}.ksplat": ksplat(sections, i) for i in (0, 1, 2)})


def _sog(folder: Path) -> list[Path]:
    splats = random_splats(0, COUNT, 1)
    files = {v: sog_files(splats, v, palette=COUNT) for v in (1, 2)}
    return _write(folder, {f"version{v}.sog": bundle(files[v]) for v in files})


def _sog_folder(folder: Path) -> list[Path]:
    """Errors name the folder, so it is named like the files in it."""
    paths = []
    for version in (1, 2):
        files = sog_files(random_splats(0, COUNT, 1), version, palette=COUNT)
        for damaged in ("meta.json", "means_l.webp", "shN_centroids.webp"):
            unpacked = folder / f"version {version} {damaged}"
            unpacked.mkdir()
            _write(unpacked, files)
            paths.append(unpacked / damaged)
    return paths


def _array_folder(folder: Path) -> list[Path]:
    splats = random_splats(0, COUNT)
    arrays = {
        "coord": splats.means,
        "color": splats.colors,
        "opacity": splats.opacities,
        "quat": splats.rotations,
        "scale": splats.scales,
        "segment": np.arange(COUNT),
        "normal": splats.means.astype(np.float64),
    }
    paths = []
    for damaged in arrays:
        inside = folder / f"{damaged}.npy in here"
        inside.mkdir()
        for name, array in arrays.items():
            np.save(inside / f"{name}.npy", array)
        paths.append(inside / f"{damaged}.npy")
    return paths


FAMILIES = (
    Family("3DGS ply, compressed ply", _read_ply, _ply),
    Family("splat", read_dot_splat, _splat),
    Family("spz", read_spz, _spz),
    Family("ksplat", read_ksplat, _ksplat),
    Family("sog", read_sog, _sog),
    Family("sog folder", lambda path: read_sog(path.parent), _sog_folder),
    Family("splat arrays", lambda path: read_array_folder(path.parent), _array_folder),
)
