"""How does each part of the dashboard become a picture and its table?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from dhr_cases.case_clocks import in_words, shown_state
from dhr_cases.deadlines import long_date
from dhr_cases.plurals import counted
from dhr_cases.stages import STAGES
from dhr_cases.views.tables import Row, heads, row
from funding.money import in_words as money_words
from funding.terms import MEASURES, Measure
from governance.dashboards.ageing import StageAge, Stay
from governance.dashboards.agencies import AgencyResponse
from governance.dashboards.bars import Bar, Span, bars, spans
from governance.dashboards.reading import Dashboard, ReportClock
from governance.forecast import Forecast
from governance.papers.report_rows import BodyActions, Money

DRAWN = 15
"""Lines a picture draws; its table has them all [D]."""
NOT_YET = "not yet"


@dataclass(frozen=True)
class Panel:
    """One part: its address on the page, its heading, what it means, its picture and its table."""

    code: str
    heading: str
    meaning: str
    empty: str
    bars: list[Bar] = field(default_factory=list)
    caption: str = ""
    heads: list[dict[str, Any]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    legend: str = ""


def panels(found: Dashboard) -> Iterator[Panel]:
    """Every part of the dashboard, in order."""
    yield ageing(found.ages)
    yield clocks(found.clocks, found.position.on)
    yield home_office(found)
    yield agencies(found.agencies)
    yield actions(found.actions)
    yield funding(found.money)
    yield forecast(found)


def _figure(number: int | None, words: str = "") -> dict[str, Any]:
    return {"text": words if number is None else str(number), "is_figure": True}


def _table(*labels: str) -> list[dict[str, Any]]:
    """Heads of which all but the first stand to the right."""
    return heads(*labels, figures=labels[1:])


def ageing(rows: tuple[StageAge, ...]) -> Panel:
    """Days at the present stage."""
    drawn = [(each.label, f"longest {counted(each.longest, 'day')}", each.longest, each.middle) for each in rows]
    return Panel(
        "ageing",
        "Ageing by stage",
        "How long live reviews have stood at their present stage.",
        "No review is live.",
        bars(drawn[:DRAWN]),
        "Days at the present stage",
        _table("Stage", "Reviews", "Days, the middle one", "Days, the longest"),
        [row(each.label, _figure(each.reviews), _figure(each.middle), _figure(each.longest)) for each in rows],
        "Whole bar: the longest. Dark part: the middle one.",
    )


def clocks(rows: tuple[ReportClock, ...], on: date) -> Panel:
    """Days from the decision to the report, gross and less holds."""
    drawn = [(each.reference, _days(each), each.reading.elapsed_days or 0, _net(each)) for each in rows]
    return Panel(
        "clocks",
        "Time to the report",
        "Days since the decision to review, all of them and less holds. A hold moves no due date by itself.",
        "No review has a decision with a day.",
        bars(drawn[:DRAWN]),
        "Days since the decision",
        heads("Review", "Days", "Days less holds", "How it stands", figures=("Days", "Days less holds")),
        [_clock(each, on) for each in rows],
        "Whole bar: all days. Dark part: days less holds.",
    )


def _net(each: ReportClock) -> int:
    return each.reading.elapsed_days_net or 0


def _days(each: ReportClock) -> str:
    return f"{counted(each.reading.elapsed_days or 0, 'day')}, {_net(each)} less holds"


def _clock(each: ReportClock, on: date) -> Row:
    stands = {"text": in_words(each.reading, on), "state": shown_state(each.reading, on)}
    numbers = (_figure(each.reading.elapsed_days, "not known"), _figure(each.reading.elapsed_days_net, "not known"))
    return row(each.reference, *numbers, stands, url=reverse("case", args=(each.reference,)))


def home_office(found: Dashboard) -> Panel:
    """Each time with the Home Office."""
    drawn = [(found.references[stay.key], _stay_words(stay), stay.days, 0) for stay in found.stays]
    return Panel(
        "home-office",
        "Time with the Home Office",
        "From sending a report until its letter or clearance came. No clock of the partnership runs in this time.",
        "No report went to the Home Office in this time.",
        bars(drawn[-DRAWN:]),
        "Reports with the Home Office",
        heads("Review", "Went on", "Came back on", "Days", figures=("Days",)),
        [_stay(stay, found.references[stay.key]) for stay in found.stays],
    )


def _stay_words(stay: Stay) -> str:
    return f"{counted(stay.days, 'day')}{'' if stay.until else ', still there'}"


def _stay(stay: Stay, reference: str) -> Row:
    came = long_date(stay.until) if stay.until else NOT_YET
    url = reverse("case", args=(reference,))
    return row(reference, long_date(stay.since), came, _figure(stay.days), url=url)


def agencies(rows: tuple[AgencyResponse, ...]) -> Panel:
    """How agencies answer requests for information."""
    drawn = [(each.agency, f"{each.awaited} of {each.asked} awaited", each.asked, each.awaited) for each in rows]
    return Panel(
        "agencies",
        "How agencies answer",
        "Requests for information: what came in time, late, or is still awaited.",
        "No agency has been asked yet.",
        bars(drawn[:DRAWN]),
        "Requests for information by agency",
        _table("Agency", "Asked", "In time", "Late", "Awaited", "Of them overdue", "Days, the middle one"),
        [_agency(each) for each in rows],
        "Whole bar: asked. Dark part: still awaited.",
    )


def _agency(each: AgencyResponse) -> Row:
    numbers = (each.asked, each.in_time, each.late, each.awaited, each.overdue)
    return row(each.agency, *(_figure(number) for number in numbers), _figure(each.middle, "none returned"))


def actions(rows: tuple[BodyActions, ...]) -> Panel:
    """Actions by the body that owns them."""
    drawn = [(each.body, f"{each.open} open, {each.overdue} past their date", each.open, each.overdue) for each in rows]
    return Panel(
        "actions",
        "Actions by body",
        "Open actions of every review, and those past their date.",
        "No action is recorded yet.",
        bars([line for line in drawn if line[2]][:DRAWN]),
        "Actions by body",
        _table("Body", "Open", "Past their date", "Done, to be verified", "Ended"),
        [_actions(each) for each in rows],
        "Whole bar: open. Dark part: past their date.",
    )


def _actions(each: BodyActions) -> Row:
    name = f"{each.body} (no longer exists)" if each.is_gone else each.body
    return row(name, *(_figure(number) for number in (each.open, each.overdue, each.waiting, each.ended)))


def funding(money: Money | None) -> Panel:
    """What the year requires and what has come, measure by measure."""
    lines = _sums(money) if money else []
    return Panel(
        "funding",
        f"Funding {money.year.year}" if money else "Funding",
        "What the year requires, and what is agreed, confirmed, invoiced and received.",
        "Nothing about money is recorded for this year.",
        bars([(label, words, max(pence, 0), 0) for label, words, pence in lines]),
        "Money of the year",
        heads("Measure", "Amount", figures=("Amount",)),
        [row(label, {"text": words, "is_figure": True}) for label, words, _ in lines],
    )


def _sums(money: Money) -> list[tuple[str, str, int]]:
    year = money.year
    required = ("Required", money_words(year.required, year.required_qualifier), year.required)
    return [
        required,
        *(
            (
                MEASURES[measure].label,
                money_words(year.measures[measure], year.measure_qualifiers[measure]),
                year.measures[measure],
            )
            for measure in Measure
        ),
    ]


def forecast(found: Dashboard) -> Panel:
    """When live reviews may be published, from the partnership's own history."""
    stages = {case.key: case.stage for case in found.live}
    days = [span for row in found.forecasts for span in _span(row, found.references[row.key])]
    return Panel(
        "forecast",
        "When reviews may be published",
        "From how long earlier reviews took from the same stage. Half of such reviews fall between the two days; the "
        "other half are sooner or later. It is no promise and no due date.",
        "No live review awaits publication.",
        spans(days[:DRAWN], found.position.on),
        "Forecast of publication",
        heads(
            "Review",
            "Stands at",
            "Middle half from",
            "Middle",
            "Middle half until",
            "Earlier reviews",
            figures=("Earlier reviews",),
        ),
        [_forecast(row, found.references[row.key], STAGES[stages[row.key]].label) for row in found.forecasts],
        "Bar: the middle half. Line in it: the middle.",
    )


def _span(each: Forecast, reference: str) -> Iterator[Span]:
    if each.earliest and each.middle and each.latest:
        yield Span(reference, f"about {each.middle:%B %Y}", each.earliest, each.middle, each.latest)


def _forecast(each: Forecast, reference: str, stands: str) -> Row:
    url = reverse("case", args=(reference,))
    if each.earliest is None or each.middle is None or each.latest is None:
        return row(reference, stands, "no forecast", each.why, "no forecast", _figure(each.based_on), url=url)
    days = (long_date(day) for day in (each.earliest, each.middle, each.latest))
    return row(reference, stands, *days, _figure(each.based_on), url=url)
