"""Which bodies, meetings and items do tests of governance speak of? Made through the actions, like everything else."""

import datetime

from django.utils import timezone

from governance.actions import agenda, bodies, forward_plan, meetings, minutes, partner_requests, resolutions
from governance.actions.agenda import ItemFacts
from governance.actions.bodies import BodyFacts
from governance.actions.forward_plan import PlanFacts
from governance.actions.meetings import MeetingFacts
from governance.actions.partner_requests import Ask
from governance.actions.resolutions import LimbFacts
from governance.models import AgendaItem, GoverningBody, Meeting, PartnerRequest
from governance.resolution_types import ResolutionType
from tests.conftest import Cast
from tests.files import upload

WORDS = "the update be noted."


def today() -> datetime.date:
    """Today, as the acts have it."""
    return timezone.localdate()


def days_ago(days: int) -> datetime.date:
    """So many days before today; a negative number lies ahead."""
    return today() - datetime.timedelta(days=days)


def a_body(cast: Cast, name: str = "Testshire Community Safety Partnership", first_minute: int = 1) -> GoverningBody:
    """A body that meets."""
    facts = BodyFacts(name=name, short_name=name.split(maxsplit=1)[0], first_minute=first_minute, purpose="Safety")
    return bodies.set_up_body(partnership=cast.partnership, by=cast.coordinator, facts=facts)


def planned(cast: Cast, body: GoverningBody, on: datetime.date) -> Meeting:
    """A meeting in the calendar."""
    return meetings.plan_meeting(body=body, by=cast.coordinator, facts=MeetingFacts(on=on, place="Room 1"))


def an_item(cast: Cast, meeting: Meeting, title: str = "Review update", part: str = "D") -> AgendaItem:
    """An item on the agenda that all may read."""
    return agenda.add_item(meeting=meeting, by=cast.coordinator, facts=ItemFacts(part=part, title=title))


def held(cast: Cast, body: GoverningBody, on: datetime.date) -> tuple[Meeting, AgendaItem]:
    """A meeting that took place with one item."""
    meeting = planned(cast, body, on)
    item = an_item(cast, meeting)
    meetings.send_agenda(meeting=meeting, by=cast.coordinator, on=on)
    meetings.hold_meeting(meeting=meeting, by=cast.coordinator)
    item.meeting = meeting
    return meeting, item


def drafted(cast: Cast, body: GoverningBody, on: datetime.date) -> tuple[Meeting, AgendaItem]:
    """A meeting whose minutes bear their numbers."""
    meeting, item = held(cast, body, on)
    minutes.write_minute(item=item, by=cast.coordinator, discussion="The officer gave an update.")
    minutes.draft_minutes(meeting=meeting, by=cast.coordinator)
    item.refresh_from_db()
    return meeting, item


def noted(cast: Cast, item: AgendaItem, kind: ResolutionType = ResolutionType.NOTE) -> None:
    """A resolution of one limb on the item."""
    resolutions.resolve(item=item, by=cast.coordinator, words=WORDS, limb=LimbFacts(kind=kind))


def furnished(cast: Cast) -> Meeting:
    """A meeting held, with one row of every kind that an act can be about."""
    by, body = cast.coordinator, a_body(cast)
    bodies.add_body_member(body=body, by=by, name="Councillor Invented", starts_on=days_ago(400))
    facts = PlanFacts(title="Yearly report", due_on=days_ago(-200))
    forward_plan.plan_item(body=body, by=by, facts=facts)
    meeting, item = held(cast, body, days_ago(30))
    agenda.expect_meeting_paper(item=item, by=by, title="Report", upload=upload())
    noted(cast, item)
    minutes.record_question(item=item, by=by, text="How many reviews are there?")
    partner_requests.ask_partner(item=item, by=by, asking=Ask(cast.police, "to say what it will do"))
    return meeting


def asked(cast: Cast, item: AgendaItem, due: datetime.date | None = None) -> PartnerRequest:
    """The police are asked at an item."""
    return partner_requests.ask_partner(
        item=item, by=cast.coordinator, asking=Ask(cast.police, "to report on training", due)
    )
