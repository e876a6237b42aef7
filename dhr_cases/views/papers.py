"""Which papers of a case may this person see, and may they have this file? The papers page and the download."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.actions.paper_orders import makeable
from dhr_cases.actions.papers import open_paper
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material, may_see
from dhr_cases.errors import NotPermitted
from dhr_cases.models import Case, Paper, PaperVersion
from dhr_cases.paper_kinds import KINDS, Marking, PaperKind
from dhr_cases.permissions import roles_on
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.submission_set import all_sent
from dhr_cases.verbs import Verb
from dhr_cases.views.downloads import stored_download
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import offered

ACTS = (Verb.ADD_DRAFT, Verb.ADD_PAPER)
HEADS = (
    {"label": "Paper and version"},
    {"label": "From"},
    {"label": "Added"},
    {"label": "Size", "is_figure": True},
    {"label": "Marking"},
    {"label": "What changed"},
)


@dataclass
class Group:
    """The papers of one kind: a table of their versions, newest first."""

    caption: str
    rows: list[dict[str, object]] = field(default_factory=list)


def visible_kinds(roles: Iterable[Role], standing: Stage) -> tuple[PaperKind, ...]:
    """Kinds of paper that one of the roles sees while a case stands at the stage."""
    held = tuple(roles)
    return tuple(kind for kind in PaperKind if may_see(held, KINDS[kind].material, standing))


@case_page(Material.STATUS)
def case_papers(request: SignedInRequest, case: Case) -> HttpResponse:
    """The papers of one case that the person may see now."""
    roles = roles_on(request.user, case)
    sent = all_sent(case) if may_see(roles, Material.SUBMISSION, case.standing) else frozenset()
    context = {
        "case": case,
        "heads": HEADS,
        "groups": _groups(case, visible_kinds(roles, case.standing), sent),
        "offers": offered(request.user, case, ACTS),
        "can_make": bool(makeable(request.user, case)),
    }
    return render(request, "cases/papers.html", context)


def _groups(case: Case, kinds: tuple[PaperKind, ...], sent: frozenset[int]) -> list[Group]:
    """Papers of the kinds, and of other kinds the versions that were sent to the Home Office."""
    papers = Paper.objects.filter(case=case).select_related("organisation")
    by_kind: dict[str, Group] = {kind: Group(KINDS[kind].label) for kind in PaperKind}
    for paper in papers.prefetch_related("versions__added_by"):
        seen = _seen(paper, all_of_it=paper.kind in kinds, sent=sent)
        by_kind[paper.kind].rows += [_row(case, paper, version) for version in seen]
    return [group for group in by_kind.values() if group.rows]


def _seen(paper: Paper, *, all_of_it: bool, sent: frozenset[int]) -> list[PaperVersion]:
    """Versions of a paper, newest first: all of them, or those that were sent."""
    seen = [version for version in paper.versions.all() if all_of_it or version.pk in sent]
    return sorted(seen, key=lambda version: -version.number)


def _row(case: Case, paper: Paper, version: PaperVersion) -> dict[str, object]:
    at = timezone.localtime(version.added_at)
    return {
        "url": reverse("paper_file", args=(case.reference, version.pk)),
        "cells": (
            {"text": f"{paper.title}, version {version.number}"},
            {"text": str(paper.organisation) if paper.organisation else "Partnership or chair"},
            {"text": f"{long_date(at)} by {version.added_by}"},
            {"text": filesizeformat(version.size), "is_figure": True},
            {"text": Marking(version.marking).label},
            {"text": version.note or "not noted"},
        ),
    }


@case_page(Material.STATUS)
@require_GET
def paper_file(request: SignedInRequest, case: Case, version_id: int) -> HttpResponseBase:
    """The file of one version as a download, for those who see its kind now; the opening is recorded."""
    versions = PaperVersion.objects.filter(paper__case=case).select_related("paper")
    version: PaperVersion = get_object_or_404(versions, pk=version_id)
    try:
        opened = open_paper(case=case, by=request.user, version=version)
    except NotPermitted as refusal:
        raise Http404 from refusal
    return stored_download(opened, version.file_name)
