"""The report as one web page that needs no network; pictures lie beside it."""

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from training.rooms.report.chart import Axis, Chart, Series
from training.rooms.report.figures import Figure
from training.rooms.report.tables import Table

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 1120px; margin: 2em auto;
       padding: 0 1em }
table { border-collapse: collapse; font-size: 14px; margin: 1em 0 }
th, td { text-align: left; padding: .25em .9em .25em 0; border-bottom: 1px solid #e4e6ea;
         vertical-align: top }
td.value { font-variant-numeric: tabular-nums; white-space: nowrap }
td.missed { color: #b03020 }
p.how, td.how { color: #666; font-size: 14px }
img { width: 100% }
"""


def page(
    title: str,
    introduction: str,
    figures: Sequence[Figure],
    charts: Sequence[Chart],
    tables: Sequence[tuple[str, Table]],
    pictures: Sequence[tuple[str, str]],
) -> str:
    """HTML text.

    Args:
        title: of the page.
        introduction: what was compared.
        figures: the table at the top.
        charts: drawn with plotly, its code once at the page's head.
        tables: each with its heading.
        pictures: file names beside the page, each with its heading.
    """
    parts = [
        f"<h1>{escape(title)}</h1><p>{escape(introduction)}</p>",
        _figures(figures),
        *(_chart(chart) for chart in charts),
        *(f"<h2>{escape(heading)}</h2>{_table(*table)}" for heading, table in tables),
        *(
            f'<h2>{escape(heading)}</h2><img src="{escape(name)}" alt="{escape(heading)}">'
            for heading, name in pictures
        ),
    ]
    head = (
        f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
        f"<script>{get_plotlyjs()}</script>"
    )
    body = "\n".join(parts)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>{body}</body></html>\n'


def _figures(figures: Sequence[Figure]) -> str:
    rows = "".join(
        f'<tr><td>{escape(f.title)}</td><td class="value{"" if f.reached else " missed"}">'
        f'{escape(str(f.value))}</td><td class="value">{escape(f.wanted)}</td>'
        f'<td class="how">{escape(f.how)}</td></tr>'
        for f in figures
    )
    heads = "<tr><th>figure</th><th>value</th><th>wanted</th><th>how it is measured</th></tr>"
    return f"<table>{heads}{rows}</table>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    first = "".join(f"<th>{escape(head)}</th>" for head in heads)
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    return f"<table><tr>{first}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _chart(chart: Chart) -> str:
    html = _plotted(chart).to_html(full_html=False, include_plotlyjs=False, div_id=chart.name)
    return f'<h2>{escape(chart.title)}</h2><p class="how">{escape(chart.how)}</p>{html}'


def _plotted(chart: Chart) -> go.Figure:
    (x0, x1), (y0, y1) = chart.ranges()
    figure = go.Figure()
    if chart.diagonal:
        ends = [10**v if chart.x.log else v for v in (x0, x1)]
        line = {"color": "#96be96", "width": 1}
        figure.add_scatter(x=ends, y=ends, mode="lines", line=line, showlegend=False)
    for series in chart.series:
        figure.add_trace(_trace(chart, series))
    figure.update_layout(
        template="plotly_white",
        height=620,
        margin={"l": 60, "r": 20, "t": 20, "b": 60},
        xaxis=_axis(chart.x, (x0, x1)),
        yaxis=_axis(chart.y, (y0, y1)),
        hovermode="closest",
    )
    return figure


def _trace(chart: Chart, series: Series) -> go.Bar | go.Scattergl:
    color = "rgb({}, {}, {})".format(*series.color)
    if chart.kind == "bars":
        return go.Bar(x=series.x, y=series.y, name=series.name, marker={"color": color})
    return go.Scattergl(
        x=series.x,
        y=series.y,
        text=series.labels,
        name=series.name,
        mode="markers",
        marker={"color": color, "size": 2 * series.size},
        hovertemplate="%{text}<br>%{x:.3g} → %{y:.3g}",
    )


def _axis(axis: Axis, limits: tuple[float, float]) -> dict[str, object]:
    kind = "log" if axis.log else "linear"
    return {"title": {"text": axis.title}, "type": kind, "range": list(limits)}
