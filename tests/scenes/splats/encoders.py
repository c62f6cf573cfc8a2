"""Small encoders of the splat formats, written from their descriptions for the tests alone.

Each takes activated splats and returns bytes. They are plain and slow, and share nothing with the
readers, so that a mistake in one of the two shows.
"""

import gzip
import io
import json
import math
import struct
import zipfile
from dataclasses import dataclass

import numpy as np
import zstandard
from PIL import Image

from backend.types import SH_C0, Splats


def random_splats(seed: int, count: int, degree: int = 0, spread: float = 2.0) -> Splats:
    """Splats whose values lie well inside what every format can hold."""
    random = np.random.default_rng(seed)
    rotations = random.normal(size=(count, 4))
    rotations /= np.linalg.norm(rotations, axis=1, keepdims=True)
    return Splats(
        means=random.uniform(-spread, spread, (count, 3)).astype(np.float32),
        scales=np.exp(random.uniform(-6, -1, (count, 3))).astype(np.float32),
        rotations=rotations.astype(np.float32),
        opacities=random.uniform(0.02, 0.98, count).astype(np.float32),
        sh=random.uniform(-0.9, 0.9, (count, (degree + 1) ** 2, 3)).astype(np.float32),
    )


def covariances(splats: Splats) -> np.ndarray:
    """R Σ Rᵀ with R from the quaternion by its sandwich product."""
    result = []
    for (w, x, y, z), scale in zip(splats.rotations.astype(float), splats.scales, strict=True):
        v = np.array([x, y, z])
        cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
        R = (w * w - v @ v) * np.eye(3) + 2 * np.outer(v, v) + 2 * w * cross
        result.append(R @ np.diag(scale.astype(float) ** 2) @ R.T)
    return np.array(result)


