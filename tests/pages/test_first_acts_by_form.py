"""The first acts of a review, its chair and what lies over it, done by their pages: what each keeps and says."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import anonymity, appointments, overlays
from dhr_cases.actions.overlays import ProceedingFacts
from dhr_cases.case_clocks import REQUEST_CLOCK
from dhr_cases.deadlines import long_date
from dhr_cases.events import Event
from dhr_cases.forms.registry import FORMS
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.models import (
    Appointment,
    Case,
    Extension,
    Hold,
    InformationRequest,
    Lateness,
    LegalHold,
    ParallelProceeding,
    PartialDate,
    Partnership,
)
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.by_form import address_of, boxes, done_by_form, form_page, last_event, sent_form
from tests.conftest import Cast
from tests.seen import Seen, browser
from tests.stages import case_at

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
DAY = PartialDate.on(TODAY)


def test_records_when_the_chair_became_aware(cast: Cast, case: Case) -> None:
    done_by_form(cast.coordinator, case, Verb.RECORD_AWARENESS, boxes("on", TODAY - ONE))
    assert case.aware_on == PartialDate.on(TODAY - ONE)
    assert last_event(case).kind == Event.CSP_CHAIR_AWARE


def test_settles_the_lead_with_those_who_commission_jointly(cast: Cast, case: Case) -> None:
    with change("Test partnership", None):
        other = Partnership.objects.create(code="vale", name="Vale CSP")
    assert form_page(cast.coordinator, case, Verb.AGREE_LEAD).values["lead"] == str(cast.partnership.pk)
    answers = {"lead": cast.partnership.pk, "joint": [other.pk], "note": "Half each", **boxes("on")}
    done_by_form(cast.coordinator, case, Verb.AGREE_LEAD, answers)
    assert (case.at, list(case.joint_csps.all())) == (Stage.LEAD_AGREED, [other])


def test_starts_scoping_on_the_day_the_letters_went(cast: Cast, case: Case) -> None:
    done_by_form(cast.coordinator, case_at(cast, case, Stage.LEAD_AGREED), Verb.START_SCOPING, boxes("on", TODAY - ONE))
    assert case.at is Stage.SCOPING
    assert last_event(case).on == PartialDate.on(TODAY - ONE)


def test_hands_a_case_to_another_partnership(cast: Cast, case: Case) -> None:
    scoping = case_at(cast, case, Stage.SCOPING)
    answers = {"to": "Elsewhere CSP", "reason": "They lived there", **boxes("on")}
    done_by_form(cast.coordinator, scoping, Verb.TRANSFER, answers)
    assert (scoping.at, scoping.transferred_to) == (Stage.TRANSFERRED, "Elsewhere CSP")
    assert (last_event(scoping).reason, last_event(scoping).on) == ("They lived there", DAY)


@pytest.mark.parametrize(
    ("verb", "stage", "faults"),
    [
        (Verb.RECORD_AWARENESS, Stage.REFERRED, ["Enter the date the chair became aware"]),
        (Verb.START_SCOPING, Stage.LEAD_AGREED, ["Enter the date scoping started"]),
        (Verb.START_HOLD, Stage.REFERRED, ["Select an answer for “Why?”", "Select an answer for “What stops?”",
                                           "Enter the first day of the hold"]),
        (Verb.START_LEGAL_HOLD, Stage.REFERRED, ["Enter the reason"]),
    ],
)  # fmt: skip
def test_asks_for_what_an_act_needs(cast: Cast, case: Case, verb: Verb, stage: Stage, faults: list[str]) -> None:
    page = sent_form(cast.coordinator, case_at(cast, case, stage), verb, {"sent": "yes"})
    assert page.status == 422
    assert len(page.faults) == len(faults)
    assert page.faults[-1] == faults[-1]


def quotes(cast: Cast, case: Case, count: int) -> None:
    """So many quotes."""
    for number in range(count):
        appointments.add_quote(case=case, by=cast.coordinator, supplier=f"Supplier {number}", amount_pence=1)


@pytest.mark.parametrize(
    ("count", "hint"),
    [
        (0, "Needed: 0 quotes recorded, 3 are usual."),
        (1, "Needed: 1 quote recorded, 3 are usual."),
        (2, "Needed: 2 quotes recorded, 3 are usual."),
        (3, ""),
    ],
)
def test_asks_why_this_person_while_quotes_are_few(cast: Cast, case: Case, count: int, hint: str) -> None:
    """With three the answer is the person's own to give."""
    told = case_at(cast, case, Stage.FAMILY_CONTACTED)
    appointments.declare_interests(case=told, by=cast.coordinator, person=cast.independent_chair, has_interest=False)
    quotes(cast, told, count)
    page = form_page(cast.coordinator, told, Verb.APPOINT_CHAIR)
    assert ("Why this person (optional)" in page.labels) is (not hint)
    assert hint in page
    answers = {"person": cast.independent_chair.pk, "post": "chair", "independence_statement": "No tie.", **boxes("on")}
    again = sent_form(cast.coordinator, told, Verb.APPOINT_CHAIR, answers)
    assert again.status == (422 if hint else 200)
    if not hint:
        assert again.headings[0] == "Check your answers"


