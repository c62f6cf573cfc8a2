"""Thousands of damaged point files: sound scenes or one clear error, and nothing else."""

from pathlib import Path

import pytest

from tests.mutation import Family, check_family
from tests.scenes.points.families import FAMILIES


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_damaged_files_open_soundly_or_end_in_one_scene_error(
    family: Family, tmp_path: Path
) -> None:
    # laspy takes the child with it more often than others, which costs a start each time.
    check_family(family, tmp_path, 300 if family.name == "las, laz" else 2000)
