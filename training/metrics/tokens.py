"""Words of an answer as the caption scores count them: the official tokeniser, and ours.

The official one is Stanford's Penn Treebank tokeniser, a Java program that pycocoevalcap ships.
Ours follows its rules as far as short English answers meet them, for machines without Java; the
tests compare the two on ScanQA's answers. Both take a list of texts and return each as its words in
lower case, joined by blanks, without punctuation.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

_PUNCTUATION = {
    *("''", "'", "``", "`", "-LRB-", "-RRB-", "-LCB-", "-RCB-"),
    *(".", "?", "!", ",", ":", "-", "--", "...", ";"),
}
"""What the official scores leave out; brackets stay, as their names are in lower case by then."""

_SECONDS = 600

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "--", "—": "--"})
_WRITTEN = {
    '"': "''",
    "(": "-lrb-",
    ")": "-rrb-",
    "[": "-lsb-",
    "]": "-rsb-",
    "{": "-lcb-",
    "}": "-rcb-",
}
"""How the treebank writes them."""
_TWO_WORDS = {
    "cannot": "can not",
    "gonna": "gon na",
    "gotta": "got ta",
    "wanna": "wan na",
    "gimme": "gim me",
    "lemme": "lem me",
}
_TOKEN = re.compile(
    r"""
    (?:[a-z]\.){2,} | (?:mr|mrs|ms|dr|st|vs|etc)\.(?=\s) |  # Abbreviations keep their dots.
    \w+?(?=n't\b) | n't\b | '(?:s|m|d|re|ve|ll)\b |         # Contractions are two words.
    o'clock\b |
    \d+(?:[.,:]\d+)+ | \w+(?:[-/]\w+)* |                    # Numbers; words with hyphens are one.
    \.{3} | -{2,} | \S
    """,
    re.VERBOSE,
)


class JavaError(RuntimeError):
    """Java is there, but the program that it was to run ended badly."""


def has_java() -> bool:
    """Whether the official tokeniser and METEOR can run here."""
    return shutil.which("java") is not None


def official_tokens(texts: Sequence[str]) -> list[str]:
    """Texts by the official tokeniser; needs Java and pycocoevalcap.

    Raises:
        JavaError: the tokeniser did not return one line for each text.
    """
    from pycocoevalcap.tokenizer import ptbtokenizer

    jar = Path(ptbtokenizer.__file__).with_name(ptbtokenizer.STANFORD_CORENLP_3_4_1_JAR)
    command = ["java", "-cp", str(jar), "edu.stanford.nlp.process.PTBTokenizer"]
    lines = "".join(f"{' '.join(text.split())}\n" for text in texts)
    try:
        run = subprocess.run(
            [*command, "-preserveLines", "-lowerCase", "-encoding", "UTF-8"],
            input=lines.encode(errors="replace"),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise JavaError("the official tokeniser did not run") from error
    found = run.stdout.decode(errors="replace").split("\n")
    if len(found) != len(texts) + 1:
        raise JavaError("the official tokeniser lost a line")
    return [_without_punctuation(line.split(" ")) for line in found[:-1]]


def plain_tokens(texts: Sequence[str]) -> list[str]:
    """Texts by our tokeniser, which needs nothing."""
    return [_without_punctuation(_split(text)) for text in texts]


def _split(text: str) -> list[str]:
    text = text.lower().translate(_PLAIN)
    text = re.sub(r"\b\w+\b", lambda word: _TWO_WORDS.get(word[0], word[0]), text)
    tokens: list[str] = _TOKEN.findall(text)
    return [_WRITTEN.get(token, token) for token in tokens]


def _without_punctuation(tokens: Sequence[str]) -> str:
    return " ".join(token for token in tokens if token not in _PUNCTUATION)
