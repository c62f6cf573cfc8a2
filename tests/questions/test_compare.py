"""Tables of a comparison: means, spreads and gains of what was measured; commands that exist."""

import json
from pathlib import Path

import pytest

from training.__main__ import main
from training.errors import CommandError
from training.questions.compare import TABLES, CompareCommand, collect, commands, table


def save(out: Path, seed: int, arm: str, **figures: float) -> None:
    path = out / f"seed_{seed}" / f"{arm}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"scenes": 2, **figures, "notes": ["one"]}))


def cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]


def test_means_spreads_and_gains(tmp_path: Path) -> None:
    for seed, (before, after) in enumerate([(20.0, 26.0), (24.0, 26.0), (22.0, 32.0)]):
        save(tmp_path, seed, "scratch", **{"Acc@0.25": before, "Acc@0.5": 10})
        save(tmp_path, seed, "pretrained", **{"Acc@0.25": after, "Acc@0.5": 10})
    rows = cells(table(collect(tmp_path), TABLES[1]))
    assert rows[0] == ["", "seeds", "Acc@0.25", "Acc@0.5"]
    assert rows[2][1:] == ["3", "22.00 ± 2.00", "10.00 ± 0.00"]
    assert rows[3][1:] == ["3", "28.00 ± 3.46", "10.00 ± 0.00"]
    assert rows[4][1:] == ["3", "6.00 ± 4.00", "0.00 ± 0.00"]
    assert len({len(row) for row in rows}) == 1


def test_what_is_missing_is_left_out(tmp_path: Path) -> None:
    save(tmp_path, 0, "scratch", **{"EM@1": 20})
    rows = cells(table(collect(tmp_path), TABLES[0]))
    assert rows[0] == ["", "seeds", "EM@1"]
    assert rows[2][1:] == ["1", "20.00"] and rows[3][1:] == ["0", "–"] == rows[4][1:]


def test_the_command_tabulates(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    nothing = ["compare", "--out", str(tmp_path), "--collect"]
    assert main(nothing) == 2 and "no figures" in capfd.readouterr().err
    save(tmp_path, 0, "pretrained", **{"EM@1": 41.5, "Acc@0.5": 36})
    assert main(nothing) == 0
    out = capfd.readouterr().out
    assert "41.50" in out and "36.00" in out
    (tmp_path / "seed_0" / "pretrained.json").write_text("{")
    assert main(nothing) == 2 and "is damaged" in capfd.readouterr().err


def test_every_command_is_one_that_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("training.__main__.run_pretrain", asked.append)
    monkeypatch.setattr("training.__main__.run_vqa", asked.append)
    config = CompareCommand(tmp_path, preset="tiny", count=4, epochs=2, data=tmp_path / "rooms")
    for command in commands(config, 1):
        assert main(list(command)) == 0
    before, scratch, after = asked
    assert before.loop.epochs == 6 and scratch.loop.epochs == after.loop.epochs == 2  # pyright: ignore[reportAttributeAccessIssue]
    assert scratch.pretrained is None and after.pretrained == before.loop.out / "best"  # pyright: ignore[reportAttributeAccessIssue]
    assert {one.loop.seed for one in asked} == {1} and {one.count for one in asked} == {4}  # pyright: ignore[reportAttributeAccessIssue]


def test_nonsense_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--seeds"):
        CompareCommand(tmp_path, seeds=0)