def angle_between(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Radians between rotations given as quaternions."""
    return 2 * np.arccos(np.clip(np.abs((a.astype(float) * b.astype(float)).sum(1)), 0, 1))


def assert_same(
    got: Splats, want: Splats, *, mean: float, log_scale: float, angle: float, alpha: float,
    color: float, rest: float,
) -> None:  # fmt: skip
    """Every attribute within its format's quantisation, given as the greatest error."""
    assert len(got) == len(want)
    np.testing.assert_allclose(got.means, want.means, atol=mean, rtol=0)
    np.testing.assert_allclose(np.log(got.scales), np.log(want.scales), atol=log_scale, rtol=0)
    assert angle_between(got.rotations, want.rotations).max() <= angle
    np.testing.assert_allclose(np.linalg.norm(got.rotations, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(got.opacities, want.opacities, atol=alpha, rtol=0)
    np.testing.assert_allclose(got.sh[:, 0], want.sh[:, 0], atol=color, rtol=0)
    np.testing.assert_allclose(got.sh[:, 1:], want.sh[:, 1:], atol=rest, rtol=0)


def logit(p: float) -> float:
    return math.log(p / (1 - p))


def byte(value: float) -> int:
    return min(255, max(0, round(value)))


def colors_as_bytes(splats: Splats) -> list[list[int]]:
    return [[byte((0.5 + SH_C0 * c) * 255) for c in row] for row in splats.sh[:, 0].tolist()]


def gaussian_ply(splats: Splats, *, order: str = "<", comment: str = "made for a test") -> bytes:
    """The layout of 3DGS, zero normals included."""
    rest = 3 * (splats.sh.shape[1] - 1)
    names = ["x", "y", "z", "nx", "ny", "nz", "f_dc_0", "f_dc_1", "f_dc_2"]
    names += [f"f_rest_{i}" for i in range(rest)]
    names += ["opacity", "scale_0", "scale_1", "scale_2", "rot_0", "rot_1", "rot_2", "rot_3"]
    kind = "little" if order == "<" else "big"
    head = f"ply\nformat binary_{kind}_endian 1.0\ncomment {comment}\n"
    head += f"element vertex {len(splats)}\n"
    head += "".join(f"property float {name}\n" for name in names) + "end_header\n"
    body = b""
    for i in range(len(splats)):
        row = [*splats.means[i], 0, 0, 0, *splats.sh[i, 0]]
        row += [splats.sh[i, k, c] for c in range(3) for k in range(1, splats.sh.shape[1])]
        row += [logit(float(splats.opacities[i])), *np.log(splats.scales[i].astype(float))]
        # Files of 3DGS hold quaternions of any length.
        row += list(splats.rotations[i] * (1 + i))
        body += struct.pack(f"{order}{len(row)}f", *row)
    return head.encode() + body


def smallest_three(q: list[float]) -> tuple[int, list[float]]:
    """Index of the largest component and the others, after making the largest positive."""
    largest = max(range(4), key=lambda i: abs(q[i]))
    sign = -1 if q[largest] < 0 else 1
    return largest, [sign * q[i] for i in range(4) if i != largest]


def spz_streams(splats: Splats, version: int, bits: int) -> list[bytes]:
    """Positions, alphas, colours, scales, rotations, coefficients."""
    positions = b""
    for value in splats.means.ravel().tolist():
        if version == 1:
            positions += struct.pack("<e", value)
        else:
            positions += round(value * 2**bits).to_bytes(3, "little", signed=True)
    alphas = bytes(byte(a * 255) for a in splats.opacities.tolist())
    colors = bytes(byte(c * 0.15 * 255 + 127.5) for c in splats.sh[:, 0].ravel().tolist())
    scales = bytes(byte((math.log(s) + 10) * 16) for s in splats.scales.ravel().tolist())
    rotations = b""
    for w, x, y, z in splats.rotations.tolist():
        if version < 3:
            sign = -1 if w < 0 else 1
            rotations += bytes(byte((sign * v + 1) * 127.5) for v in (x, y, z))
            continue
        word, others = smallest_three([x, y, z, w])
        for v in others:
            word = word << 10 | (v < 0) << 9 | round(abs(v) * math.sqrt(2) * 511)
        rotations += struct.pack("<I", word)
    rest = bytes(byte(v * 128 + 128) for v in splats.sh[:, 1:].ravel().tolist())
    return [positions, alphas, colors, scales, rotations, rest]


def spz(
    splats: Splats, version: int, *, bits: int = 12, flags: int = 0, extensions: bytes = b""
) -> bytes:
    degree = splats.sh_degree
    flags |= 2 if extensions else 0
    streams = spz_streams(splats, version, bits)
    start = struct.pack("<4sIIBBB", b"NGSP", version, len(splats), degree, bits, flags)
    if version < 4:
        return gzip.compress(start + b"\0" + b"".join(streams) + extensions, mtime=0)
    streams = [stream for stream in streams if stream]
    packed = [zstandard.ZstdCompressor().compress(stream) for stream in streams]
    table = b"".join(
        struct.pack("<QQ", len(p), len(s)) for p, s in zip(packed, streams, strict=True)
    )
    start += struct.pack("<BI12x", len(streams), 32 + len(extensions))
    return start + extensions + table + b"".join(packed)


def compressed_ply(splats: Splats, *, chunk_colors: bool = True) -> bytes:
    """Chunks of 256 splats, with or without ranges of colours; coefficients where there are any."""
    axes = ["x", "y", "z", "scale_x", "scale_y", "scale_z"] + list("rgb") * chunk_colors
    groups = [axes[:3], axes[3:6], axes[6:]]
    names = [
        f"{end}_{axis}" for group in groups if group for end in ("min", "max") for axis in group
    ]
    rest = 3 * (splats.sh.shape[1] - 1)
    chunks = [slice(i, i + 256) for i in range(0, len(splats), 256)]
    head = f"ply\nformat binary_little_endian 1.0\nelement chunk {len(chunks)}\n"
    head += "".join(f"property float {name}\n" for name in names)
    head += f"element vertex {len(splats)}\n"
    for name in ("position", "rotation", "scale", "color"):
        head += f"property uint packed_{name}\n"
    if rest:
        head += f"element sh {len(splats)}\n"
        head += "".join(f"property uchar f_rest_{i}\n" for i in range(rest))
    ranges, words = b"", b""
    for rows in chunks:
        colors = 0.5 + SH_C0 * splats.sh[rows, 0].astype(float)
        values = [
            splats.means[rows].astype(float),
            np.log(splats.scales[rows].astype(float)),
            colors,
        ]
        fractions = []
        for i, value in enumerate(values):
            if i == 2 and not chunk_colors:
                fractions.append(np.clip(value, 0, 1))
                continue
            low, high = value.min(0).astype(np.float32), value.max(0).astype(np.float32)
            ranges += low.tobytes() + high.tobytes()
            fractions.append((value - low) / np.where(high > low, high - low, 1))
        for i, (xyz, scale, rgb) in enumerate(zip(*fractions, strict=True), rows.start):
            position, size = (
                round(v[0] * 2047) << 21 | round(v[1] * 1023) << 11 | round(v[2] * 2047)
                for v in np.clip([xyz, scale], 0, 1)
            )
            rotation, others = smallest_three(splats.rotations[i].tolist())
            for v in others:
                rotation = rotation << 10 | round((v * math.sqrt(0.5) + 0.5) * 1023)
            color = 0
            for v in (*rgb, splats.opacities[i]):
                color = color << 8 | byte(v * 255)
            words += struct.pack("<4I", position, rotation, size, color)
    channels = splats.sh[:, 1:].transpose(0, 2, 1).ravel().tolist()
    coefficients = bytes(min(255, max(0, math.floor((v / 8 + 0.5) * 256))) for v in channels)
    return head.encode() + b"end_header\n" + ranges + words + coefficients


@dataclass(frozen=True)
class Buckets:
    """Where the quantised positions of a .ksplat section count from."""

    full: int
    size: int
    partial: tuple[int, ...]
    centers: np.ndarray
    block: float = 5.0


def ksplat(sections: list[tuple[Splats, Buckets]], level: int, *, sh_limit: float = 1.5) -> bytes:
    """Any number of sections of any degree."""
    head = struct.pack("<BBxxIII", 0, 1, len(sections), len(sections), 0)
    head += struct.pack("<IHxx3f", sum(len(s) for s, _ in sections), level, 0, 0, 0)
    head += struct.pack("<ff", -sh_limit, sh_limit)
    headers, bodies = b"", b""
    for splats, buckets in sections:
        count = len(splats)
        headers += struct.pack(
            "<4IfHxxI4xIIH", count, count, buckets.size, len(buckets.centers), buckets.block, 12,
            0, buckets.full, len(buckets.partial), splats.sh_degree,
        ).ljust(1024, b"\0")  # fmt: skip
        bodies += struct.pack(f"<{len(buckets.partial)}I", *buckets.partial)
        bodies += buckets.centers.astype("<f4").tobytes()
        lengths = [buckets.size] * buckets.full + list(buckets.partial)
        bucket_of = [b for b, length in enumerate(lengths) for _ in range(length)]
        number = "f" if level == 0 else "e"
        for i, color in enumerate(colors_as_bytes(splats)):
            if level == 0:
                bodies += struct.pack("<3f", *splats.means[i])
            else:
                offsets = (splats.means[i] - buckets.centers[bucket_of[i]]) / (buckets.block / 2)
                bodies += struct.pack("<3H", *(round(v * 32767) + 32767 for v in offsets.tolist()))
            bodies += struct.pack(f"<3{number}4{number}", *splats.scales[i], *splats.rotations[i])
            bodies += bytes([*color, byte(float(splats.opacities[i]) * 255)])
            for band in range(1, splats.sh_degree + 1):
                for v in splats.sh[i, band**2 : (band + 1) ** 2].T.ravel().tolist():
                    if level == 2:
                        bodies += bytes([byte((v / sh_limit + 1) / 2 * 255)])
                    else:
                        bodies += struct.pack(f"<{number}", v)
    return head.ljust(4096, b"\0") + headers + bodies


def webp(pixels: np.ndarray) -> bytes:
    """Lossless, transparent pixels kept."""
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, "WEBP", lossless=True, exact=True)
    return file.getvalue()


def sog_files(splats: Splats, version: int, *, palette: int = 0) -> dict[str, bytes]:
    """Members by name; `palette` is the number of entries that the first splats' coefficients fill.

    With a palette, splat i uses entry i modulo its size.
    """
    count = len(splats)
    width = math.ceil(math.sqrt(count))
    height = math.ceil(count / width)

    def picture(columns: np.ndarray) -> bytes:
        pixels = np.zeros((width * height, columns.shape[1]), np.uint8)
        pixels[:count] = columns
        return webp(pixels.reshape(height, width, -1))

    logs = np.sign(splats.means) * np.log1p(np.abs(splats.means.astype(float)))
    low, high = logs.min(0), logs.max(0)
    steps = np.rint((logs - low) / (high - low) * 65535).astype(int)
    quats = []
    for q in splats.rotations.tolist():
        largest, others = smallest_three(q)
        quats.append([byte((v * math.sqrt(2) + 1) * 127.5) for v in others] + [252 + largest])
    scales, constant = np.log(splats.scales.astype(float)), splats.sh[:, 0].astype(float)
    meta: dict = {
        "means": {"mins": low.tolist(), "maxs": high.tolist()},
        "scales": {"files": ["scales.webp"]},
        "quats": {"files": ["quats.webp"]},
        "sh0": {"files": ["sh0.webp"]},
    }
    meta["means"]["files"] = ["means_l.webp", "means_u.webp"]
    if version == 2:
        meta |= {"version": 2, "count": count}
        books = [np.linspace(v.min(), v.max(), 256) for v in (scales, constant)]
        meta["scales"]["codebook"], meta["sh0"]["codebook"] = (b.tolist() for b in books)
        scale, color = (
            np.abs(v[..., None] - b).argmin(-1)
            for v, b in zip((scales, constant), books, strict=True)
        )
        alpha = np.rint(splats.opacities * 255)
    else:
        meta["means"]["shape"] = [count, 3]
        logits = np.array([logit(float(p)) for p in splats.opacities])
        values = np.column_stack([constant, logits])
        for name, v in (("scales", scales), ("sh0", values)):
            meta[name] |= {"mins": v.min(0).tolist(), "maxs": v.max(0).tolist()}
        scale = np.rint((scales - scales.min(0)) / np.ptp(scales, axis=0) * 255)
        color = np.rint((values - values.min(0)) / np.ptp(values, axis=0) * 255)
        color, alpha = color[:, :3], color[:, 3]
    files = {
        "means_l.webp": picture(steps & 255),
        "means_u.webp": picture(steps >> 8),
        "quats.webp": picture(np.array(quats)),
        "scales.webp": picture(scale),
        "sh0.webp": picture(np.column_stack([color, alpha])),
    }
    if palette:
        rest = splats.sh[:palette, 1:].astype(float)
        per_splat = rest.shape[1]
        rows = math.ceil(palette / 64)
        centroids = np.zeros((rows * 64, per_splat, 3))
        if version == 2:
            book = np.linspace(-1, 1, 256)
            centroids[:palette] = np.abs(rest[..., None] - book).argmin(-1)
            meta["shN"] = {"count": palette, "bands": splats.sh_degree, "codebook": book.tolist()}
        else:
            centroids[:palette] = np.rint((rest + 1) / 2 * 255)
            meta["shN"] = {"mins": -1.0, "maxs": 1.0}
        meta["shN"] |= {"files": ["shN_centroids.webp", "shN_labels.webp"]}
        labels = np.arange(count) % palette
        files["shN_centroids.webp"] = webp(centroids.reshape(rows, 64 * per_splat, 3))
        files["shN_labels.webp"] = picture(np.column_stack([labels & 255, labels >> 8, labels * 0]))
    return {"meta.json": json.dumps(meta).encode(), **files}


def bundle(files: dict[str, bytes]) -> bytes:
    """A ZIP of members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()
