"""Thousands of damaged point files: sound scenes or one clear error, and nothing else."""

from pathlib import Path

import pytest

from tests.mutation import Family, check_family
from tests.scenes.points.families import FAMILIES


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_damaged_files_open_soundly_or_end_in_one_scene_error(
    family: Family, tmp_path: Path
) -> None:
    check_family(family, tmp_path, 2000)
