"""Clouds in HDF5: ScanObjectNN's files and ModelNet40's `modelnet40_ply_hdf5_2048`."""

from pathlib import Path

import numpy as np

from training.errors import CommandError
from training.objects.clouds import LabelledClouds, checked
from training.objects.names import MODELNET40, SCANOBJECTNN, z_up


def read_scanobjectnn(path: Path) -> LabelledClouds:
    """The objects of one file, `data` (n, 2048, 3) and `label` (n,), turned from Y up to Z up.

    Raises:
        CommandError: it is not there, damaged or of another form.
    """
    return _read(path, SCANOBJECTNN)


def read_hdf5(path: Path) -> LabelledClouds:
    """ModelNet40's objects of one file, turned from Y up to Z up.

    Raises:
        CommandError: it is not there, damaged or of another form.
    """
    return _read(path, MODELNET40)


def _read(path: Path, classes: tuple[str, ...]) -> LabelledClouds:
    try:
        import h5py  # pyright: ignore[reportMissingImports]  # An optional package.
    except ImportError as error:
        raise CommandError(f"{path}: HDF5 needs h5py: `pip install h5py`") from error
    try:
        with h5py.File(path, "r") as file:
            points, labels = np.asarray(file["data"]), np.asarray(file["label"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise CommandError(f"wanted an HDF5 file of clouds, {path}: {error}") from error
    if points.ndim == 3 and points.shape[-1] == 3:
        points = z_up(points.astype(np.float32))
    arrays = {"points": points, "labels": labels, "classes": np.array(classes)}
    return checked(arrays, str(path))
