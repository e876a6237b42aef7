"""How we stand with the family, row by row: promises to the day, support, warnings, contact; and who may read it."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.family import SOON, Standing, in_words, standing_of
from dhr_cases.models import Case, FamilyContact, Part, PartialDate, Person
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.offers import act_url
from dhr_cases.views.people import PROMISE_HEADS
from tests.conftest import Cast
from tests.seen import Seen, browser, seen
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
PROMISES = "Promises"
WITNESS = "May be a witness at a trial. Agree contact with the police first."


@pytest.mark.parametrize(
    ("left", "state", "words"),
    [
        (-1_200, "overdue", "1,200 days late"),
        (-2, "overdue", "2 days late"),
        (-1, "overdue", "1 day late"),
        (0, "due_soon", "due today"),
        (1, "due_soon", "due in 1 day"),
        (SOON, "due_soon", "due in 7 days"),
        (SOON + 1, "running", "due in 8 days"),
    ],
)
def test_says_to_the_day_where_a_promise_stands(left: int, state: str, words: str) -> None:
    """On its own day it is not late; kept is kept, whenever it was due."""
    row = FamilyContact(promise="Call", promise_due_on=TODAY + left * DAY)
    assert standing_of(row, TODAY) == Standing(state, words)
    row.promise_kept_on = TODAY + left * DAY
    assert standing_of(row, TODAY) == Standing("done", f"Kept on {long_date(row.promise_kept_on)}")


def test_says_that_a_promise_has_no_date() -> None:
    assert standing_of(FamilyContact(promise="Call"), TODAY) == Standing("not_stated", "no date")
    assert (in_words(None), in_words(datetime.date(2026, 3, 2))) == ("", "2 March 2026")


def relative(case: Case, **facts: Any) -> Person:
    """A bereaved person."""
    with change("Test", None):
        return Person.objects.create(**{"case": case, "part": Part.FAMILY, "pseudonym": "Ash", **facts})


def contact(case: Case, **facts: Any) -> FamilyContact:
    """A contact of today."""
    with change("Test", None):
        return FamilyContact.objects.create(
            **{"case": case, "on": TODAY, "medium": "Letter", "summary": "Told", **facts}
        )


def family(cast: Cast, case: Case, part: str = "coordinator") -> Seen:
    """The page of the family."""
    return seen(cast.people()[part], "case_family", case.reference)


@pytest.mark.django_db
@pytest.mark.first_database
def test_says_that_nothing_is_recorded(cast: Cast, case: Case) -> None:
    """Nobody, no promise, no contact: each in a sentence of its own, below care for the reader."""
    page = family(cast, case)
    assert page.headings == ["The family", "What we promised", "Support and wishes", "Contact"]
    for said in (
        "This page holds the words of bereaved people.", "No promise is recorded.", "No contact is recorded yet.",
        "Nobody of the family is recorded yet. Record them on the people page.",
    ):  # fmt: skip
        assert said in page
    assert (page.tables, page.events) == ({}, [])


@pytest.mark.django_db
@pytest.mark.first_database
def test_lists_promises_with_to_whom_and_how_they_stand(cast: Cast, case: Case) -> None:
    """Open ones by day, kept ones last; a promise to nobody in particular is one to the family."""
    ash = relative(case)
    contact(case, promise="Send the leaflet", promise_due_on=TODAY - 3 * DAY, promise_kept_on=TODAY - DAY)
    contact(case, promise="Meet again", promise_due_on=TODAY + 30 * DAY, person=ash)
    contact(case, promise="Call back", promise_due_on=TODAY - DAY)
    contact(case, promise="Ask the police")
    page = family(cast, case)
    assert page.heads == {PROMISES: list(PROMISE_HEADS)}
    assert page.tables[PROMISES] == [
        ["Call back", "Family", long_date(TODAY - DAY), "1 day late"],
        ["Ask the police", "Family", "not stated", "no date"],
        ["Meet again", "Ash", long_date(TODAY + 30 * DAY), "due in 30 days"],
        ["Send the leaflet", "Family", long_date(TODAY - 3 * DAY), f"Kept on {long_date(TODAY - DAY)}"],
    ]
    states = {words: page.states[words] for words in ("1 day late", "no date", "due in 30 days")}
    assert states == {"1 day late": "overdue", "no date": "not_stated", "due in 30 days": "running"}
    assert "No promise is recorded." not in page


@pytest.mark.django_db
@pytest.mark.first_database
def test_shows_support_of_each_bereaved_person_and_no_name(cast: Cast, case: Case, other_case: Case) -> None:
    """Whether an advocate is named, never who; a witness is warned of, somebody who is none or not known is not."""
    relative(
        case, name="Ada Invented", advocate_name="Bea Invented", advocate_offered_on=PartialDate.parse("2026-05"),
        medium="telephone", wishes="No letters\nin May", is_trial_witness=True,
    )  # fmt: skip
    relative(case, pseudonym="Lark", part=Part.FRIEND, is_trial_witness=False)
    relative(case, pseudonym="Wren", part=Part.CHILD)
    relative(case, pseudonym="Crow", part=Part.ALLEGED_PERPETRATOR, is_trial_witness=True)
    relative(other_case, pseudonym="Dove")
    page = family(cast, case)
    assert page.headings[2:6] == ["Support and wishes", "Ash", "Lark", "Wren"]
    assert page.all_facts[:4] == [
        ("Advocate offered on", "May 2026"), ("Advocate", "Named"), ("Wants to be reached by", "telephone"),
        ("Wishes", "No lettersin May"),
    ]  # fmt: skip
    assert page.all_facts[4:8] == [
        ("Advocate offered on", "not stated"), ("Advocate", "None named"), ("Wants to be reached by", "not stated"),
        ("Wishes", "not stated"),
    ]  # fmt: skip
    assert len(page.all_facts) == 12
    assert page.words.count(WITNESS) == 1
    assert not [word for word in ("Invented", "Crow", "Dove") if word in page]


@pytest.mark.django_db
@pytest.mark.first_database
def test_logs_contact_newest_first_with_how_and_through_whom(cast: Cast, case: Case) -> None:
    contact(case, on=TODAY - DAY, through="the liaison officer", summary="Told of the review")
    contact(case, person=relative(case), medium="Visit", summary="<b>Asked</b> about dates")
    assert family(cast, case).events == [
        f"Ash: Visit {long_date(TODAY)} <b>Asked</b> about dates",
        f"Family: Letter, through the liaison officer {long_date(TODAY - DAY)} Told of the review",
    ]


@pytest.mark.django_db
@pytest.mark.first_database
@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("coordinator", 200), ("independent_chair", 200), ("csp_chair", 404), ("panel_member", 404), ("auditor", 404),
        ("family_advocate", 404), ("home_office_reader", 404), ("agency_author", 404), ("administrator", 404),
    ],
)  # fmt: skip
def test_keeps_the_words_of_the_family_with_those_who_work_with_them(
    cast: Cast, case: Case, part: str, status: int
) -> None:
    stand_at(case, Stage.PANEL_WORK)
    path = reverse("case_family", args=(case.reference,))
    assert browser(cast.people()[part]).get(path).status_code == status


@pytest.mark.django_db
@pytest.mark.first_database
def test_offers_the_acts_about_the_family_where_they_can_be_done(cast: Cast, case: Case) -> None:
    """To the coordinator; nothing is offered on a record that was destroyed."""
    stand_at(case, Stage.PANEL_WORK)
    label = VERBS[Verb.RECORD_FAMILY_CONTACT].label
    assert family(cast, case).links[label] == act_url(case, Verb.RECORD_FAMILY_CONTACT)
    with change("Test", None):
        case.forgotten_on = TODAY
        case.save()
    page = family(cast, case)
    assert page.status == 200
    assert label not in page.links
