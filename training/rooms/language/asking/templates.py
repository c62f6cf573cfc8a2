"""Sentence frames with gaps. A leading "*" keeps one for the novel split."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    id: str
    text: str
    held_out: bool


def templates(kind: str, lines: str) -> tuple[Template, ...]:
    """One template per line; ids count within the kind."""
    texts = [line.strip() for line in lines.strip().splitlines() if line.strip()]
    return tuple(
        Template(f"{kind}/{i}", text.removeprefix("*").strip(), text.startswith("*"))
        for i, text in enumerate(texts)
    )
