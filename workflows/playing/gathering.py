"""How do the agencies' returns come in, and how does the panel work on them?"""

import datetime

from dhr_cases.actions import core, meetings, requests, returns
from dhr_cases.models import InformationRequest
from dhr_cases.policies.panel import seats_now
from dhr_cases.request_states import OPEN_STATES, AnswerKind
from dhr_cases.verbs import Verb
from workflows.drive import take_step
from workflows.playing.company import AgencyPeople
from workflows.playing.play import Play

WEEKS_TO_ANSWER = 8
"""Suggested time for an agency's return. Source: local default of the policy clock imr_return [D]."""


def send_requests(play: Play) -> None:
    """Every agency of the panel is asked for its chronology and report."""
    by = play.company.coordinator
    due = core.today() + datetime.timedelta(weeks=WEEKS_TO_ANSWER)
    asks = [
        requests.Ask(organisation=agency.organisation, asks_for="Your chronology and report.", due_on=due)
        for agency in play.company.agencies
    ]
    take_step(
        play.case,
        Verb.SEND_REQUESTS,
        by,
        lambda: requests.send_requests(case=play.case, by=by, asks=asks),
    )


def answer(play: Play, agency: AgencyPeople, kind: AnswerKind = AnswerKind.IMR) -> InformationRequest:
    """One agency's author writes, its senior signs off."""
    request: InformationRequest = InformationRequest.objects.get(case=play.case, organisation=agency.organisation)
    text = "" if kind is AnswerKind.NIL else "Contact, analysis and what has changed since."
    returns.answer_request(request=request, by=agency.author, kind=kind, text=text, is_author_independent=True)
    returns.sign_off_return(request=request, by=agency.contact)
    return request


def gather_returns(play: Play) -> None:
    """Every agency answers and every return is accepted; with the last one the review goes on."""
    for agency in play.company.agencies:
        is_open = InformationRequest.objects.filter(
            case=play.case, organisation=agency.organisation, state__in=OPEN_STATES
        ).exists()
        if is_open:
            request = answer(play, agency)
            requests.accept_return(case=play.case, by=play.company.chair, request=request)


def start_panel_work(play: Play) -> None:
    """The panel starts its work and meets on the days that are known."""
    chair = play.company.chair
    take_step(play.case, Verb.START_PANEL_WORK, chair, lambda: meetings.start_panel_work(case=play.case, by=chair))
    for day in play.story.meetings:
        meet(play, day)


def meet(play: Play, day: datetime.date) -> None:
    """The panel meets, every seat present."""
    seats = [seat for seat in seats_now(play.case) if seat.is_filled]
    meeting = meetings.Meeting(
        on=day, presences=[meetings.Presence(seat=seat, was_present=True) for seat in seats], place="online"
    )
    meetings.record_meeting(case=play.case, by=play.company.chair, meeting=meeting)


def start_interviews(play: Play) -> None:
    """The chair starts to see family, friends and others."""
    chair = play.company.chair
    take_step(play.case, Verb.START_INTERVIEWS, chair, lambda: meetings.start_interviews(case=play.case, by=chair))
