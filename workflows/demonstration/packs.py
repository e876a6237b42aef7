"""Which seminar pack does a visitor meet? Planned on two invented reviews and asked for; the worker makes it."""

from dhr_cases.models import PublicRecord, PublicState
from learning.actions.packs import PackPlan, order_pack, plan_pack
from learning.event_terms import EventState
from learning.models import Event
from workflows.demonstration.people import Town

AIMS = ("Know what local reviews have found.", "See a pattern of risk after a separation.", "Take one change back.")
THEMES = ("Separation raises the risk", "Repeated injuries are a pattern", "Ask when the person is alone")
ROUTES = ("Wealdshore independent advisers: 01632 960123, weekdays 9 to 5", "Refuge, day and night: 01632 960456")
MOST = 2


def plan_seminar(town: Town) -> None:
    """Plan the pack of the seminar that is announced, and ask for its files."""
    by = town.accounts["coordinator"]
    event = Event.objects.filter(partnership=town.partnership, state=EventState.OPEN).earliest("pk")
    records = PublicRecord.objects.filter(partnership=town.partnership, state=PublicState.PUBLISHED).order_by("pk")
    plan = PackPlan(
        records=tuple(record.pk for record in records[:MOST]),
        aims="\n".join(AIMS),
        themes="\n".join(THEMES),
        routes="\n".join(ROUTES),
    )
    order_pack(pack=plan_pack(event=event, by=by, plan=plan), by=by)