def test_shows_amounts_in_pounds_before_the_chair_is_appointed(cast: Cast, case: Case) -> None:
    """An amount left empty is not stated; the chair alone or with the report can be chosen, not the author alone."""
    told = case_at(cast, case, Stage.FAMILY_CONTACTED)
    appointments.declare_interests(case=told, by=cast.coordinator, person=cast.independent_chair, has_interest=False)
    page = form_page(cast.coordinator, told, Verb.APPOINT_CHAIR)
    assert page.choices("person")[1:] == ["Independent Chair"]
    assert page.choices("post") == ["Independent chair", "Chair and author"]
    answers = {
        "person": cast.independent_chair.pk, "post": "chair", "independence_statement": "No tie.",
        "choice_reason": "Free now", "fee_pence": "9,000.50", **boxes("on"),
    }  # fmt: skip
    facts = sent_form(cast.coordinator, told, Verb.APPOINT_CHAIR, answers).facts
    assert (facts["Fee"], facts["Day rate"]) == ("£9,000.50", "not stated")
    assert facts["Who is appointed?"] == "Independent Chair"
    assert facts["Appointed as"] == "Independent chair"
    assert facts["When were they appointed?"] == long_date(TODAY)
    done_by_form(cast.coordinator, told, Verb.APPOINT_CHAIR, answers)
    post = Appointment.objects.get(case=told)
    assert (post.post, post.fee_pence, post.day_rate_pence, post.choice_reason) == ("chair", 900_050, None, "Free now")


def test_lets_a_member_declare_their_own_interests_only(cast: Cast, case: Case) -> None:
    chaired = case_at(cast, case, Stage.CHAIR_APPOINTED)
    own = form_page(cast.independent_chair, chaired, Verb.DECLARE_INTERESTS).values
    others = form_page(cast.coordinator, chaired, Verb.DECLARE_INTERESTS).values
    assert set(others) - set(own) == {"person", "decision"}


def test_puts_a_review_on_hold_for_what_is_ticked(cast: Cast, case: Case) -> None:
    answers = {
        "reason": "inquest", "scope": ["interviews", "publication"], "goes_on": "Agency reports",
        "view_of_police": "None", "is_family_told": "on", "note": "By letter", "resume_expected_on_year": "2027",
        **boxes("starts_on", TODAY - ONE),
    }  # fmt: skip
    done_by_form(cast.coordinator, case, Verb.START_HOLD, answers)
    hold = Hold.objects.get(case=case)
    assert hold.reason == HoldReason.INQUEST
    assert hold.scopes == frozenset({HoldScope.INTERVIEWS, HoldScope.PUBLICATION})
    assert (hold.is_home_office_told, hold.is_family_told, hold.note) == (False, True, "By letter")
    assert (hold.starts_on, hold.resume_expected_on) == (TODAY - ONE, PartialDate.parse("2027"))
    assert form_page(cast.coordinator, case, Verb.END_HOLD, hold).values["ends_on_day"] == str(TODAY.day)
    done_by_form(cast.coordinator, case, Verb.END_HOLD, {"note": "Verdict", **boxes("ends_on")}, hold)
    hold.refresh_from_db()
    assert not hold.is_open
    assert last_event(case).kind == Event.HOLD_ENDED


def test_gives_an_agency_more_time_from_its_own_request(cast: Cast, case: Case) -> None:
    """Clock and request are filled in; from the case itself neither is."""
    gathering = case_at(cast, case, Stage.INFO_REQUESTED)
    police = InformationRequest.objects.get(case=gathering, organisation=cast.police)
    values = form_page(cast.coordinator, gathering, Verb.EXTEND, police).values
    assert (values["clock"], values["request"]) == (REQUEST_CLOCK, str(police.pk))
    bare = form_page(cast.coordinator, gathering, Verb.EXTEND)
    assert bare.values["request"] == ""
    assert set(bare.choices("request")[1:]) == {"Testshire Police", "Testshire NHS Trust"}
    answers = {
        "clock": REQUEST_CLOCK, "request": police.pk, "reason_code": "imr_late", "agreed_by": "the chair",
        **boxes("new_due_on", TODAY + 60 * ONE), **boxes("agreed_on"),
    }  # fmt: skip
    done_by_form(cast.coordinator, gathering, Verb.EXTEND, answers)
    row = Extension.objects.get(case=gathering)
    assert (row.request, row.new_due_on, row.agreed_by) == (police, TODAY + 60 * ONE, "the chair")


