"""How are addresses of meetings filled, and what must they answer? Of the own partnership, of another, of none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from dhr_cases.models import Partnership
from dhr_cases.roles import ROLES, SitePermission
from governance.forms.core import GovernanceForm
from governance.forms.registry import FORMS
from governance.models import AgendaItem, GoverningBody, Meeting, MeetingPaperFile, PartnerAnswer, PartnerRequest
from governance.papers.meeting_kinds import MeetingPaperKind
from governance.verbs import VERBS, GovernanceVerb
from tests.access.world import World, team_roles_of

if TYPE_CHECKING:
    from tests.access.addresses import Address, Probe

NO_SUCH_ID = 987654
NO_SUCH_WORD = "no-such-thing"

Provider = Callable[[World, "Probe"], Iterable["Probe"]]
Rows = Callable[[Partnership], QuerySet[Any]]


def _owners(world: World) -> tuple[Partnership, Partnership]:
    return world.cast.partnership, world.far_cast.partnership


def _rows(name: str, rows: Rows) -> Provider:
    """A row of the partnership in the address, one of the partnership elsewhere, and none."""

    def provide(world: World, probe: "Probe") -> "Iterator[Probe]":
        for owner in _owners(world):
            row: Model = rows(owner).earliest("pk")
            yield probe.filled(name, row.pk, owner == probe.about["partnership"], row=row)
        yield probe.filled(name, NO_SUCH_ID, fits=False)

    return provide


def _asked(world: World, probe: "Probe") -> "Iterator[Probe]":
    """A request to the police, one to another body, one of the partnership elsewhere, and none."""
    police = world.cast.police
    rows = [
        PartnerRequest.objects.filter(item__meeting__body__partnership=owner).earliest("pk") for owner in _owners(world)
    ]
    others = PartnerRequest.objects.exclude(organisation=police)
    for row in (*rows, *others[:1]):
        is_theirs = row.item.meeting.body.partnership == world.cast.partnership and row.organisation == police
        yield probe.filled("meeting_request_id", row.pk, is_theirs, row=row)
    yield probe.filled("meeting_request_id", NO_SUCH_ID, fits=False)


def _answer(world: World, probe: "Probe") -> "Iterator[Probe]":
    """The file of an answer of the request or the partnership in the address, one of another, and none."""
    asked = probe.about.get("meeting_request_id")
    for row in PartnerAnswer.objects.exclude(file="").select_related("request__item__meeting__body__partnership"):
        owner = row.request.item.meeting.body.partnership
        fits = row.request == asked if "meeting_request_id" in probe.about else owner == probe.about["partnership"]
        yield probe.filled("partner_answer_id", row.pk, fits)
    yield probe.filled("partner_answer_id", NO_SUCH_ID, fits=False)


def partners_page(address: "Address", probe: "Probe", part: str, world: World) -> frozenset[int]:
    """A partner's person opens what meetings ask of its body in its partnership; for others it is not there."""
    answers = any(SitePermission.ANSWER_MEETINGS in ROLES[role].on_site for role in team_roles_of(part))
    return frozenset({200 if answers and probe.fits else 404})


def _paper(world: World, probe: "Probe") -> "Iterator[Probe]":
    """Every paper of a meeting, and none. The meeting of this world has been held, so it has minutes."""
    for kind in MeetingPaperKind:
        yield probe.filled("meeting_paper", kind.value)
    yield probe.filled("meeting_paper", NO_SUCH_WORD, fits=False)


def _verb(world: World, probe: "Probe") -> "Iterator[Probe]":
    """The acts that have a form, dealt out over the stages of the matrix, and none."""
    verbs = [verb for verb in GovernanceVerb if verb in FORMS]
    for verb in world.dealt(verbs) if probe.fits else verbs[:1]:
        yield probe.filled("governance_verb", verb.value)
    yield probe.filled("governance_verb", NO_SUCH_WORD, fits=False)


def _row(world: World, probe: "Probe") -> "Iterator[Probe]":
    """A row that the act can be about, one of the partnership elsewhere, and none."""
    form = form_of(probe)
    for owner in _owners(world) if form is not None and form.needs_subject else ():
        row = form.subjects(owner).order_by("pk").first() if form else None
        if row is not None:
            yield probe.filled("governance_row", row.pk, owner == probe.about["partnership"])
    yield probe.filled("governance_row", NO_SUCH_ID, fits=False)


PROVIDERS: Mapping[str, Provider] = {
    "body_id": _rows("body_id", lambda owner: GoverningBody.objects.filter(partnership=owner)),
    "meeting_id": _rows("meeting_id", lambda owner: Meeting.objects.filter(body__partnership=owner)),
    "item_id": _rows("item_id", lambda owner: AgendaItem.objects.filter(meeting__body__partnership=owner)),
    "meeting_file_id": _rows(
        "meeting_file_id",
        lambda owner: MeetingPaperFile.objects.filter(paper__item__meeting__body__partnership=owner),
    ),
    "meeting_paper": _paper,
    "meeting_request_id": _asked,
    "partner_answer_id": _answer,
    "governance_verb": _verb,
    "governance_row": _row,
}


def form_of(probe: "Probe") -> type[GovernanceForm] | None:
    """The form of the act in the address; None for one that has none."""
    code = probe.arguments["governance_verb"]
    return FORMS.get(GovernanceVerb(code)) if code in set(GovernanceVerb) else None


def special(address: "Address", probe: "Probe", held: frozenset[SitePermission]) -> tuple[bool, bool]:
    """Whether an act's page is there, and whether it is refused, for who may see the partnership's meetings.

    Who may do an act is asked before which row, so that a refusal says nothing of rows.
    """
    form = form_of(probe)
    if form is None:
        return False, False
    if VERBS[form.verb].permission not in held:
        return False, True
    return probe.fits and form.needs_subject == ("governance_row" in probe.arguments), False
