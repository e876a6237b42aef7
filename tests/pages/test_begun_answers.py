"""What is chosen, suggested or marked before anybody answers, and how a page counts what it did?"""

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from dhr_cases.forms.partnership_settings import clock_form
from dhr_cases.forms.renderer import GovukBoundField
from dhr_cases.models import Case, LocalClock, ReportSection, SectionVersion, TextOrigin
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policy import clocks_for
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.by_form import form_page
from tests.conftest import Cast
from tests.reading_copies import write_sections
from tests.seen import Seen, browser, seen
from tests.stages import case_at

ROWS = "reference,stage,decision\nSC-1,Scoping,\nSC-2,Scoping,\n"
CLOCKS = {row.id: row for row in clocks_for("DHR_S9_2016")}


def taken_on(client: Client, text: str) -> Seen:
    """What is said when the portfolio that a preview carried is taken on."""
    return Seen(client.post(reverse("case_take_on_file"), {"confirmed": "yes", "content": text}, follow=True))


def test_counts_the_cases_it_took_on(cast: Cast) -> None:
    client = browser(cast.coordinator)
    assert taken_on(client, ROWS).messages == ["Done: 2 cases are taken on."]
    assert taken_on(client, ROWS.replace("SC-1", "SC-3").rsplit("SC-2", 1)[0]).messages == [
        "Done: One case is taken on."
    ]


def test_sends_out_the_sections_of_the_report_unless_somebody_chooses(cast: Cast, case: Case) -> None:
    """Those of another paper can be ticked and are not beforehand."""
    writing = case_at(cast, case, Stage.DRAFTING)
    report = write_sections(cast, writing)
    with change("Test section", cast.independent_chair):
        summary = ReportSection.objects.create(
            case=writing, kind=PaperKind.EXECUTIVE_SUMMARY, code="key_issues", position=0, heading="Key issues"
        )
        SectionVersion.objects.create(
            section=summary, number=1, text="In short.", origin=TextOrigin.TYPED, based_on=0, by=cast.independent_chair
        )
    page = form_page(cast.independent_chair, writing, Verb.SEND_FOR_READING)
    assert len(page.choices("sections")) == len(report) + 1
    assert page.ticked("sections") == [f"{row.get_kind_display()}: {row.heading}" for row in report]


def test_chooses_beforehand_the_agencies_that_sit_on_the_panel(cast: Cast, case: Case) -> None:
    """Any body of today can be asked; what is asked stands in the form."""
    agreed = case_at(cast, case, Stage.TOR_AGREED)
    page = form_page(cast.coordinator, agreed, Verb.SEND_REQUESTS)
    assert set(page.choices("organisations")) == {"Testshire Police", "Testshire NHS Trust", "Testshire Refuge"}
    assert set(page.ticked("organisations")) == {"Testshire NHS Trust", "Testshire Refuge"}
    assert page.values["asks_for"].startswith("A chronology of your agency's contact")
    assert page.values["due_on_year"]


def test_offers_an_agency_asked_later_only_where_it_was_not_asked(cast: Cast, case: Case) -> None:
    asked = case_at(cast, case, Stage.INFO_REQUESTED)
    assert form_page(cast.coordinator, asked, Verb.ADD_REQUEST).choices("organisation")[1:] == ["Testshire Refuge"]


@pytest.mark.parametrize("clock", [row.id for row in CLOCKS.values() if row.local_default])
def test_suggests_a_limit_where_the_law_leaves_one_open(cast: Cast, clock: str) -> None:
    """Until the partnership has its own; then that one begins the form and nothing is suggested."""
    row = CLOCKS[clock]
    assert row.local_default is not None
    suggested = row.local_default.period
    page = seen(cast.coordinator, "settings_clock", "testshire", clock)
    assert f"Suggested: {suggested.words}. Empty: no limit of your own." in page
    assert (page.values["count"], page.values["unit"]) == (str(suggested.count), suggested.unit.value)
    with change("Test limit", None):
        LocalClock.objects.create(partnership=cast.partnership, clock=clock, limit="P99WD")
    own = seen(cast.coordinator, "settings_clock", "testshire", clock)
    assert "Suggested:" not in own
    assert (own.values["count"], own.values["unit"]) == ("99", "working_days")


@pytest.mark.parametrize(("count", "unit", "fault"), [
    ("5", "", "Select what the time is counted in"),
    ("0", "working_days", "Enter 1 or more for “How long?”"),
    ("1000", "working_days", "Enter 999 or less for “How long?”"),
])  # fmt: skip
def test_refuses_a_limit_that_says_nothing(cast: Cast, count: str, unit: str, fault: str) -> None:
    row = next(row for row in CLOCKS.values() if row.local_default)
    form = clock_form(row, "testshire")(
        {"count": count, "unit": unit, "reason": "Agreed"}, by=cast.coordinator, about=cast.partnership
    )
    assert [str(sentence) for sentences in form.errors.values() for sentence in sentences] == [fault]


class Counted(forms.Form):
    count = forms.IntegerField(label="Days", min_value=2, max_value=1_200)
    part = forms.DecimalField(label="Part", min_value=0, required=False)
    own = forms.IntegerField(min_value=1, error_messages={"min_value": "Its own words"}, required=False)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"count": "2"}, ""),
        ({"count": "1"}, "Enter 2 or more for “Days”"),
        ({"count": "1200"}, ""),
        ({"count": "1201"}, "Enter 1,200 or less for “Days”"),
        ({"count": "2", "part": "-0.1"}, "Enter 0 or more for “Part”"),
        ({"count": "2", "own": "0"}, "Its own words"),
    ],
)
def test_names_the_end_of_what_a_number_may_be(typed: dict[str, str], fault: str) -> None:
    """In the words of the question, as every other fault; words of the form's own go before."""
    form = Counted(typed)
    assert " ".join(str(sentence) for sentences in form.errors.values() for sentence in sentences) == fault


class Needed(forms.Form):
    needed = forms.CharField()
    left_open = forms.CharField(required=False)
    tick = forms.BooleanField(required=False)


class Filter(Needed):
    hides_optional = True


@pytest.mark.parametrize(("form", "marked"), [(Needed, ["left_open"]), (Filter, [])])
def test_marks_what_need_not_be_answered(form: type[forms.Form], marked: list[str]) -> None:
    """A tick is an answer either way, and a filter asks for nothing."""
    shown = [field for field in form() if isinstance(field, GovukBoundField)]
    assert len(shown) == len(Needed.base_fields)
    assert [field.name for field in shown if field.is_marked_optional] == marked
