import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from viewer.text import md, plain

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What an attacker would write, in pieces that hypothesis puts together.
MARKUP = r"""
<script> <img/src=x/onerror=alert(1)> </ <!-- --> &lt; &#x27; ** _ ` ``` ~~ [a](javascript:x) ![ ](
| --- === # - 1. > \ $x$ ä 椅子
"""
SPACES = ["\n", "\r\n", "\t", " ", "    ", "\x00", "\x85", "\u2028", "\u202e", "\ud800"]
PIECES = st.sampled_from([*MARKUP.split(), *SPACES])
HOSTILE = st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)


def shown(markdown):
    """The text that a reader sees, and the kinds of elements in it."""
    inline = [token for token in MARKDOWN.parse(markdown) if token.type == "inline"]
    tokens = [child for token in inline for child in token.children or ()]
    return "".join(token.content for token in tokens), {token.type for token in tokens}


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_markdown_shows_exactly_the_text(text):
    rendered, kinds = shown(md(text))
    assert kinds <= {"text", "text_special"}
    assert rendered == plain(text)


@settings(max_examples=100, deadline=None)
@given(HOSTILE)
def test_nothing_breaks_out_of_bold_or_of_a_table(text):
    rendered, kinds = shown(f"**{md(text)}x**")
    assert kinds <= {"text", "text_special", "strong_open", "strong_close"}
    assert rendered == plain(text) + "x"
    rows = [t for t in MARKDOWN.parse(f"|a|b|\n|-|-|\n|{md(text)}x|y|") if t.type == "td_open"]
    assert len(rows) == 2


@settings(max_examples=100, deadline=None)
@given(HOSTILE, st.integers(1, 20))
def test_texts_are_short_single_lines_that_can_be_sent(text, limit):
    line = plain(text, limit)
    assert len(line) <= limit and len(line.splitlines()) <= 1
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(line)) == line
    assert plain(line, limit) == line


def test_a_long_text_ends_in_an_ellipsis():
    assert plain("chair " * 1000, 10) == "chair cha…"
    assert md("a_b", 2) == "a…"
