"""Which rows does a form offer, with which words, and what does it begin with?"""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions.appointments import QUOTES_EXPECTED, declare_interests
from dhr_cases.actions.partnership_settings import set_local_clock
from dhr_cases.case_clocks import REQUEST_CLOCK
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.partnership_settings import LifeSpanForm
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import (
    AgencyApproval,
    Case,
    FamilyContact,
    Organisation,
    OrganisationKind,
    PanelSeat,
    Part,
    PartialDate,
    Partnership,
    Person,
    Post,
    Quote,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.policy import Period, Unit
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import Verb
from tests.by_form import boxes, form_page
from tests.conftest import Cast
from tests.standing import stand_at

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)


def form(verb: Verb, case: Case, by: User, **sent: Any) -> ActForm:
    """The form of an act as it opens, or as it is sent."""
    return FORMS[verb](sent or None, case=case, by=by)


def offered(asked: ActForm, name: str) -> list[str]:
    """The words of the answers a field offers; those that stand for none left out."""
    field: Any = asked.fields[name]
    return [str(label) for value, label in field.choices if value not in ("", None)]


def put(table: Any, **values: Any) -> Any:
    """A row as an action would leave it."""
    with change("Test", None):
        return table.objects.create(**values)


def test_begins_with_the_usual_day_after_a_time_of_its_own_was_taken_back(case: Case, cast: Cast) -> None:
    """A time that was set and taken back left an empty row behind, on which every page of a request broke."""
    stand_at(case, Stage.TOR_AGREED)
    days = {}
    for words, limit in (("own", Period(3, Unit.WEEKS)), ("taken back", None)):
        said: dict[str, Any] = {"by": cast.coordinator, "partnership": cast.partnership, "reason": "Agreed"}
        set_local_clock(**said, clock=REQUEST_CLOCK, limit=limit)
        values = form_page(cast.coordinator, case, Verb.SEND_REQUESTS).values
        days[words] = tuple(int(values[f"due_on_{part}"]) for part in ("year", "month", "day"))
    due = {"own": TODAY + datetime.timedelta(weeks=3), "taken back": TODAY + datetime.timedelta(weeks=8)}
    assert days == {words: (day.year, day.month, day.day) for words, day in due.items()}


BODIES: tuple[tuple[str, dict[str, Any], bool], ...] = (
    ("Begins tomorrow", {"starts_on": TODAY + ONE}, False),
    ("Begins today", {"starts_on": TODAY}, True),
    ("Ends today", {"starts_on": TODAY - ONE, "ends_on": TODAY}, True),
    ("Ended yesterday", {"ends_on": TODAY - ONE}, False),
    ("Ends tomorrow", {"ends_on": TODAY + ONE}, True),
    ("Planned", {"is_planned": True}, False),
    ("Planned from today", {"is_planned": True, "starts_on": TODAY}, False),
)
TODAYS = (
    (Verb.RECORD_SCOPING_RETURN, "organisation"), (Verb.CONSULT_PARTNER, "organisation"),
    (Verb.SEAT_AGENCY, "organisation"), (Verb.SECURE_RECORDS, "organisations"),
    (Verb.SEND_REQUESTS, "organisations"), (Verb.ADD_REQUEST, "organisation"), (Verb.GRANT_ROLE, "organisation"),
)  # fmt: skip
"""Fields in which a case chooses among the bodies it can deal with today."""


def test_offers_the_bodies_that_exist_today(case: Case, cast: Cast) -> None:
    """On its first day and on its last a body can be asked; before and after it cannot."""
    for name, facts, _is_there in BODIES:
        put(Organisation, code=name.replace(" ", "-"), name=name, kind=OrganisationKind.OTHER, **facts)
    there = {name for name, _facts, is_there in BODIES if is_there}
    there |= {str(body) for body in (cast.police, cast.health, cast.refuge)}
    for verb, name in TODAYS:
        assert set(offered(form(verb, case, cast.coordinator), name)) == there, verb


def test_offers_to_the_meeting_who_sits_now(case: Case, cast: Cast) -> None:
    """An excused agency and an ended seat are not asked; each who sits can declare something."""
    sits = put(PanelSeat, case=case, organisation=cast.police, member_name="Inspector Lee", starts_on=TODAY)
    unnamed = put(PanelSeat, case=case, organisation=cast.health, starts_on=TODAY)
    put(PanelSeat, case=case, organisation=cast.refuge, is_excused=True, starts_on=TODAY)
    put(PanelSeat, case=case, organisation=cast.refuge, starts_on=TODAY - ONE, ends_on=TODAY)
    asked = form(Verb.RECORD_MEETING, case, cast.coordinator)
    words = [f"{cast.police}: Inspector Lee", f"{cast.health}: member not named"]
    assert sorted(offered(asked, "present")) == sorted(words)
    declared = {name: asked.fields[name].label for name in asked.fields if name.startswith("declared_")}
    assert declared == {f"declared_{sits.pk}": words[0], f"declared_{unnamed.pk}": words[1]}
    assert [field for _head, names in asked.fieldsets for field in names] == list(  # type: ignore[attr-defined]  # set in prepare
        dict.fromkeys(["on", "place", "present", "was_quorate", "quorum_note", *declared, "minutes", "actions_agreed"])
    )


