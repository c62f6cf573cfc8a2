"""`Finder`: finding and naming things in scenes, by what objects are in CLIP space."""

import threading
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float32, Int, UInt8

from backend.engine.answerer import Answerer
from backend.engine.labels import Label, SceneLabels
from backend.engine.matches import Matches
from backend.engine.queries import Queries, Query, parse_queries
from backend.engine.scene_cache import content_key, default_folder
from backend.engine.scene_memory import SceneMemory
from backend.models.card import CheckpointError
from backend.progress import Listener, reporting
from backend.types import Scene

if TYPE_CHECKING:
    from PIL import Image

    from backend.engine.object_embedder import ObjectEmbedder
    from backend.engine.scene_units import SceneUnits

OBJECTS_FOLDER = Path(__file__).parents[2] / "assets" / "objects"
"""The shipped encoder of objects."""


class Finder:
    """Finds and names things in any number of scenes; safe for many threads.

    Nothing is loaded before it is needed, and then once. Every method may raise `CheckpointError`
    where the networks cannot be had, and `SceneError` where there is nothing to see in the scene.
    """

    def __init__(
        self, answerer: Answerer, objects: Path | None = None, *, cache: Path | None = None
    ):
        """
        Args:
            answerer: Whose detector and CLIP are used.
            objects: Folder of an object encoder. By default the shipped one, and where there is
                none, or none for this CLIP, the detector's own embeddings.
            cache: Below which embedded scenes are kept; the user's cache folder by default.
        """
        self.answerer = answerer
        self._objects = objects
        self._cache_folder = cache or default_folder()
        self._memory: SceneMemory[SceneUnits] = SceneMemory()
        self._tools: _Tools | None = None
        self._loading = threading.Lock()
        self._encoding = threading.Lock()

    def encode(self, scene: Scene, progress: Listener | None = None) -> "SceneUnits":
        """Cut the scene into what has a meaning and embed it, so that finding is quick."""
        known = self._memory.get(scene)
        if known is not None:
            return known
        with reporting(progress) if progress is not None else nullcontext():
            tools, seen = self._loaded(), self.answerer.encode(scene)
            with self._encoding:
                known = self._memory.get(scene)
                if known is not None:
                    return known
                key = f"{content_key(scene)}-{tools.identity}"
                units = tools.cache.get(key)
                if units is None:
                    from backend.engine.scene_units import find_units

                    units = find_units(scene, seen, tools.network)
                    tools.cache.put(key, units)
                self._memory.put(scene, units)
                return units

    def find(self, scene: Scene, text: str) -> Matches:
        """Everything like the text, or like each of several with semicolons between them.

        Raises:
            QuestionError: the text names nothing.
        """
        queries = parse_queries(text)
        start = perf_counter()
        words = self._loaded().words
        vectors = np.stack([words.name(query.name or query.text) for query in queries.queries])
        spent = perf_counter() - start
        return self._matches(scene, queries, vectors, {"words": spent})

    def find_picture(
        self, scene: Scene, picture: "Image.Image | UInt8[np.ndarray, 'h w 3']"
    ) -> Matches:
        """Everything like what is in a picture."""
        start = perf_counter()
        vector = self._loaded().words.picture(picture)
        spent = perf_counter() - start
        return self.find_like(scene, vector, "picture", seconds={"words": spent})

    def find_like(
        self,
        scene: Scene,
        vector: Float32[np.ndarray, " clip"],
        name: str,
        *,
        seconds: dict[str, float] | None = None,
    ) -> Matches:
        """Everything like a unit vector in CLIP space, such as a `Label`'s; called `name`."""
        queries = Queries((Query(name, name),), ())
        return self._matches(scene, queries, vector[None], dict(seconds or {}))

    def label(self, scene: Scene, point: int, classes: Sequence[str] = ()) -> Label:
        """What the point (a row of `scene.cloud`) is part of, named by the classes.

        By default these are those that the networks were trained with.
        """
        from backend.engine.labelling import label_unit

        units, tools = self.encode(scene), self._loaded()
        names = tuple(classes) or tools.classes
        vectors = tools.words.names(names)
        temperature = tools.calibration.name_temperature
        return label_unit(scene, units, int(units.units[point]), names, vectors, temperature)

    def label_region(
        self, scene: Scene, rows: Int[np.ndarray, " rows"], classes: Sequence[str] = ()
    ) -> Label:
        """What a selection of points (rows of `scene.cloud`) is, as `label` does.

        Raises:
            ValueError: there are no points in it.
        """
        from backend.engine.labelling import label_rows

        units, tools = self.encode(scene), self._loaded()
        names = tuple(classes) or tools.classes
        vectors = tools.words.names(names)
        temperature = tools.calibration.name_temperature
        return label_rows(scene, units, rows, tools.network, names, vectors, temperature)

    def label_all(self, scene: Scene, classes: Sequence[str]) -> SceneLabels:
        """Every object named by that class of a list that fits it best, if any fits.

        Raises:
            QuestionError: the list names nothing.
        """
        from backend.engine.labelling import label_scene

        names = tuple(query.text for query in parse_queries(";".join(classes)).queries)
        units, tools = self.encode(scene), self._loaded()
        return label_scene(
            units,
            names,
            tools.words.names(names),
            tools.words.canonical,
            tools.calibration,
        )

    def _matches(
        self,
        scene: Scene,
        queries: Queries,
        vectors: Float32[np.ndarray, "queries clip"],
        seconds: dict[str, float],
    ) -> Matches:
        from backend.engine.finding import find_all

        tools = self._loaded()
        start = perf_counter()
        units = self.encode(scene)
        seconds["encode"] = perf_counter() - start
        return find_all(
            units,
            scene.cloud,
            queries,
            vectors,
            tools.words.canonical,
            tools.words.names(tools.classes),
            tools.calibration,
            seconds,
        )

    def _loaded(self) -> "_Tools":
        if self._tools is None:
            with self._loading:
                if self._tools is None:
                    self._tools = _load(self.answerer, self._objects, self._cache_folder)
        return self._tools


