"""What do forms hand on to their acts where they turn the answers into facts, rows or nothing at all?"""

import datetime
from typing import Any, TypeVar

import pytest
from django import forms
from django.utils import timezone

from dhr_cases.actions import appointments, overlays, panel, people, publication_plan
from dhr_cases.actions.panel import SeatChange
from dhr_cases.events import Event
from dhr_cases.forms.acts import ActForm, in_words
from dhr_cases.forms.anonymity import ProtectWordsForm
from dhr_cases.forms.appointments import EngagementFields
from dhr_cases.forms.fields import Answer
from dhr_cases.forms.new_case import NewCaseForm
from dhr_cases.forms.overlays import StartHoldForm
from dhr_cases.forms.panel import AgreeTermsForm, TermsFields
from dhr_cases.forms.paper_orders import OrderForm
from dhr_cases.forms.people import AS_ANSWER, COVERED, CorrectPersonForm, PersonFields
from dhr_cases.forms.publication_plan import SetPublicationTermsForm
from dhr_cases.forms.recommendations import milestone_fields
from dhr_cases.forms.set_up import SetUpForm
from dhr_cases.forms.taking_on import DAY_FIELDS, TakeOnForm, _missing_of_hold
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Organisation, PartialDate, Partnership, Person, Post, ProtectedToken, User
from dhr_cases.stages import Stage

Form = TypeVar("Form", bound=forms.Form)

UNKNOWN = PartialDate.unknown()
MAY = PartialDate.parse("2026-05")


def answered(kind: type[Form], /, **answers: Any) -> Form:
    """A form whose answers were taken, standing nowhere."""
    form = kind.__new__(kind)
    form.cleaned_data = answers
    return form


PERSON: dict[str, Any] = {
    "part": "family", "relationship": "sister", "pseudonym": "Ann", "pseudonym_reason": "She chose it",
    "family_asked_on": MAY, "forename_consent": "", "data_subject_status": "living", "name": "", "aliases": "",
    "date_of_birth": "", "address": "", "contact": "", "age_at_death_event": 41, "sex": "", "ethnicity": "",
    "is_trial_witness": Answer.NO, "wishes": "By letter", "medium": "letter", "advocate_name": "",
    "advocate_offered_on": UNKNOWN,
}  # fmt: skip


@pytest.mark.parametrize(("answer", "truth"), [(Answer.YES, True), (Answer.NO, False), (Answer.UNKNOWN, None)])
def test_hands_on_a_person_with_what_is_known_of_a_trial(answer: Answer, *, truth: bool | None) -> None:
    """Not known is neither yes nor no, there and back."""
    facts = answered(PersonFields, **PERSON | {"is_trial_witness": answer}).facts()
    assert facts.is_trial_witness is truth
    assert AS_ANSWER[truth] is answer
    assert (facts.part, facts.age_at_death_event, facts.family_asked_on, facts.wishes) == (
        "family", 41, MAY, "By letter",
    )  # fmt: skip


def test_keeps_covered_facts_of_a_person_that_were_left_empty() -> None:
    """Empty boxes of names keep what is recorded; other boxes left empty are empty."""
    recorded = {name: f"recorded {name}" for name in COVERED}
    form = answered(CorrectPersonForm, **PERSON | {"name": "Typed anew", "wishes": "", "reason": "Misheard"})
    form.subject = Person(**recorded, wishes="By letter")
    facts = form.facts()
    assert facts.name == "Typed anew"
    kept = {name: getattr(facts, name) for name in COVERED if name != "name"}
    assert kept == {name: words for name, words in recorded.items() if name != "name"}
    assert facts.wishes == ""
    assert isinstance(facts, people.PersonFacts)


WORDS: dict[str, Any] = {
    "kind": "school", "value": "", "variants": "", "replacement": "a primary school", "person": None, "note": "",
}  # fmt: skip


@pytest.mark.parametrize("typed", ["", "Elm Primary"])
def test_keeps_protected_words_that_were_left_empty(typed: str) -> None:
    """The reason goes to the act, not into the words."""
    form = answered(ProtectWordsForm, **WORDS | {"value": typed, "reason": "A second name"})
    form.subject = ProtectedToken(value="Oast Primary", variants="Oasty", note="Of the children")
    words = form.words()
    assert (words.value, words.variants, words.note) == (typed or "Oast Primary", "Oasty", "Of the children")
    form.cleaned_data["value"] = typed
    form.subject = None
    assert (form.words().value, form.words().variants) == (typed, "")


