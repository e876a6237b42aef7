"""How far is the pack of an event, what does it tell of, and which files does it have?"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.deadlines import long_date
from dhr_cases.models import OrderState, Partnership, User
from dhr_cases.release_gate import NotServed
from dhr_cases.roles import SitePermission
from dhr_cases.views.downloads import download
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from dhr_cases.views.team_gate import team_page
from learning.actions.packs import has_part_besides_auditor
from learning.models import Event, PackEdition, PackFile, PackOrder, SeminarPack
from learning.pack_checks import faults_of, left_out
from learning.pack_gate import (
    EditionState,
    authors_of,
    findings_of,
    newest_edition,
    standing_approvals,
    state_of,
    stored_bytes,
    told_of,
)
from learning.pack_lines import lines_of
from learning.pack_terms import PARTS, PackPart
from learning.papers.pack.material import material_of
from learning.papers.pack.reading import themes_told
from learning.verbs import LearningVerb
from learning.views.events import one_event
from learning.views.frame import frame
from learning.views.offers import Offer, offered

V = LearningVerb
FILE_HEADS = heads("File", "For what", "Size", figures=("Size",))
FINDING_HEADS = heads("Words", "File", "Where", "Around them")
MOST_FINDINGS = 200
LABELS = {
    "aims": "Aims",
    "practice": "What people can do",
    "questions": "Questions of the exercise",
    "routes": "Where to refer here",
}
USUAL = {
    "aims": "None, so there is no slide of aims",
    "practice": "The three usual points",
    "questions": "The four usual questions",
    "routes": "National lines of help only",
}
"""What a pack has where nothing is written."""


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def event_pack(request: SignedInRequest, partnership: Partnership, event: str) -> HttpResponse:
    """The pack of one event: what it tells of, what is missing, its newest files and who approved them."""
    found = one_event(partnership, event)
    pack = SeminarPack.objects.filter(event=found).select_related("event__partnership").first()
    crumbs = {"label": found.title, "url": reverse("event", args=(partnership.code, found.code))}
    context = frame(
        partnership,
        "events",
        crumbs,
        heading="Seminar pack",
        event=found,
        pack=pack,
        templates_url=reverse("slide_templates", args=(partnership.code,)),
        offers=_offers(request, found, pack),
        leads=_leading(pack),
        **(_told(pack) if pack else {}),
        **(_made(pack) if pack else {}),
    )
    return render(request, "learning/pack.html", context)


def _offers(request: SignedInRequest, event: Event, pack: SeminarPack | None) -> list[Offer]:
    """Plan and make for those who manage; approve and take back for those who may and have not, or have."""
    partnership, back = event.partnership, request.path
    offers = offered(request.user, partnership, (V.PLAN_PACK,), event, back)
    if pack is None:
        return offers
    offers += offered(request.user, partnership, (V.ORDER_PACK,), pack, back)
    edition = newest_edition(pack)
    if edition is not None:
        offers += offered(request.user, partnership, _approving(request.user, edition), edition, back)
    return offers


def _leading(pack: SeminarPack | None) -> tuple[V, ...]:
    """Plan it, have it made, approve it: what comes next."""
    if pack is None:
        return (V.PLAN_PACK,)
    return (V.APPROVE_PACK,) if newest_edition(pack) else (V.ORDER_PACK,)


def _approving(person: User, edition: PackEdition) -> tuple[LearningVerb, ...]:
    """Approve, or take back for who has approved; nothing for an author or an auditor."""
    if person.pk in {row.by_id for row in standing_approvals(edition)}:
        return (V.WITHDRAW_PACK_APPROVAL,)
    may_not = person.pk in authors_of(edition) or not has_part_besides_auditor(person, edition.pack.event.partnership)
    return () if may_not else (V.APPROVE_PACK,)


def _told(pack: SeminarPack) -> dict[str, Any]:
    """What the pack tells of, and what keeps it from being made."""
    reviews, material = told_of(pack), material_of(pack)
    themes = themes_told(material)
    agreed = [each.record.title for each in reviews if each.has_family_agreed]
    rows = [
        {"label": "Reviews", "value": "\n".join(each.record.title for each in reviews)},
        {"label": "Family’s words from", "value": "\n".join(agreed) or "None"},
        {"label": "Themes", "value": "\n".join(f"{theme.name} ({len(theme.said)} quoted)" for theme in themes)},
        *({"label": label, "value": _written(pack, name)} for name, label in LABELS.items()),
    ]
    return {"rows": rows, "faults": faults_of(material), "left_out": left_out(material)}


def _written(pack: SeminarPack, name: str) -> str:
    return "\n".join(lines_of(getattr(pack, name))) or USUAL[name]


def _made(pack: SeminarPack) -> dict[str, Any]:
    """How the last order stands, and the newest edition with its files."""
    order = PackOrder.objects.filter(pack=pack).order_by("-pk").first()
    told: dict[str, Any] = {"order": order, "is_waiting": _is_waiting(order)}
    edition = newest_edition(pack)
    if edition is None:
        return told
    files = list(edition.files.order_by("pk"))
    findings, state = _findings(files), state_of(edition)
    return told | {
        "edition": edition,
        "made_on": long_date(timezone.localtime(edition.made_at).date()),
        "state": state,
        "approved": _approved(state),
        "files": [_file(pack.event, file) for file in files],
        "file_heads": FILE_HEADS,
        "findings": findings[:MOST_FINDINGS],
        "findings_left": max(len(findings) - MOST_FINDINGS, 0),
        "finding_heads": FINDING_HEADS,
    }


def _is_waiting(order: PackOrder | None) -> bool:
    return order is not None and order.state in (OrderState.WAITING, OrderState.BUILDING)


def _approved(state: EditionState) -> list[str]:
    return [f"{row.by}, {long_date(timezone.localtime(row.at).date())}" for row in state.approvals]


def _file(event: Event, file: PackFile) -> Row:
    url = reverse("pack_file", args=(event.partnership.code, event.code, file.pk))
    ending = file.file_name.rpartition(".")[2].upper()
    size = {"text": f"{max(1, round(file.size / 1024))} KB", "is_figure": True}
    return row(f"{file.label} ({ending})", PARTS[PackPart(file.part)].purpose, size, url=url)


def _findings(files: list[PackFile]) -> list[Row]:
    """Every word to judge once a handout: its Word file and its PDF say the same."""
    found = {(file.label, each.words): (file, each) for file in files for each in findings_of(file)}
    return [row(each.words, file.label, each.where, each.context) for file, each in found.values()]


@team_page(SitePermission.VIEW_LEARNING)
@require_GET
def pack_file(request: SignedInRequest, partnership: Partnership, event: str, pack_file_id: int) -> HttpResponse:
    """One file as a download; "draft-" stands before the name of one that is not approved by two people."""
    rows = PackFile.objects.filter(edition__pack__event=one_event(partnership, event))
    file: PackFile = get_object_or_404(rows.select_related("edition__pack__event__partnership"), pk=pack_file_id)
    try:
        content = stored_bytes(file)
    except NotServed as refusal:
        raise Http404 from refusal
    name = file.file_name if state_of(file.edition).is_released else f"draft-{file.file_name}"
    return download(content, name)