class _Tools:
    """What is loaded once."""

    def __init__(
        self, answerer: Answerer, network: "ObjectEmbedder | None", cache: Path | None
    ) -> None:
        from backend.engine.clip_words import ClipWords
        from backend.engine.finding import FindCalibration
        from backend.engine.units_cache import UnitsCache

        questions = answerer.network
        card = questions.card if network is None else network.card
        self.network = network
        self.words = ClipWords(questions.clip)
        self.cache = UnitsCache(cache)
        self.calibration = FindCalibration.of_card(card.calibration)
        self.classes = tuple(name for name in card.classes or questions.card.classes
                             if name != _REST)  # fmt: skip
        # What names mean takes seconds to find out the first time: here nobody waits for a query.
        self.words.names(self.classes)
        encoder = "none" if network is None else network.identity[:16]
        self.identity = f"{questions.identity[:32]}-{encoder}"


_REST = "others"
"""The detector's class of everything that it has no name for."""


def _load(answerer: Answerer, folder: Path | None, cache: Path | None) -> _Tools:
    from backend.engine.object_embedder import load_embedder
    from backend.models.checkpoint import require_clip

    clip = answerer.network.clip.identity
    if folder is None and not OBJECTS_FOLDER.is_dir():
        return _without_encoder(answerer, cache)
    network = load_embedder(folder or OBJECTS_FOLDER)
    if folder is None and network.card.clip != clip:
        return _without_encoder(answerer, cache)
    require_clip(network.card, clip)
    return _Tools(answerer, network, cache)


def _without_encoder(answerer: Answerer, cache: Path | None) -> _Tools:
    if not answerer.network.model.config.scene.object_dim:
        raise CheckpointError(
            f"{answerer.checkpoint} does not embed objects and there is no object encoder. Train "
            "one with `python -m training objects`"
        )
    return _Tools(answerer, None, cache)
