"""Agreement told, as text and as JSON."""

from __future__ import annotations

import math

import msgspec

from newscorpus.agreement.comparison import Agreement


def as_text(compared: Agreement) -> str:
    """A table of the measures, and one of the articles."""
    between = f"{', '.join(compared.annotators)} on {compared.articles} articles"
    lines = [
        f"{between}; 95% intervals by bootstrap over articles\n",
        f"{'layer':28}{'measure':24}{'value':>7}{'interval':>17}{'units':>10}",
    ]
    for each in compared.measured:
        figure = each.figure
        interval = f"{_number(figure.low)}–{_number(figure.high)}"
        lines.append(
            f"{each.layer:28}{each.measure:24}{_number(figure.value):>7}{interval:>17}"
            f"{figure.units:>10,}"
        )
    lines.append(f"\n{'article':44}{'names':>8}{'contents':>10}{'stances':>9}")
    lines += [
        f"{each.article:44}{_number(each.names):>8}{_number(each.contents):>10}"
        f"{_number(each.stances):>9}"
        for each in compared.by_article
    ]
    return "\n".join(lines) + "\n"


def as_json(compared: Agreement) -> str:
    """The same as an object; what could not be measured is null."""
    told = {
        "annotators": compared.annotators,
        "articles": compared.articles,
        "measured": [
            {
                "layer": each.layer,
                "measure": each.measure,
                "value": _known(each.figure.value),
                "low": _known(each.figure.low),
                "high": _known(each.figure.high),
                "units": each.figure.units,
            }
            for each in compared.measured
        ],
        "by_article": [
            {
                "article": each.article,
                "names": _known(each.names),
                "contents": _known(each.contents),
                "stances": _known(each.stances),
            }
            for each in compared.by_article
        ],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
