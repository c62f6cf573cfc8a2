import threading
import time
from pathlib import Path

import pytest

from backend import engine
from backend.types import SceneError
from tests.viewer import scans
from viewer.store import Correction, SceneKey, SceneStore

UP_Y = Correction((0.0, 1.0, 0.0), 1.0)


@pytest.fixture
def key(tmp_path: Path) -> SceneKey:
    return SceneKey(scans.write_points(tmp_path / "points.ply", step=0.2))


def freed(store: SceneStore) -> bool:
    deadline = time.monotonic() + 10
    while store.open_keys() and time.monotonic() < deadline:
        time.sleep(0.01)
    return not store.open_keys()


def test_many_at_once_share_one_opening(key: SceneKey, monkeypatch: pytest.MonkeyPatch) -> None:
    count, open_now = [], engine.open_scene

    def slowly(path: Path):
        count.append(path)
        time.sleep(0.1)
        return open_now(path)

    monkeypatch.setattr(engine, "open_scene", slowly)
    store, got, start = SceneStore(0.0), [], threading.Barrier(8)

    def one() -> None:
        start.wait()
        got.append(store.acquire(key))

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8 and len({id(opened) for opened in got}) == 1 and len(count) == 1
    for _ in range(7):
        store.release(key)
    assert store.open_keys() == [key]
    store.release(key)
    assert freed(store)


def test_a_scene_waits_for_a_reload_and_no_longer(key: SceneKey) -> None:
    store = SceneStore(30.0)
    first = store.acquire(key)
    store.release(key)
    assert store.open_keys() == [key]
    assert store.acquire(key) is first
    store._idle_seconds = 0.01
    store.release(key)
    assert freed(store)
    assert store.acquire(key) is not first


def test_the_librarys_pictures_keep_nothing(key: SceneKey) -> None:
    store = SceneStore(30.0)
    store.acquire(key)
    store.release(key, keep=False)
    assert store.open_keys() == []
    opened = store.acquire(key)
    assert store.acquire(key) is opened
    store.release(key, keep=False)  # A session still has it.
    assert store.open_keys() == [key]


def test_a_failure_leaves_nothing_behind_and_can_be_tried_again(tmp_path: Path) -> None:
    store, key = SceneStore(30.0), SceneKey(tmp_path / "late.ply")
    for _ in range(3):
        with pytest.raises(SceneError, match="no such file"):
            store.acquire(key)
        assert store.open_keys() == []
    scans.write_points(key.path, step=0.3)
    assert len(store.acquire(key).scene.cloud) > 100


def test_another_word_on_up_is_another_scene(key: SceneKey) -> None:
    store = SceneStore(30.0)
    plain = store.acquire(key).scene
    turned = store.acquire(SceneKey(key.path, UP_Y)).scene
    assert set(store.open_keys()) == {key, SceneKey(key.path, UP_Y)}
    low, high = turned.bounds
    assert (high - low)[2] == pytest.approx((plain.bounds[1] - plain.bounds[0])[1])
