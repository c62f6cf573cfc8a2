"""Open anything: look at the path, read it with the reader it needs, place it upright in metres.

Readers are imported when they are needed, so that opening a cloud never pays for a mesh library.
"""

from pathlib import Path

from backend.scenes.place import place
from backend.types import Reading, Scene, SceneError

SUFFIXES = (
    ".ply .pcd .xyz .txt .csv .pts .npy .npz .las .laz .obj .glb .stl .off .mat .bin "
    ".splat .spz .ksplat .sog"
).split()
"""What a file that is a scene by itself may end in."""


def open_scene(path: Path | str) -> Scene:
    """Read a file or folder and place it in metres with Z up.

    Raises:
        SceneError: the source is missing, damaged, or of no known kind.
    """
    path = Path(path)
    try:
        return place(read(path), name=scene_name(path), path=path)
    except OSError as error:
        raise SceneError(path, f"cannot be read ({error.strerror})", "Check the path") from error
    except MemoryError as error:
        raise SceneError(path, "does not fit into memory", "Open a smaller part") from error


def scene_name(path: Path) -> str:
    """What people call the scene: the file's or folder's name without its endings."""
    name = path.resolve().name
    for ending in ("_vert.npy", "_pc.npz", ".compressed.ply", *SUFFIXES):
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def read(path: Path) -> Reading:
    """What the source says, in its own axes and units."""
    if not path.exists():
        raise SceneError(path, "no such file or folder", "Check the path")
    if path.is_dir():
        return _read_folder(path)
    if path.stat().st_size == 0:
        raise SceneError(path, "the file is empty", "Copy or export it again")
    return _read_file(path)


def _read_file(path: Path) -> Reading:
    match path.suffix.lower():
        case ".ply":
            return _read_ply(path)
        case ".pcd":
            from backend.scenes.points.pcd import read_pcd

            return read_pcd(path)
        case ".xyz" | ".txt" | ".csv" | ".pts":
            from backend.scenes.points.text import read_text

            return read_text(path)
        case ".npy" | ".npz":
            return _read_arrays(path)
        case ".las" | ".laz":
            from backend.scenes.points.las import read_las

            return read_las(path)
        case ".obj" | ".glb" | ".stl" | ".off":
            from backend.scenes.points.mesh_files import read_mesh_file

            return read_mesh_file(path)
        case ".mat" | ".bin":
            return _read_frame(path)
        case ".splat":
            from backend.scenes.splats.dot_splat import read_dot_splat

            return read_dot_splat(path)
        case ".spz":
            from backend.scenes.splats.spz import read_spz

            return read_spz(path)
        case ".ksplat":
            from backend.scenes.splats.ksplat import read_ksplat

            return read_ksplat(path)
        case ".sog":
            from backend.scenes.splats.sog import read_sog

            return read_sog(path)
        case _:
            raise SceneError(
                path, "no known kind of scene", f"Known file endings are {' '.join(SUFFIXES)}"
            )


def _read_ply(path: Path) -> Reading:
    from backend.scenes.ply import read_ply
    from backend.scenes.points.point_ply import read_point_ply
    from backend.scenes.splats.compressed_ply import is_compressed_ply, read_compressed_ply
    from backend.scenes.splats.gaussian_ply import is_gaussian_ply, read_gaussian_ply

    ply = read_ply(path)
    if is_gaussian_ply(ply):
        return read_gaussian_ply(ply)
    if is_compressed_ply(ply):
        return read_compressed_ply(ply)
    return read_point_ply(ply)


def _read_frame(path: Path) -> Reading:
    from backend.scenes.datasets.sunrgbd import is_sunrgbd, read_sunrgbd

    if not is_sunrgbd(path):
        problem = "no known kind of scene"
        raise SceneError(path, problem, "A .bin is read as mmdet3d's points/000001.bin only")
    return read_sunrgbd(path)


def _read_arrays(path: Path) -> Reading:
    from backend.scenes.datasets.scannet_arrays import is_scannet_arrays, read_scannet_arrays
    from backend.scenes.datasets.sunrgbd import is_sunrgbd, read_sunrgbd
    from backend.scenes.points.arrays import read_arrays

    if is_scannet_arrays(path):
        return read_scannet_arrays(path)
    if is_sunrgbd(path):
        return read_sunrgbd(path)
    return read_arrays(path)


def _read_folder(path: Path) -> Reading:
    from backend.scenes.datasets.rgbd import is_rgbd_folder, read_rgbd_folder
    from backend.scenes.datasets.scannet import is_scannet_scan, read_scannet_scan
    from backend.scenes.datasets.scene_folder import is_scene_folder, read_scene_folder
    from backend.scenes.datasets.sunrgbd import is_sunrgbd, read_sunrgbd
    from backend.scenes.splats.array_folder import is_array_folder, read_array_folder
    from backend.scenes.splats.sog import is_sog_folder, read_sog

    if is_scene_folder(path):
        return read_scene_folder(path)
    if is_scannet_scan(path):
        return read_scannet_scan(path)
    if is_sunrgbd(path):
        return read_sunrgbd(path)
    if is_rgbd_folder(path):
        return read_rgbd_folder(path)
    if is_sog_folder(path):
        return read_sog(path)
    if is_array_folder(path):
        return read_array_folder(path)
    raise SceneError(
        path,
        "the folder is no scene by itself",
        "Wanted a ScanNet scan, posed RGB-D frames (color/, depth/, trajectory, intrinsics), "
        "an unpacked SOG or a folder of splat arrays; "
        "to list every scene below a folder, give it to run_viewer.py",
    )
