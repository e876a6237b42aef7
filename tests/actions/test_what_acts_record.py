"""Which events does each act record until the information is in, on which day and about which row?

Each act is done twice: on a day that is given, and without one, when it happened today.
"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Model

from dhr_cases.actions import appointments, decision, meetings, panel, requests
from dhr_cases.events import Event
from dhr_cases.models import Appointment, Case, HomeOfficeNotice, InformationRequest, Outcome, PanelSeat, PartialDate
from dhr_cases.models.history import change
from dhr_cases.models.requests import Known
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.recorded import TODAY, YESTERDAY, Acted, Told, check_recorded
from tests.steps_decision import CRITERIA, NEWS
from tests.steps_set_up import TERMS, asks

Day = datetime.date | None
E, S = Event, Stage


def office(cast: Cast, case: Case) -> dict[str, Any]:
    """The coordinator acts on the case."""
    return {"case": case, "by": cast.coordinator}


def ask_what_is_known(cast: Cast, case: Case, on: Day) -> Model:
    return decision.record_scoping_return(
        **office(cast, case), organisation=cast.police, known=Known.YES, answered_on=on
    )  # fmt: skip


def hear_that_it_is_looked_up(cast: Cast, case: Case, on: Day) -> Model:
    """A day of an answer that is still to come is not kept."""
    row = decision.record_scoping_return(
        **office(cast, case), organisation=cast.police, known=Known.CHECKING, asked_on=on, answered_on=on
    )
    assert (row.asked_on, row.answered_on) == (on, None)
    return row


def consult(cast: Cast, case: Case, on: Day) -> Model:
    return decision.consult_partner(
        **office(cast, case), organisation=cast.police, view=Outcome.NO_REVIEW, is_dissent=True, reasons="No link",
        on=on,
    )  # fmt: skip


def record_facts(cast: Cast, case: Case, on: Day) -> Model:
    return decision.record_criteria(**office(cast, case), criteria=CRITERIA)


def tell_home_office(cast: Cast, case: Case, on: Day) -> None:
    decision.tell_home_office(**office(cast, case), sent_to="Home Office team", reference="HO/7", on=on)
    notice = HomeOfficeNotice.objects.get(case=case)
    assert (notice.sent_to, notice.reference, notice.reply) == ("Home Office team", "HO/7", "")


def accept_no_review(cast: Cast, case: Case, on: Day) -> None:
    decision.record_scrutiny(**office(cast, case), reply="accepted", note="Nothing to add", on=on)
    notice = HomeOfficeNotice.objects.get(case=case)
    assert (notice.reply, notice.reply_note) == ("accepted", "Nothing to add")


def direct_a_review(cast: Cast, case: Case, on: Day) -> None:
    decision.record_scrutiny(**office(cast, case), reply="directed", note="Hold one", on=on)


def tell_family(cast: Cast, case: Case, on: Day) -> None:
    decision.tell_family(**office(cast, case), news=replace(NEWS, on=on, is_trial_witness=False))


def tell_family_early(cast: Cast, case: Case, on: Day) -> Model:
    news = replace(NEWS, on=on, advocate_offered_on=None)
    return decision.tell_family(**office(cast, case), news=news)


def declare(cast: Cast, case: Case, on: Day) -> Model:
    return appointments.declare_interests(
        **office(cast, case), person=cast.outsider, has_interest=True, text="A friend", on=on
    )


def take_quote(cast: Cast, case: Case, on: Day) -> Model:
    return appointments.add_quote(**office(cast, case), supplier="Fair Ltd", amount_pence=None, received_on=on)


def end_the_appointment(cast: Cast, case: Case, on: Day) -> None:
    row = Appointment.objects.get(case=case)
    with change("Test", None):
        row.appointed_on = PartialDate.on(YESTERDAY)
        row.save()
    appointments.end_appointment(**office(cast, case), appointment=row, reason="Ill health", on=on)
    row.refresh_from_db()
    assert row.ended_on == (on or TODAY)


def seat_member(cast: Cast, case: Case, on: Day) -> None:
    seating = panel.Seating(cast.police, user=cast.outsider)
    panel.seat_agency(**office(cast, case), seating=seating, on=on)


def excuse_agency(cast: Cast, case: Case, on: Day) -> Model:
    seating = panel.Seating(cast.police, panel.SeatChange.EXCUSED, reason="Knew nobody")
    return panel.seat_agency(**office(cast, case), seating=seating, on=on)


def draft_terms(cast: Cast, case: Case, on: Day) -> Model:
    return panel.draft_terms(**office(cast, case), terms=TERMS)


def revise_terms(cast: Cast, case: Case, on: Day) -> Model:
    return panel.draft_terms(**office(cast, case), terms=TERMS, agreed_on=on or TODAY)


def agree_terms(cast: Cast, case: Case, on: Day) -> None:
    panel.agree_terms(**office(cast, case), terms=TERMS, on=on)


def secure(cast: Cast, case: Case, on: Day) -> None:
    requests.secure_records(**office(cast, case), organisations=(cast.police, cast.health), note="By e-mail", on=on)


def ask_agencies(cast: Cast, case: Case, on: Day) -> None:
    rows = requests.send_requests(**office(cast, case), asks=asks(cast), on=on)
    assert {row.asked_on for row in rows} == {on or TODAY}


def ask_one_more(cast: Cast, case: Case, on: Day) -> Model:
    ask = replace(asks(cast)[0], organisation=cast.refuge)
    return requests.add_request(**office(cast, case), ask=ask, on=on)


def remind(cast: Cast, case: Case, on: Day) -> Model:
    row = InformationRequest.objects.get(case=case, organisation=cast.police)
    requests.chase_request(**office(cast, case), request=row, note="By telephone", on=on)
    assert (row.last_chased_on, row.times_chased) == (on or TODAY, 1)
    return row


def start_panel_work(cast: Cast, case: Case, on: Day) -> None:
    meetings.start_panel_work(**office(cast, case), on=on)


def meet(cast: Cast, case: Case, on: Day) -> Model:
    here, away = PanelSeat.objects.filter(case=case).order_by("pk")
    presences = (meetings.Presence(here, True, "Nothing"), meetings.Presence(away, False))
    meeting = meetings.Meeting(on or TODAY, presences, was_quorate=False, quorum_note="Met again")
    return meetings.record_meeting(**office(cast, case), meeting=meeting)


def start_interviews(cast: Cast, case: Case, on: Day) -> None:
    meetings.start_interviews(**office(cast, case), on=on)


POLICE, HEALTH = "Testshire Police", "Testshire NHS Trust"
REGIME = "dhr_s9_2016"
ACTS = (
    Acted("heard of an agency", S.SCOPING, ask_what_is_known,
          (Told(E.SCOPING_RETURN_RECORDED, {"agency": "test-police", "known": "yes"}),)),
    Acted("an agency looks it up", S.SCOPING, hear_that_it_is_looked_up,
          (Told(E.SCOPING_RETURN_RECORDED, {"agency": "test-police", "known": "checking"}, today=True),)),
    Acted("a partner heard", S.SCOPING, consult,
          (Told(E.PARTNER_CONSULTED, {"agency": "test-police", "view": "no_review", "is_dissent": True}),)),
    Acted("facts recorded", S.SCOPING, record_facts,
          (Told(E.CRITERIA_FACTS_RECORDED, {"section_9": "met", "section_8a": "met"}, today=True),)),
    Acted("Home Office told of a review", S.DECIDED_REVIEW, tell_home_office,
          (Told(E.HO_NOTIFIED, {"sent_to": "Home Office team"}, moved=True),), to=S.HO_NOTIFIED),
    Acted("Home Office told of no review", S.DECIDED_NO_REVIEW, tell_home_office,
          (Told(E.HO_NOTIFIED, {"sent_to": "Home Office team"}, moved=True),), to=S.HO_SCRUTINY),
    Acted("no review accepted", S.HO_SCRUTINY, accept_no_review,
          (Told(E.SCRUTINY_ENDED), Told(E.CLOSED, moved=True)), to=S.CLOSED, reason="Nothing to add"),
    Acted("a review directed", S.HO_SCRUTINY, direct_a_review,
          (Told(E.REVIEW_DIRECTED, moved=True),), to=S.DIRECTED, reason="Hold one"),
    Acted("family told", S.HO_NOTIFIED, tell_family,
          (Told(E.FAMILY_TOLD, {"advocate_offered": True, "is_trial_witness": "no"}, moved=True),),
          to=S.FAMILY_CONTACTED),
    Acted("family told after a direction", S.DIRECTED, tell_family,
          (Told(E.FAMILY_TOLD, {"advocate_offered": True, "is_trial_witness": "no"}, moved=True),),
          to=S.FAMILY_CONTACTED),
    Acted("family told before", S.DECIDED_REVIEW, tell_family_early,
          (Told(E.FAMILY_TOLD, {"advocate_offered": False, "is_trial_witness": "unknown"}),)),
    Acted("interests declared", S.FAMILY_CONTACTED, declare, (Told(E.CONFLICT_DECLARED, {"has_interest": True}),)),
    Acted("a price taken", S.FAMILY_CONTACTED, take_quote, (Told(E.QUOTE_RECORDED),)),
    Acted("an appointment ended", S.CHAIR_APPOINTED, end_the_appointment,
          (Told(E.APPOINTMENT_ENDED, {"post": "Chair and author"}), Told(E.MEMBERSHIP_ENDED, None, today=True)),
          reason="Ill health"),
    Acted("a member seated", S.CHAIR_APPOINTED, seat_member,
          (Told(E.MEMBERSHIP_GRANTED, None, today=True),
           Told(E.PANEL_SEAT_RECORDED, {"agency": POLICE, "change": "sits"}))),
    Acted("an agency excused", S.CHAIR_APPOINTED, excuse_agency,
          (Told(E.PANEL_SEAT_RECORDED, {"agency": POLICE, "change": "excused"}),), reason="Knew nobody"),
    Acted("terms drafted", S.PANEL_FORMED, draft_terms, (Told(E.TERMS_DRAFTED, {"version": 1}, today=True),)),
    Acted("terms agreed", S.PANEL_FORMED, agree_terms,
          (Told(E.TERMS_AGREED, {"version": 1}, moved=True),), to=S.TOR_AGREED),
    Acted("terms revised", S.TOR_AGREED, revise_terms,
          (Told(E.TERMS_DRAFTED, {"version": 2}, today=True), Told(E.TERMS_AGREED, {"version": 2}))),
    Acted("records secured", S.SCOPING, secure,
          (Told(E.RECORDS_SECURED, {"agencies": [POLICE, HEALTH]}, about=False),), reason="By e-mail"),
    Acted("agencies asked", S.TOR_AGREED, ask_agencies,
          (Told(E.IMR_REQUESTED, {"agency": POLICE}), Told(E.IMR_REQUESTED, {"agency": HEALTH}),
           Told(E.INFORMATION_REQUESTED, {"requests": 2}, moved=True, about=False)), to=S.INFO_REQUESTED),
    Acted("one more asked", S.INFO_REQUESTED, ask_one_more, (Told(E.IMR_REQUESTED, {"agency": "Testshire Refuge"}),)),
    Acted("one more asked when all was in", S.INFO_IN, ask_one_more,
          (Told(E.IMR_REQUESTED, {"agency": "Testshire Refuge"}, moved=True),), to=S.INFO_REQUESTED),
    Acted("one more asked while the panel works", S.PANEL_WORK, ask_one_more,
          (Told(E.IMR_REQUESTED, {"agency": "Testshire Refuge"}, moved=True),), to=S.INFO_REQUESTED),
    Acted("one more asked later", S.INTERVIEWS, ask_one_more,
          (Told(E.IMR_REQUESTED, {"agency": "Testshire Refuge"}),)),
    Acted("an agency reminded", S.INFO_REQUESTED, remind,
          (Told(E.REQUEST_CHASED, {"agency": POLICE, "times": 1}),), reason="By telephone"),
    Acted("the panel works", S.INFO_IN, start_panel_work,
          (Told(E.PANEL_WORK_STARTED, moved=True, about=False),), to=S.PANEL_WORK),
    Acted("the panel meets", S.PANEL_WORK, meet,
          (Told(E.PANEL_MET, {"present": 1, "seats": 2, "quorate": False}),), reason="Met again"),
    Acted("interviews begin", S.PANEL_WORK, start_interviews,
          (Told(E.INTERVIEWS_STARTED, moved=True, about=False),), to=S.INTERVIEWS),
)  # fmt: skip  # an act a paragraph


@pytest.mark.parametrize("on", [YESTERDAY, None], ids=["on a day", "today"])
@pytest.mark.parametrize("acted", ACTS, ids=lambda acted: acted.name)
def test_records_what_was_done(cast: Cast, case: Case, acted: Acted, on: Day) -> None:
    check_recorded(cast, case, acted, on)