def test_offers_people_by_pseudonym_and_promises_that_are_open(case: Case, other_case: Case, cast: Cast) -> None:
    """Never a real name. Who was killed or did it is nobody the partnership keeps in touch with."""
    sister = put(Person, case=case, part=Part.FAMILY, pseudonym="Ann", name="Rosalind Tarrant", relationship="sister")
    put(Person, case=case, part=Part.DECEASED, pseudonym="Robin", name="Jo Tarrant")
    put(Person, case=other_case, part=Part.FAMILY, pseudonym="Elsewhere")
    facts = {"case": case, "on": TODAY, "medium": "visit", "summary": "Told", "person": sister}
    put(FamilyContact, **facts, promise="A copy", promise_due_on=datetime.date(2026, 5, 3))
    put(FamilyContact, **facts, promise="A call")
    put(FamilyContact, **facts, promise="Kept", promise_kept_on=TODAY)
    put(FamilyContact, **facts)
    contact = form(Verb.RECORD_FAMILY_CONTACT, case, cast.coordinator)
    assert offered(contact, "person") == [str(sister)]
    assert sorted(offered(contact, "keeps")) == ["A call", "A copy (by 3 May 2026)"]
    assert offered(form(Verb.TELL_FAMILY, case, cast.coordinator), "person") == [str(sister)]
    interview = offered(form(Verb.RECORD_INTERVIEW, case, cast.coordinator), "person")
    assert f"{sister}, sister" in interview
    assert not [words for words in interview if "Tarrant" in words or "Elsewhere" in words]


@pytest.mark.parametrize("quotes", range(QUOTES_EXPECTED + 1))
def test_asks_why_this_person_while_quotes_are_few(case: Case, other_case: Case, cast: Cast, quotes: int) -> None:
    """Quotes of another review do not count. Only who declared interests on this one can be appointed."""
    for number in range(quotes):
        put(Quote, case=case, supplier=f"S{number}", received_on=TODAY)
    put(Quote, case=other_case, supplier="Elsewhere", received_on=TODAY)
    asked = form(Verb.APPOINT_AUTHOR, case, cast.coordinator)
    why = asked.fields["choice_reason"]
    assert why.required is (quotes < QUOTES_EXPECTED)
    so_far = f"Needed: {'1 quote' if quotes == 1 else f'{quotes} quotes'} recorded, {QUOTES_EXPECTED} are usual."
    assert why.help_text == (so_far if quotes < QUOTES_EXPECTED else "")
    assert offered(asked, "person") == []


def test_appoints_among_those_who_declared_on_this_review(case: Case, other_case: Case, cast: Cast) -> None:
    for about, person in ((case, cast.independent_chair), (other_case, cast.auditor), (case, cast.panel_member)):
        declare_interests(
            case=about, by=cast.coordinator, person=person, has_interest=False, text="", decision="", on=TODAY
        )
    User.objects.filter(pk=cast.panel_member.pk).update(is_active=False)
    asked = form(Verb.APPOINT_CHAIR, case, cast.coordinator)
    assert offered(asked, "person") == [str(cast.independent_chair)]
    assert offered(asked, "post") == [str(post.label) for post in (Post.CHAIR, Post.CHAIR_AND_AUTHOR)]


def test_lets_somebody_answer_only_for_the_agency_they_sit_for(case: Case, cast: Cast) -> None:
    """The office records an answer of any agency that sits on the panel now."""
    put(PanelSeat, case=case, organisation=cast.police, starts_on=TODAY)
    put(PanelSeat, case=case, organisation=cast.health, is_excused=True, starts_on=TODAY)
    own = form(Verb.APPROVE_FOR_AGENCY, case, cast.panel_member)
    assert offered(own, "organisation") == [str(cast.health)]
    assert own.initial["organisation"] == cast.health.pk
    assert offered(form(Verb.APPROVE_FOR_AGENCY, case, cast.outsider), "organisation") == []
    assert offered(form(Verb.RECORD_AGENCY_APPROVAL, case, cast.coordinator), "organisation") == [str(cast.police)]


@pytest.mark.parametrize(("approves", "is_asked"), [(True, False), (False, True)])
def test_asks_how_dissent_was_dealt_with_where_there_is_some(
    case: Case, cast: Cast, approves: bool, is_asked: bool
) -> None:
    """And names the agency; an answer of an earlier round is none of this."""
    put(PanelSeat, case=case, organisation=cast.police, starts_on=TODAY)
    facts = {"case": case, "organisation": cast.police, "on": TODAY, "given_by": cast.coordinator}
    put(AgencyApproval, **facts, is_approved=approves)
    asked = form(Verb.RECORD_PANEL_APPROVAL, case, cast.coordinator)
    assert ("dissent" in asked.fields) is is_asked
    if is_asked:
        assert asked.fields["dissent"].required
        assert asked.fields["dissent"].help_text == f"Not approved by {cast.police}."


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.TERMINATED, Stage.PUBLISHED])
def test_reopens_at_the_stages_the_table_leads_to(case: Case, cast: Cast, stage: Stage) -> None:
    stand_at(case, stage)
    words = [STAGES[after].label for after in STAGES[stage].next]
    assert offered(form(Verb.REOPEN, case, cast.coordinator), "to") == words


