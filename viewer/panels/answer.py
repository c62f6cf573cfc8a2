"""An answer as HTML; every word that came from elsewhere is escaped."""

import numpy as np
from jaxtyping import Float32

from backend.engine import Answer, Ranked
from backend.geometry.colors import ramp
from backend.types import Boxes
from viewer.text import in_html

_FRAME = '<div style="padding: 0 1em 0.6em 1em; font-size: 0.875em; overflow-wrap: anywhere">'
_BAR = "15, 130, 140"
_MOST_BOXES = 6
_STOPS = 24
NOT_FOUND = "Nothing like that here."
NOT_SURE = "Not sure."


def headline(answer: Answer) -> str:
    """The outcome in a few words, unescaped."""
    if answer.not_found:
        return NOT_FOUND
    if not answer.sure or not answer.answers:
        return NOT_SURE
    return answer.best.text


def answer_html(answer: Answer) -> str:
    """The question, the outcome, the alternatives as bars, and what to know about them."""
    parts = [
        _asked(answer.question),
        '<div style="font-size: 1.35em; font-weight: 600; margin: 0.1em 0 0.35em 0">'
        f"{in_html(headline(answer), 120)}</div>",
    ]
    if answer.answers:
        if answer.not_found:
            parts.append("<div>If it were here, the answer might be:</div>")
        elif not answer.sure:
            parts.append("<div>The best guesses:</div>")
        parts += [_bar(one) for one in answer.answers]
    if answer.unknown:
        words = ", ".join(f"<b>{in_html(word, 40)}</b>" for word in answer.unknown[:12])
        parts.append(_remark(f"Words that it never learnt: {words}"))
    parts += [_remark(in_html(note, 300)) for note in answer.notes]
    return f"{_FRAME}{''.join(parts)}</div>"


def thinking_html(question: str) -> str:
    """In place of an answer that is not there yet."""
    return f"{_FRAME}{_asked(question)}<i>Thinking …</i></div>"


def _asked(question: str) -> str:
    return f'<div style="opacity: 0.65">{in_html(question, 200)}</div>'


def _bar(one: Ranked) -> str:
    share = min(max(one.confidence, 0.0), 1.0)
    fill = f"linear-gradient(to right, rgba({_BAR}, 0.38) {share:.1%}, rgba({_BAR}, 0.08) 0)"
    return (
        '<div style="display: flex; justify-content: space-between; padding: 0.12em 0.5em; '
        f'margin-bottom: 0.2em; border-radius: 3px; background: {fill}">'
        f"<span>{in_html(one.text, 80)}</span><span>{percent(share)}</span></div>"
    )


def _remark(content: str) -> str:
    return f'<div style="opacity: 0.75; font-style: italic; margin-top: 0.3em">{content}</div>'


def boxes_html(boxes: Boxes, title: str) -> str:
    """What is marked in the scene, with sizes in metres."""
    if not len(boxes):
        return ""
    lines = [f'<div style="opacity: 0.65">{in_html(title)}</div>']
    for i in range(min(len(boxes), _MOST_BOXES)):
        size = " × ".join(f"{metres:.2f}" for metres in boxes.sizes[i])
        score = "" if boxes.scores is None else f" · {percent(float(boxes.scores[i]))}"
        lines.append(f"<div><b>{in_html(boxes.labels[i], 60)}</b> {size} m{score}</div>")
    if len(boxes) > _MOST_BOXES:
        lines.append(f"<div>and {len(boxes) - _MOST_BOXES} more</div>")
    return f"{_FRAME}{''.join(lines)}</div>"


def message_html(text: str, *, trouble: bool = False) -> str:
    """One line in place of an answer."""
    style = "color: #e03131" if trouble else "opacity: 0.75; font-style: italic"
    return f'{_FRAME}<span style="{style}">{in_html(text, 600)}</span></div>'


def heat_legend_html(threshold: float) -> str:
    """The colour bar: grey up to the threshold."""
    values: Float32[np.ndarray, " n"] = np.linspace(0.0, 1.0, _STOPS, dtype=np.float32)
    colors = ["rgb({}, {}, {})".format(*color) for color in ramp(values)]
    stops = [f"{c} {v:.0%}" for c, v in zip(colors, values, strict=True) if v > threshold]
    first = "rgb({}, {}, {})".format(*ramp(np.array([threshold], np.float32))[0])
    grey = f"rgb(190, 190, 190) {threshold:.0%}"
    bar = ", ".join(["rgb(190, 190, 190) 0%", grey, f"{first} {threshold:.0%}", *stops])
    style = f"height: 8px; border-radius: 4px; background: linear-gradient(to right, {bar})"
    return (
        f'{_FRAME}<div style="{style}"></div>'
        '<div style="display: flex; justify-content: space-between">'
        "<span>0 %</span><span>the answer rests on it</span><span>100 %</span></div></div>"
    )


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"