def test_explains_only_what_is_late(cast: Cast, case: Case) -> None:
    gathering = case_at(cast, case, Stage.INFO_REQUESTED)
    with change("Test request", None):
        for asked in InformationRequest.objects.filter(case=gathering):
            asked.due_on = TODAY - ONE
            asked.save()
    page = form_page(cast.coordinator, gathering, Verb.EXPLAIN_LATENESS)
    assert page.choices("clock") == list(overlays.late_clocks(gathering).values())
    answers = {"clock": REQUEST_CLOCK, "reason_code": "imr_late", "reason": "Its author was ill"}
    done_by_form(cast.coordinator, gathering, Verb.EXPLAIN_LATENESS, answers)
    row = Lateness.objects.get(case=gathering)
    assert (row.clock, row.reason_code, row.reason) == (
        REQUEST_CLOCK, ExtensionReason.IMR_LATE, "Its author was ill",
    )  # fmt: skip


def test_records_what_runs_beside_and_what_is_new_about_it(cast: Cast, case: Case) -> None:
    """The second time the form holds what is known, and the row stays one."""
    first = {"kind": "inquest", "reference": "INQ 7", "state": "Opened", "starts_on_year": "2026"}
    done_by_form(cast.coordinator, case, Verb.RECORD_PROCEEDING, first)
    row = ParallelProceeding.objects.get(case=case)
    values = form_page(cast.coordinator, case, Verb.RECORD_PROCEEDING, row).values
    assert {name: values[name] for name in first} == first
    assert form_page(cast.coordinator, case, Verb.RECORD_PROCEEDING).values["reference"] == ""
    news = {**first, "state": "Ended", "outcome": "Unlawful killing", "ends_on_month": "3", "ends_on_year": "2026"}
    done_by_form(cast.coordinator, case, Verb.RECORD_PROCEEDING, news, row)
    row = ParallelProceeding.objects.get(case=case)
    assert (row.reference, row.state, row.outcome) == ("INQ 7", "Ended", "Unlawful killing")
    assert row.ends_on == PartialDate.parse("2026-03")


def test_says_beside_the_form_that_an_end_lies_before_its_beginning(cast: Cast, case: Case) -> None:
    """And keeps what was typed."""
    facts = ProceedingFacts(ProceedingKind.IOPC, reference="I/1")
    row = overlays.record_proceeding(case=case, by=cast.coordinator, facts=facts)
    answers = {"kind": "iopc", "reference": "I/2", "starts_on_year": "2026", "ends_on_year": "2025"}
    page = sent_form(cast.coordinator, case, Verb.RECORD_PROCEEDING, answers, row)
    assert page.status == 422
    assert page.faults == ["A proceeding cannot end before it began."]
    assert page.values["reference"] == "I/2"
    row.refresh_from_db()
    assert row.reference == "I/1"


def test_keeps_a_record_from_destruction_and_lets_it_go(cast: Cast, case: Case) -> None:
    done_by_form(cast.coordinator, case, Verb.START_LEGAL_HOLD, {"reason": "A claim", "asked_by": "Legal services"})
    hold = LegalHold.objects.get(case=case)
    assert (hold.reason, hold.asked_by, hold.ends_on) == ("A claim", "Legal services", None)
    done_by_form(cast.coordinator, case, Verb.END_LEGAL_HOLD, {"reason": "Settled", **boxes("ends_on")}, hold)
    hold.refresh_from_db()
    assert (hold.ends_on, hold.end_reason) == (TODAY, "Settled")


@pytest.mark.parametrize("verb", [Verb.END_LEGAL_HOLD, Verb.END_HOLD])
def test_opens_no_form_to_end_what_has_ended(cast: Cast, case: Case, verb: Verb) -> None:
    """The sentence stands at opening; sent from an old page, it stands too and nothing is written."""
    made: dict[Verb, type[Hold] | type[LegalHold]] = {Verb.END_LEGAL_HOLD: LegalHold, Verb.END_HOLD: Hold}
    with change("Two holds, one ended", None):
        ended = made[verb].objects.create(case=case, reason="inquest", starts_on=TODAY - ONE, ends_on=TODAY - ONE)
        lasting = made[verb].objects.create(case=case, reason="inquest", starts_on=TODAY - ONE)
    opened = Seen(browser(cast.coordinator).get(address_of(case, verb, ended)))
    sent_late = sent_form(cast.coordinator, case, verb, {"reason": "Again", **boxes("ends_on")}, ended)
    for page in (opened, sent_late):
        assert page.status == 409
        assert "This hold has ended already." in page
        assert page.labels == []
    ended.refresh_from_db()
    assert ended.ends_on == TODAY - ONE
    assert form_page(cast.coordinator, case, verb, lasting).buttons


def test_takes_no_hold_of_another_case(cast: Cast, case: Case, other_case: Case) -> None:
    hold = anonymity.start_legal_hold(case=other_case, by=cast.coordinator, reason="A claim")
    assert not FORMS[Verb.END_LEGAL_HOLD].subjects(case).contains(hold)  # type: ignore[union-attr]  # it has subjects
    assert sent_form(cast.coordinator, case, Verb.END_LEGAL_HOLD, {"reason": "No"}, hold).status == 404