@pytest.mark.parametrize(("stage", "is_needed"), [(Stage.TERMINATED, True), (Stage.MONITORING, False)])
def test_wants_a_reason_to_close_what_was_broken_off(case: Case, cast: Cast, stage: Stage, is_needed: bool) -> None:
    stand_at(case, stage)
    sent = form(Verb.CLOSE, case, cast.coordinator, **boxes("on"))
    assert sent.errors == ({"reason": ["Enter the reason"]} if is_needed else {})


@pytest.mark.parametrize(
    ("email", "days", "errors"),
    [
        ("Outsider@Example.test", None, {}),
        ("outsider@example.test", 0, {}),
        ("outsider@example.test", 1, {}),
        ("outsider@example.test", -1, {"ends_on": ["The last day must be today or later"]}),
        ("nobody@example.test", None,
         {"email": ["No account uses this e-mail address. Ask the administrator to make one."]}),
        ("auditor@example.test", -1,
         {"email": ["No account uses this e-mail address. Ask the administrator to make one."],
          "ends_on": ["The last day must be today or later"]}),
    ],
)  # fmt: skip  # each answer beside its faults
def test_gives_a_role_to_an_account_that_is_open_until_a_day_to_come(
    case: Case, cast: Cast, email: str, days: int | None, errors: dict[str, list[str]]
) -> None:
    """The auditor's account is closed; capitals of an address do not matter."""
    User.objects.filter(pk=cast.auditor.pk).update(is_active=False)
    last = {} if days is None else boxes("ends_on", TODAY + days * ONE)
    sent = form(Verb.GRANT_ROLE, case, cast.coordinator, email=email, role="family_advocate", **last)
    assert sent.errors == errors


WORDLESS = {"public_reason": ["Enter the reason in words for the public"]}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {}),
        ({"shown_as": "withheld", "public_reason": "A trial"}, {}),
        ({"shown_as": "withheld"}, WORDLESS),
        ({"shown_as": "learning", "public_reason": " "}, WORDLESS),
        ({"public_reason": "A trial"}, {}),
        ({"shown_as": "published"},
         {"shown_as": ["Select one of the answers offered for “What does the public register tell?”"]}),
    ],
)  # fmt: skip  # each answer beside its faults
def test_wants_words_for_the_public_where_the_register_tells_something(
    case: Case, cast: Cast, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    needed = {"reason": "Safety", "home_office_agreed": "on", **boxes("on")}
    assert form(Verb.WITHHOLD, case, cast.coordinator, **needed, **typed).errors == errors


def test_asks_of_a_report_without_a_register_only_what_it_has(case: Case, cast: Cast) -> None:
    assert list(form(Verb.TAKE_DOWN, case, cast.coordinator).fields) == ["reason", "on"]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"embargo_at": "09:30"}, {"embargo_on": ["Enter the day on which the embargo ends"]}),
        ({"embargo_at": "9.30", **boxes("embargo_on")}, {}),
        ({"embargo_at": "half past nine", **boxes("embargo_on")}, {"embargo_at": ["Enter a time such as 09:30"]}),
        ({"embargo_at": "24:00", **boxes("embargo_on")}, {"embargo_at": ["Enter a time such as 09:30"]}),
        (boxes("embargo_on"), {}),
    ],
)
def test_ends_an_embargo_at_a_time_of_a_day(
    case: Case, cast: Cast, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    assert form(Verb.SET_PUBLICATION_TERMS, case, cast.coordinator, media_lines="None", **typed).errors == errors


def test_follows_a_partnership_by_any_but_itself(cast: Cast) -> None:
    other = put(Partnership, code="next", name="Next CSP")
    with change("It ends", None):
        cast.partnership.ends_on = TODAY
        cast.partnership.save()
    begun = LifeSpanForm(by=cast.coordinator, about=cast.partnership)
    field: Any = begun.fields["successor"]
    assert [str(label) for value, label in field.choices if value] == [str(other)]
    assert begun.fields["ends_on"].initial == TODAY


def test_corrects_only_events_of_this_review_and_begins_with_its_facts(
    case: Case, other_case: Case, cast: Cast
) -> None:
    """Each by what it was and the day now recorded."""
    asked = form(Verb.CORRECT, case, cast.coordinator)
    field: Any = asked.fields["event"]
    assert {event.case_id for event in field.queryset} == {case.pk}
    assert offered(asked, "event")
    assert all(words[0].isupper() and ": " in words for words in offered(asked, "event"))
    assert (asked.fields["pseudonym"].initial, asked.fields["death_date"].initial) == ("Robin", PartialDate.unknown())
    assert "stage" not in asked.fields