def test_hands_on_an_appointment_without_its_day() -> None:
    """Its day goes beside it. Money is whole pence, and nothing stated is nothing."""
    person = User(full_name="Ann Able")
    form = answered(
        EngagementFields, person=person, post=Post.CHAIR, on=MAY, independence_statement="No tie.",
        contract_reference="C 7", fee_pence=None, day_rate_pence=55_000, days_estimated=None, choice_reason="",
    )  # fmt: skip
    assert form.engagement() == appointments.Engagement(
        person=person, post=Post.CHAIR, independence_statement="No tie.", contract_reference="C 7", fee_pence=None,
        day_rate_pence=55_000, days_estimated=None, choice_reason="",
    )  # fmt: skip


def test_hands_on_terms_without_the_day_of_their_agreement() -> None:
    said: dict[str, Any] = {
        "scope_from": PartialDate.parse("2019"),
        "scope_to": MAY,
        "lines_of_enquiry": "Who knew?",
        "family_view": "",
    }
    form = answered(AgreeTermsForm, **said, on=MAY)
    assert form.terms() == panel.Terms(**said)
    assert list(TermsFields.base_fields) == list(said)


EMBARGO = [
    (None, None, None),
    (datetime.date(2026, 1, 15), None, "2026-01-15 00:00"),
    (datetime.date(2026, 1, 15), datetime.time(9, 30), "2026-01-15 09:30"),
    (datetime.date(2026, 7, 15), datetime.time(0, 0), "2026-07-15 00:00"),
    (datetime.date(2026, 7, 15), datetime.time(23, 59), "2026-07-15 23:59"),
]


@pytest.mark.parametrize(("on", "at", "until"), EMBARGO)
def test_ends_an_embargo_by_the_clock_on_the_wall(
    on: datetime.date | None, at: datetime.time | None, until: str | None
) -> None:
    """In summer as in winter; without a time when the day begins, without a day never."""
    found = answered(SetPublicationTermsForm, embargo_on=on, embargo_at=at)._until()
    assert (f"{timezone.localtime(found):%Y-%m-%d %H:%M}" if found else None) == until
    assert publication_plan.Terms(found, "", shows_progress=False).embargo_until == found


@pytest.mark.parametrize(("text", "is_one"), [("", False), ("   ", False), ("Staff trained", True)])
def test_plans_a_milestone_only_where_it_has_words(text: str, *, is_one: bool) -> None:
    """Its answers are taken out of the others either way; a day without words is no milestone."""
    answers = {"milestone": text, "milestone_target": MAY, "text": "Train staff"}
    plan = milestone_fields(answers)
    assert answers == {"text": "Train staff"}
    assert (plan is not None) is is_one
    if plan:
        assert (plan.text, plan.target_date) == (text, MAY)


RUNNING: dict[str, Any] = {
    "reference": "DHR-7", "partnership": Partnership(code="north"), "stage": Stage.DRAFTING, "pseudonym": "Robin",
    "death_date": MAY, "death_type": "homicide", "partnership_before": "", "outcome": "", "stood_at": None,
    "letter_outcome": "", "chair_email": None, "hold_reason": "", "hold_since": None, "hold_stops": [],
    "hold_note": "",
} | dict.fromkeys(DAY_FIELDS, UNKNOWN)  # fmt: skip


def test_takes_on_a_review_with_the_days_that_are_known() -> None:
    """Days left empty are not handed on as unknown; nothing is recorded of them."""
    name, event = next(iter(DAY_FIELDS.items()))
    chair = User(full_name="Cy Corde")
    facts = answered(TakeOnForm, **RUNNING | {name: MAY, "chair_email": chair}).facts()
    assert facts.days == {Event(event): MAY}
    assert (facts.chair, facts.hold, facts.stage, facts.reference) == (chair, None, Stage.DRAFTING, "DHR-7")


def test_takes_on_a_review_that_is_on_hold() -> None:
    since = datetime.date(2026, 5, 4)
    told = {"hold_reason": "inquest", "hold_since": since, "hold_stops": ["interviews"], "hold_note": "By letter"}
    assert answered(TakeOnForm, **RUNNING | told).facts().hold == overlays.HoldTerms(
        HoldReason.INQUEST, frozenset({HoldScope.INTERVIEWS}), since, note="By letter"
    )


