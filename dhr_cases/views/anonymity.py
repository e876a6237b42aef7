"""Which words of this case are protected, what is printed instead, and what is still missing?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dhr_cases.anonymisation.register import RegisterRow, register_of
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.forms.anonymity import ProtectManyForm
from dhr_cases.models import Case, LegalHold, ProtectedToken, SectionState, User
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.permissions import can
from dhr_cases.pseudonyms import Gap, gaps_of
from dhr_cases.report_sections import SECTIONS
from dhr_cases.report_texts import CurrentText, current_texts
from dhr_cases.verbs import Verb
from dhr_cases.views.acts import show_act
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.names import shown_until
from dhr_cases.views.offers import act_url, offered
from dhr_cases.views.sentences import in_sentences

COVERED = "covered"
STATES = {SectionState.DRAFTING: "running", SectionState.READY: "due_soon", SectionState.AGREED: "done"}


@case_page(Material.ANONYMITY)
def case_anonymity(request: SignedInRequest, case: Case) -> HttpResponse:
    """The register of protected words, covered unless names are shown."""
    until = shown_until(request, case)
    may_write = can(Verb.PROTECT_WORDS, request.user, case)
    context = {
        "case": case,
        "shown_until": until,
        "names_url": names_url(case),
        **_register(case, is_shown=until is not None, may_write=may_write),
        "gaps": _gaps(request.user, case),
        "ended": ProtectedToken.objects.filter(case=case, is_retired=True).count(),
        "list_url": reverse("case_anonymity_list", args=[case.reference]) if may_write else "",
        "papers": _papers(case),
        "pasted_url": reverse("anonymity_pasted", args=[case.reference]),
        "holds": [_hold(case, hold) for hold in LegalHold.objects.filter(case=case)],
        "offers": offered(request.user, case, (Verb.PROTECT_WORDS,)),
        "hold_offers": offered(request.user, case, (Verb.START_LEGAL_HOLD,)),
        "may_end_holds": can(Verb.END_LEGAL_HOLD, request.user, case),
    }
    return render(request, "cases/anonymity.html", context)


@case_page(Material.ANONYMITY)
def case_anonymity_list(request: SignedInRequest, case: Case) -> HttpResponse:
    """Protect many words at once."""
    return show_act(request, case, ProtectManyForm)


def names_url(case: Case) -> str:
    """Where names are shown and covered again, back to the register."""
    return reverse("case_anonymity_names", args=[case.reference])


def _register(case: Case, *, is_shown: bool, may_write: bool) -> dict[str, Any]:
    """The protected words, and apart from them the names of those who work on the review."""
    register = register_of(case)
    rows = [_row(case, row, is_shown=is_shown, may_write=may_write) for row in register if not _is_staff(row)]
    return {"rows": rows, "staff": [_shown(row, is_shown=is_shown)["words"] for row in register if _is_staff(row)]}


def _is_staff(row: RegisterRow) -> bool:
    return row.person is None and row.recorded is None


def _row(case: Case, row: RegisterRow, *, is_shown: bool, may_write: bool) -> dict[str, Any]:
    return {
        "kind": row.token.kind.label,
        **_shown(row, is_shown=is_shown),
        "count": len(row.token.spellings),
        "replacement": row.token.replacement,
        "source": f"{row.source}, {row.person}" if row.recorded and row.person else row.source,
        **_ways_to_mend(case, row.recorded if may_write else None),
    }


def _shown(row: RegisterRow, *, is_shown: bool) -> dict[str, Any]:
    """The words and the other ways they are written, or their cover."""
    if not is_shown:
        return {"words": COVERED, "others": []}
    return {"words": row.token.value, "others": list(row.token.spellings[1:])}


def _ways_to_mend(case: Case, by_hand: ProtectedToken | None) -> dict[str, str]:
    if by_hand is None:
        return {"change_url": "", "end_url": ""}
    return {
        "change_url": act_url(case, Verb.PROTECT_WORDS, by_hand),
        "end_url": act_url(case, Verb.END_PROTECTION, by_hand),
    }


def _gaps(user: User, case: Case) -> list[dict[str, str]]:
    return [_gap(case, gap, may_correct=can(Verb.CORRECT, user, case)) for gap in gaps_of(case)]


def _gap(case: Case, gap: Gap, *, may_correct: bool) -> dict[str, str]:
    is_mendable = gap.person is not None and may_correct
    url = reverse("case_person_correct", args=[case.reference, gap.person.pk]) if gap.person and is_mendable else ""
    return {"text": gap.sentence, "url": url}


def _papers(case: Case) -> list[dict[str, Any]]:
    """Every paper with the sections in which something is written."""
    written = ((kind, _written(case, kind)) for kind in SECTIONS)
    return [
        {"label": KINDS[kind].label, "tasks": [_task(case, kind.value, text) for text in texts]}
        for kind, texts in written
        if texts
    ]


def _written(case: Case, kind: PaperKind) -> list[CurrentText]:
    return [text for text in current_texts(case, kind) if text.is_written]


def _task(case: Case, kind: str, text: CurrentText) -> dict[str, str]:
    return {
        "label": text.heading,
        "hint": f"Version {text.number}",
        "url": reverse("anonymity_section", args=[case.reference, kind, text.code]),
        "state": STATES.get(text.state, "todo"),
        "status": text.state.label,
    }


def _hold(case: Case, hold: LegalHold) -> dict[str, str]:
    texts = (
        f"Since {long_date(hold.starts_on)}",
        hold.reason,
        f"Asked for by {hold.asked_by}" if hold.asked_by else "",
        f"Ended on {long_date(hold.ends_on)}: {hold.end_reason}" if hold.ends_on else "",
    )
    return {
        "text": in_sentences(*texts),
        "end_url": "" if hold.ends_on else act_url(case, Verb.END_LEGAL_HOLD, hold),
    }
