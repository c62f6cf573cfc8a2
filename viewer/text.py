import html
import re

# Any of these may follow a backslash in markdown and then stands for itself (CommonMark 2.4).
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# Controls, line ends, and the marks that turn the direction of the text around them.
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(text: object, limit: int = 500) -> str:
    """`text` on one line, for labels, titles and notifications, which show letters as they are.

    Args:
        text: shown as `str(text)`.
        limit: most characters of the result; a longer text ends in an ellipsis.
    """
    line = _INVISIBLE.sub(" ", str(text)[: 4 * limit]).strip()
    # File names may hold bytes that are no UTF-8, which the connection could not send.
    line = line.encode(errors="replace").decode()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def md(text: object, limit: int = 500) -> str:
    """`text` escaped so that markdown shows it letter by letter, on one line.

    viser renders HTML in markdown, scripts included. Whatever the program did not write itself
    (file names, labels of a scan, what people type) passes through here on its way to markdown.
    Addresses of web pages still become links, as they do in any text.

    Args:
        text: shown as `str(text)`.
        limit: most characters that are shown; a longer text ends in an ellipsis.
    """
    return _PUNCTUATION.sub(r"\\\g<0>", plain(text, limit))


def in_html(text: object, limit: int = 500) -> str:
    """`text` escaped so that HTML, attributes included, shows it letter by letter, on one line."""
    return html.escape(plain(text, limit))