@pytest.mark.parametrize(
    ("reason", "since", "stops", "missing"),
    [
        ("", None, [], []),
        ("inquest", "day", ["interviews"], []),
        ("inquest", None, [], ["hold_since", "hold_stops"]),
        ("", "day", [], ["hold_reason", "hold_stops"]),
        ("", None, ["interviews"], ["hold_reason", "hold_since"]),
        ("inquest", "day", [], ["hold_stops"]),
    ],
)
def test_tells_a_hold_whole_or_not_at_all(reason: str, since: str | None, stops: list[str], missing: list[str]) -> None:
    told = {"hold_reason": reason, "hold_since": since, "hold_stops": stops, "hold_note": "A note is no hold"}
    assert _missing_of_hold(told) == missing


def test_hands_on_a_referral_without_what_only_the_form_needs() -> None:
    """The token and the word about another death stay behind; a day nobody knew of is none."""
    said: dict[str, Any] = {
        "partnership": Partnership(code="north"), "referred_by": "Police", "route": "letter", "referred_on": MAY,
        "death_date": UNKNOWN, "death_type": "", "death_place_type": "", "has_multiple_deaths": False,
        "pseudonym": "Robin", "successor_of_csp": "",
    }  # fmt: skip
    for aware_on, handed_on in ((UNKNOWN, None), (MAY, MAY)):
        form = answered(NewCaseForm, **said, aware_on=aware_on, token="t", is_another_death=True)
        referral = form.referral()
        assert {name: getattr(referral, name) for name in said} == said
        assert referral.aware_on == handed_on
        assert referral.reference == ""


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({"recipient": " The panel ", "copy_number": " 3 "}, ("The panel", "3", 0)),
        ({}, ("", "", 0)),
        ({"organisation": Organisation(pk=7)}, ("", "", 7)),
    ],
)
def test_asks_for_a_paper_with_what_its_form_asked(answers: dict[str, Any], wanted: tuple[str, str, int]) -> None:
    """A public paper is for nobody and has no number; only a paper about an agency names one."""
    ask = answered(OrderForm, **answers).ask
    assert (ask.recipient, ask.copy_number, ask.organisation) == wanted


def test_hands_on_the_first_people_with_their_own_passwords() -> None:
    form = answered(
        SetUpForm, administrator_name="Ann", administrator_email="ann@example.test",
        administrator_password=" kettle ", coordinator_name="Cy", coordinator_email="cy@example.test",
        coordinator_password="lantern",
    )  # fmt: skip
    for part, name, password in (("administrator", "Ann", " kettle "), ("coordinator", "Cy", "lantern")):
        person = form._person(part)
        assert (person.details.full_name, person.details.email, person.password) == (
            name, f"{name.lower()}@example.test", password,
        )  # fmt: skip


class Asked(ActForm):
    """Questions of several kinds, as an act would ask them."""

    said = forms.CharField(label="Said", required=False)
    ticked = forms.BooleanField(label="Ticked", required=False)
    many = forms.MultipleChoiceField(
        label="Many", choices=[(row.value, row.label) for row in HoldScope], required=False
    )
    one = forms.TypedChoiceField(label="One", choices=[("sits", "Sits"), ("left", "Left")], coerce=SeatChange)
    day = forms.DateField(label="Day", required=False)


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("said", "", "not stated"),
        ("said", None, "not stated"),
        ("said", "As it is", "As it is"),
        ("ticked", True, "Yes"),
        ("ticked", False, "No"),
        ("ticked", None, "No"),
        ("many", [], "none"),
        ("many", ["interviews"], "Interviews"),
        ("many", ["interviews", "publication"], "Interviews, Publication"),
        ("one", SeatChange.LEFT, "Left"),
        ("day", datetime.date(2026, 5, 4), "4 May 2026"),
        ("said", 0, "0"),
    ],
)
def test_says_an_answer_again_in_words(name: str, answer: object, words: str) -> None:
    form = Asked({}, case=None, by=None)  # type: ignore[arg-type]  # it asks for neither
    form.cleaned_data = {name: answer}
    assert in_words(form[name]) == words


def test_stops_by_a_hold_what_was_ticked() -> None:
    field = StartHoldForm.base_fields["scope"]
    assert field.clean(["interviews", "publication"]) == ["interviews", "publication"]
    assert [label for _code, label in field.choices] == [scope.label for scope in HoldScope]  # type: ignore[attr-defined]  # of choices
