"""A folder of numpy arrays, one per attribute, as SceneSplat and Mini_Viewer keep splats.

`coord, color, opacity, quat, scale` are needed and activated already; `normal, segment, instance`
become labels of the splats' centres.
"""

from pathlib import Path

import numpy as np
from jaxtyping import Float, Float32, Int32

from backend.scenes.npy import map_npy
from backend.scenes.splats.assemble import DAMAGED, assemble, sh_of_colors
from backend.types import Points, Reading, SceneError

_COLUMNS = {"coord": 3, "color": 3, "opacity": 1, "quat": 4, "scale": 3}
_OPTIONAL = ("normal", "segment", "instance")
_MOST_CLASSES = 10_000


def is_array_folder(path: Path) -> bool:
    """Whether the folder has the two arrays that no other folder has together."""
    return (path / "coord.npy").is_file() and (path / "quat.npy").is_file()


def read_array_folder(path: Path) -> Reading:
    """Read the arrays; classes, which have numbers only, are named by them.

    Raises:
        SceneError: an array is missing, pickled, damaged, or of another length or shape.
    """
    missing = [name for name in _COLUMNS if not (path / f"{name}.npy").is_file()]
    if missing:
        raise SceneError(
            path, f"no {', '.join(f'{m}.npy' for m in missing)}", "Add what is missing"
        )
    count = len(map_npy(path / "coord.npy"))
    arrays = {
        name: _table(path / f"{name}.npy", count, columns) for name, columns in _COLUMNS.items()
    }
    means = arrays["coord"]
    notes = [
        f"{file.name} was left out"
        for file in sorted(path.glob("*.npy"))
        if file.stem not in _COLUMNS and file.stem not in _OPTIONAL
    ]
    labels, names = None, ()
    if any((path / f"{name}.npy").is_file() for name in _OPTIONAL):
        classes = _labels(path / "segment.npy", count)
        instances = _labels(path / "instance.npy", count)
        names = _class_names(path, classes)
        labels = Points(
            means.astype(np.float32),
            normals=_normals(path / "normal.npy", count),
            classes=classes,
            instances=instances,
        )
    return assemble(
        path,
        "Splat arrays",
        means=means,
        scales=arrays["scale"],
        rotations=arrays["quat"],
        opacities=arrays["opacity"][:, 0],
        sh=sh_of_colors(_unit_colors(path / "color.npy", arrays["color"])),
        labels=labels,
        class_names=names,
        notes=tuple(notes),
    )


def _table(path: Path, count: int, columns: int) -> Float[np.ndarray, "splats columns"]:
    """Rows of numbers: float64 where the file has it, otherwise float32."""
    array = map_npy(path)
    if array.shape != (count, columns) and not (columns == 1 and array.shape == (count,)):
        problem = f"shape {array.shape}, wanted ({count}, {columns}) as in coord.npy"
        raise SceneError(path, problem, DAMAGED)
    dtype = np.float64 if array.dtype.itemsize > 4 else np.float32
    with np.errstate(over="ignore", invalid="ignore"):
        return array.reshape(count, columns).astype(dtype)


def _unit_colors(
    path: Path, colors: Float[np.ndarray, "splats 3"]
) -> Float[np.ndarray, "splats 3"]:
    """Bytes, and floats beyond 1.5, count to 255."""
    finite = colors[np.isfinite(colors)]
    is_bytes = map_npy(path).dtype.kind in "iu" or finite.max(initial=0) > 1.5
    return colors / colors.dtype.type(255) if is_bytes else colors


def _labels(path: Path, count: int) -> Int32[np.ndarray, " splats"] | None:
    if not path.is_file():
        return None
    values = _table(path, count, 1)[:, 0]
    if not np.isfinite(values).all() or (np.abs(values) > 2**31 - 1).any():
        raise SceneError(path, "holds labels that are no 32-bit integers", DAMAGED)
    return np.maximum(values, -1).astype(np.int32)


def _normals(path: Path, count: int) -> Float32[np.ndarray, "splats 3"] | None:
    """Unit normals; those without a direction point up."""
    if not path.is_file():
        return None
    normals = np.nan_to_num(_table(path, count, 3), posinf=0, neginf=0)
    with np.errstate(all="ignore"):
        lengths = np.linalg.norm(normals, axis=1, keepdims=True)
        unit = normals / lengths
    return np.where((lengths > 0) & np.isfinite(lengths), unit, (0, 0, 1)).astype(np.float32)


def _class_names(path: Path, classes: Int32[np.ndarray, " splats"] | None) -> tuple[str, ...]:
    count = 0 if classes is None else int(classes.max(initial=-1)) + 1
    if count > _MOST_CLASSES:
        raise SceneError(path / "segment.npy", f"class number {count - 1:,}", DAMAGED)
    return tuple(f"class {i}" for i in range(count))
