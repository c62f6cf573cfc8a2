"""The words that are asked for in evaluation: names of categories, paraphrases, uses.

Their features come from the text tower, which a training machine may lack: they are written
beside the corpus once and read from there.
"""

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from jaxtyping import Float16

from training.errors import CommandError
from training.rooms.furniture.catalogue import CATALOGUE
from training.rooms.language.words.groups import USES
from training.rooms.language.words.lexicon import ENTRIES
from training.rooms.language.words.nouns import Noun, a

PROMPTS = ("{}", "a photo of {}", "a rendering of {}", "{} in a room", "a close-up of {}")
"""Whose features are averaged for a class."""


@dataclass(frozen=True)
class Words:
    """Texts and their features before the projection."""

    texts: tuple[str, ...]
    features: Float16[np.ndarray, "texts width"]

    def of(self, texts: list[str]) -> Float16[np.ndarray, "wanted width"]:
        """Features of some of them."""
        at = {text: i for i, text in enumerate(self.texts)}
        return self.features[[at[text] for text in texts]]


def usual_categories() -> list[str]:
    """Those that training shows."""
    return [name for name, category in CATALOGUE.items() if not category.held_out]


def held_out_categories() -> list[str]:
    return [name for name, category in CATALOGUE.items() if category.held_out]


def prompts(name: Noun) -> list[str]:
    spoken = f"some {name.one}" if name.are else a(name.one)
    return [prompt.format(spoken) for prompt in PROMPTS]


def paraphrases(category: str, *, rare: bool) -> tuple[Noun, ...]:
    """Other names than the usual one: those that captions use, or those kept from training."""
    entry = ENTRIES[category]
    return entry.rare if rare else entry.names[1:]


def all_texts() -> list[str]:
    """Everything that the evaluation may ask for."""
    texts: dict[str, None] = {}
    for category in CATALOGUE:
        entry = ENTRIES[category]
        for noun in (*entry.names, *entry.rare):
            texts.update(dict.fromkeys(prompts(noun)))
    for use in USES:
        texts.update(dict.fromkeys(phrase.one for phrase in use.phrases))
    return list(texts)


def write_words(path: Path, words: Words) -> None:
    half = path.with_name(f".{path.name}.half")
    with half.open("wb") as file:
        np.savez(file, texts=np.array(words.texts), features=words.features)
    half.replace(path)


def read_words(path: Path) -> Words:
    """Words as they were written.

    Raises:
        CommandError: not there, damaged, or written before the dictionary changed.
    """
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            words = Words(tuple(file["texts"].tolist()), file["features"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise CommandError(f"cannot read the words' features in {path} ({error})") from error
    if words.texts != tuple(all_texts()):
        problem = f"the words in {path} are not those of this version's dictionary"
        raise CommandError(f"{problem}. Delete it where the text tower is installed")
    return words
