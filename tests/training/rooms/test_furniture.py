"""Laws of every style of every category."""

import numpy as np
import pytest

from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.types import Category, Style

STYLES = [(category, style) for category in CATALOGUE.values() for style in category.styles]
NAMED = pytest.mark.parametrize(
    ("category", "style"), STYLES, ids=[f"{c.name}: {s.name}" for c, s in STYLES]
)


@NAMED
def test_fills_the_wanted_size_without_being_stretched(category: Category, style: Style) -> None:
    for seed in range(12):
        rng = np.random.default_rng(seed)
        wanted = style.sample_size(rng)
        parts, _ = style.build(rng, wanted)
        low = np.min([part.solid.bounds[0] for part in parts], axis=0)
        high = np.max([part.solid.bounds[1] for part in parts], axis=0)
        stretch = np.array(wanted) / (high - low)
        assert (stretch > 0.75).all() and (stretch < 1.34).all(), (seed, wanted, high - low)


@NAMED
def test_model_is_sound(category: Category, style: Style) -> None:
    for seed in range(6):
        model = category.make(np.random.default_rng(seed), style=style.name)
        low = np.min([part.solid.bounds[0] for part in model.parts], axis=0)
        high = np.max([part.solid.bounds[1] for part in model.parts], axis=0)
        np.testing.assert_allclose(high - low, model.size, atol=2e-4)
        np.testing.assert_allclose((low + high)[:2], 0, atol=3e-4)
        assert abs(low[2]) < 1e-4
        for part in model.parts:
            assert part.name and part.name == part.name.lower()
            faces, vertices = part.solid.faces, part.solid.vertices
            assert len(faces) and faces.min() >= 0 and faces.max() < len(vertices)
            assert np.isfinite(vertices).all()
        for rest in model.rests:
            assert low[0] - 1e-3 <= rest.x[0] < rest.x[1] <= high[0] + 1e-3
            assert low[1] - 1e-3 <= rest.y[0] < rest.y[1] <= high[1] + 1e-3
            assert -1e-3 <= rest.z <= high[2] + 1e-3 and rest.clearance > 0


@NAMED
def test_a_style_varies_and_repeats(category: Category, style: Style) -> None:
    first, again, other = (
        category.make(np.random.default_rng(seed), style=style.name) for seed in (0, 0, 1)
    )
    assert first.size == again.size and first.size != other.size
    for a, b in zip(first.parts, again.parts, strict=True):
        np.testing.assert_array_equal(a.solid.vertices, b.solid.vertices)
        assert a.material == b.material


@NAMED
def test_things_are_light_enough_to_draw(category: Category, style: Style) -> None:
    model = category.make(np.random.default_rng(0), style=style.name)
    assert sum(len(part.solid.faces) for part in model.parts) <= 6000


@pytest.mark.parametrize("category", CATALOGUE.values(), ids=list(CATALOGUE))
def test_category_has_three_styles_of_its_own(category: Category) -> None:
    names = [style.name for style in category.styles]
    assert len(set(names)) == len(names) >= 3
    assert sum(not style.held_out for style in category.styles) >= 3
