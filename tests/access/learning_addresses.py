"""How are addresses of learning filled, and what must they answer? Of the own partnership, of another, of none."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from learning.forms.core import LearningForm
from learning.forms.registry import FORMS
from learning.models import Attendee, Booking, Event
from learning.papers.event_kinds import EventPaper
from learning.verbs import VERBS, LearningVerb
from tests.access.world import World

if TYPE_CHECKING:
    from tests.access.addresses import Address, Probe

NO_SUCH_ID = 987654
NO_SUCH_WORD = "no-such-thing"


def owners(world: World) -> tuple[Partnership, Partnership]:
    """The cast's own partnership and the one elsewhere."""
    return world.cast.partnership, world.far_cast.partnership


def event(world: World, probe: "Probe") -> "Iterator[Probe]":
    """An event of each partnership, and none; where the address names no partnership each fits."""
    home = probe.about.get("partnership")
    for owner in owners(world):
        row = Event.objects.filter(partnership=owner).earliest("pk")
        yield probe.filled("event", row.code, home is None or owner == home, row=row)
    yield probe.filled("event", NO_SUCH_WORD, fits=False)


def booking_id(world: World, probe: "Probe") -> "Iterator[Probe]":
    """A booking of each partnership, and none."""
    for owner in owners(world):
        row = Booking.objects.filter(event__partnership=owner).earliest("pk")
        yield probe.filled("booking_id", row.pk, row.event == probe.about["event"])
    yield probe.filled("booking_id", NO_SUCH_ID, fits=False)


def event_paper(world: World, probe: "Probe") -> "Iterator[Probe]":
    """Every paper of an event, and none."""
    for kind in EventPaper:
        yield probe.filled("event_paper", kind.value)
    yield probe.filled("event_paper", NO_SUCH_WORD, fits=False)


def token(world: World, probe: "Probe") -> "Iterator[Probe]":
    """The secret of a booking, and none. It opens nothing but that booking."""
    yield probe.filled("token", Attendee.objects.earliest("pk").token)
    yield probe.filled("token", NO_SUCH_WORD, fits=False)


def learning_verb(world: World, probe: "Probe") -> "Iterator[Probe]":
    """The acts that have a form, dealt out over the stages of the matrix, and none."""
    verbs = [verb for verb in LearningVerb if verb in FORMS]
    for verb in world.dealt(verbs) if probe.fits else verbs[:1]:
        yield probe.filled("learning_verb", verb.value)
    yield probe.filled("learning_verb", NO_SUCH_WORD, fits=False)


def learning_row(world: World, probe: "Probe") -> "Iterator[Probe]":
    """A row that the act can be about, one of the partnership elsewhere, and none."""
    form = form_of(probe)
    for owner in owners(world) if form is not None and form.needs_subject else ():
        row = form.subjects(owner).order_by("pk").first() if form else None
        if row is not None:
            yield probe.filled("learning_row", row.pk, owner == probe.about["partnership"])
    yield probe.filled("learning_row", NO_SUCH_ID, fits=False)


def form_of(probe: "Probe") -> type[LearningForm] | None:
    """The form of the act in the address; None for one that has none."""
    code = probe.arguments["learning_verb"]
    return FORMS.get(LearningVerb(code)) if code in set(LearningVerb) else None


def special(address: "Address", probe: "Probe", held: frozenset[SitePermission]) -> tuple[bool, bool]:
    """Whether a page of learning is there, and whether it is refused, for who may see the partnership's learning.

    Who may do an act is asked before which row, so that a refusal says nothing of rows.
    """
    if probe.arguments.get("event_paper") == EventPaper.CERTIFICATES:
        return SitePermission.MANAGE_LEARNING in held and probe.fits, False
    if "learning_verb" not in probe.arguments:
        return probe.fits, False
    form = form_of(probe)
    if form is None:
        return False, False
    if VERBS[form.verb].permission not in held:
        return False, True
    return probe.fits and form.needs_subject == ("learning_row" in probe.arguments), False
