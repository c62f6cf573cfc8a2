"""SOG of both versions, bundled and unpacked."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backend.scenes.splats.sog import is_sog_folder, read_sog
from backend.types import SceneError, Splats
from tests.scenes.splats.encoders import assert_same, bundle, random_splats, sog_files, webp


def unpack(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(("degree", "palette"), [(0, 0), (1, 5), (2, 64), (3, 70)])
@pytest.mark.parametrize("folder", [True, False])
def test_reads_what_was_encoded(tmp_path: Path, version, degree, palette, folder) -> None:
    splats = random_splats(version, 90, degree)
    files = sog_files(splats, version, palette=palette)
    if folder:
        path = unpack(tmp_path / "a", files)
        assert is_sog_folder(path)
    else:
        path = tmp_path / "a.sog"
        path.write_bytes(bundle(files))
    reading = read_sog(path)
    assert reading.splats is not None and reading.format == f"SOG version {version}"
    sh = splats.sh
    if palette:
        sh = np.concatenate([sh[:, :1], sh[np.arange(90) % palette, 1:]], axis=1)
    want = Splats(splats.means, splats.scales, splats.rotations, splats.opacities, sh)
    assert_same(
        reading.splats,
        want,
        # Steps of the logarithm grow with the distance.
        mean=2 * np.log(3) / 65535 / 2 * 3 + 1e-5,
        log_scale=5 / 255 / 2 + 1e-5,
        angle=2 * np.sqrt(12) * np.sqrt(0.5) / 255,
        alpha=0.5 / 255 + 1e-6 if version == 2 else 8 / 255 / 2 / 4 + 1e-6,
        color=1.8 / 255 / 2 + 1e-5,
        rest=1 / 255 + 1e-5,
    )
    assert (reading.up, reading.up_from) == ((0, -1, 0), "guessed")


def test_a_zipped_folder_is_a_bundle_too(tmp_path: Path) -> None:
    files = sog_files(random_splats(0, 9), 2)
    (tmp_path / "a.sog").write_bytes(bundle({f"room/{n}": d for n, d in files.items()}))
    splats = read_sog(tmp_path / "a.sog").splats
    assert splats is not None and len(splats) == 9


def changed(files: dict[str, bytes], *keys: str, value: object) -> dict[str, bytes]:
    """The members with one value of the meta replaced."""
    meta = json.loads(files["meta.json"])
    inner = meta
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = value
    return files | {"meta.json": json.dumps(meta).encode()}


def test_an_empty_first_codebook_entry_continues_the_rest(tmp_path: Path) -> None:
    files = sog_files(random_splats(0, 9), 2)
    book = json.loads(files["meta.json"])["sh0"]["codebook"]
    patched = changed(files, "sh0", "codebook", value=[None, *book[1:]])
    a = read_sog(unpack(tmp_path / "a", files)).splats
    b = read_sog(unpack(tmp_path / "b", patched)).splats
    assert a is not None and b is not None
    np.testing.assert_allclose(a.sh, b.sh, atol=1e-4)


@pytest.mark.parametrize(
    ("keys", "value", "words"),
    [
        (["version"], 3, "version 3"),
        (["version"], [], "version"),
        (["count"], 0, "no count"),
        (["count"], 2**31 - 1, "2,147,483,647 splats"),
        (["count"], 10, "9 of 10 pixels"),
        (["count"], "nine", "no count"),
        (["means"], None, "no means"),
        (["means", "mins"], [0, 0], "no mins"),
        (["means", "mins"], [0, 0, None], "no mins"),
        (["means", "maxs"], [0, 0, 10**400], "no maxs"),
        (["means", "maxs"], {"x": 1}, "no maxs"),
        (["means", "maxs"], [0, 0, 1e308], None),
        (["means", "files"], ["means_l.webp"], "no files"),
        (["means", "files"], ["means_l.webp", "../means_u.webp"], "plain file name"),
        (["means", "files"], ["means_l.webp", "/etc/passwd"], "plain file name"),
        (["means", "files"], ["means_l.webp", ""], "plain file name"),
        (["means", "files"], ["means_l.webp", "missing.webp"], "missing.webp"),
        (["means", "files"], ["means_l.webp", "meta.json"], "no WebP or PNG"),
        (["scales", "codebook"], [0.0] * 255, "codebook"),
        (["scales", "codebook"], ["a"] * 256, "codebook"),
        (["quats", "files"], ["small.webp"], "of 9 pixels"),
        (["shN", "files", 1], "sh0.webp", "in the palette"),
        (["shN", "files", 0], "sh0.webp", "wide"),
    ],
)
@pytest.mark.parametrize("folder", [True, False])
def test_a_meta_that_does_not_fit_is_refused(tmp_path: Path, keys, value, words, folder) -> None:
    files = changed(sog_files(random_splats(0, 9, 1), 2, palette=9), *keys, value=value)
    files["small.webp"] = webp(np.zeros((2, 2, 4)))
    if folder:
        path = unpack(tmp_path / "a", files)
    else:
        path = tmp_path / "a.sog"
        path.write_bytes(bundle(files))
    if words is None:  # Some splats lie too far away, others do not.
        assert "without finite values" in read_sog(path).notes[0]
        return
    with pytest.raises(SceneError, match=words):
        read_sog(path)


def picture(size: tuple[int, int], kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", size).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (picture((16383, 16383), "WEBP", lossless=True, exact=True), "16383 x 16383"),
        (picture((8000, 8000), "PNG"), "8000 x 8000"),
        (picture((3, 3), "WEBP", quality=50), "with loss"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "no WebP or PNG"),
        (picture((100, 100), "PNG")[:80], "damaged"),
        (webp(np.random.default_rng(0).integers(0, 255, (50, 50, 4)))[:400], "damaged"),
        (b"", "no WebP or PNG"),
    ],
    ids=["webp bomb", "png bomb", "lossy", "jpeg", "cut png", "cut webp", "empty"],
)
def test_pictures_are_bounded(tmp_path: Path, data: bytes, words: str) -> None:
    files = sog_files(random_splats(0, 9), 2) | {"quats.webp": data}
    with pytest.raises(SceneError, match=words):
        read_sog(unpack(tmp_path / "a", files))


def test_png_is_as_good(tmp_path: Path) -> None:
    files = sog_files(random_splats(0, 9), 2)
    want = read_sog(unpack(tmp_path / "a", files)).splats
    file = io.BytesIO()
    with Image.open(io.BytesIO(files["quats.webp"])) as image:
        image.save(file, "PNG")
    got = read_sog(unpack(tmp_path / "a", files | {"quats.webp": file.getvalue()})).splats
    assert got is not None and want is not None
    assert np.array_equal(got.rotations, want.rotations)


@pytest.mark.parametrize("meta", [b"", b"{", b"[]", b"[" * 100_000, b"\xff", b"9" * 5000, b"null"])
def test_a_meta_that_is_no_object_is_refused(tmp_path: Path, meta: bytes) -> None:
    files = sog_files(random_splats(0, 9), 2) | {"meta.json": meta}
    with pytest.raises(SceneError, match=r"meta\.json"):
        read_sog(unpack(tmp_path / "a", files))
    (tmp_path / "b.sog").write_bytes(bundle(files))
    with pytest.raises(SceneError, match=r"meta\.json"):
        read_sog(tmp_path / "b.sog")


def test_bundles_without_members_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sog"
    for data in (b"PK\x03\x04", b"", bundle({}), bundle({"a.txt": b"?"})):
        path.write_bytes(data)
        with pytest.raises(SceneError):
            read_sog(path)
