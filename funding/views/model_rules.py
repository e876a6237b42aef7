"""How are the rules of a draft edited, one at a time, without a script?

Every change is one act. The page says which state of the draft it was made from, so that two people at once do not
move each other's rules.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dhr_cases.errors import ReviewError
from dhr_cases.models import Organisation, Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from funding.actions.funding_models import change_model, draft_of, mark_of
from funding.forms.model_rules import RULE_FORMS, RuleForm
from funding.models import ModelVersion
from funding.proposed_shares import parties_of
from funding.rules import RULES, RuleType
from funding.terms import VersionState
from funding.version_words import rules_in_words
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import page_url
from funding.years import FinancialYear

Item = TypeVar("Item")


@funding_page(SitePermission.MANAGE_FUNDING)
def funding_model_rules(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, row_id: int
) -> HttpResponse:
    """The rules of a draft with a form for one of them, chosen by ``add`` (a kind) or ``edit`` (a number)."""
    drafts = ModelVersion.objects.filter(model__partnership=partnership, state=VersionState.DRAFT)
    version = get_object_or_404(drafts.select_related("model__partnership", "underwriter"), pk=row_id)
    url = page_url("funding_model_rules", partnership, year, version.pk)
    form, place = _form(request, version)
    if request.method == "POST" and (form is None or form.is_valid()):
        _try_change(request, version, form, place)
        return redirect(url)
    context = {
        **_context(version, form),
        "is_new": place is None,
        "done_url": page_url("funding_model", partnership, year, version.pk),
        "own_url": url,
    }
    framed = frame(partnership, year, "funding_models", **context)
    return render(request, "funding/model_rules.html", framed, status=_status(form))


def _status(form: RuleForm | None) -> int:
    return 422 if form is not None and form.errors else 200


def _context(version: ModelVersion, form: RuleForm | None) -> dict[str, Any]:
    return {
        "version": version,
        "form": form,
        "rules": list(enumerate(rules_in_words(version), start=1)),
        "parties": parties_of(version),
        "kinds": [{"code": kind.value, "row": row} for kind, row in RULES.items()],
        "chosen": RULES[form.kind] if form else None,
        "seen": mark_of(version),
    }


def _form(request: SignedInRequest, version: ModelVersion) -> tuple[RuleForm | None, int | None]:
    """The form of the rule chosen in the address, and its place; none where no rule is chosen."""
    posted = request.POST if request.POST.get("do") == "save" else None
    rule, place = _chosen(request.GET, version.rules)
    if rule is None or (request.method == "POST" and posted is None):
        return None, None
    made = RULE_FORMS[RuleType(rule["type"])]
    return made(posted, parties=parties_of(version), rule=rule), place


def _chosen(asked: Mapping[str, str], rules: Sequence[dict[str, Any]]) -> tuple[dict[str, Any] | None, int | None]:
    if asked.get("add") in list(RuleType):
        return {"type": asked["add"]}, None
    number = asked.get("edit", "")
    if number.isdecimal() and 1 <= int(number) <= len(rules):
        return rules[int(number) - 1], int(number) - 1
    return None, None


def _try_change(request: SignedInRequest, version: ModelVersion, form: RuleForm | None, place: int | None) -> None:
    """Make the change, or say why it is refused."""
    try:
        _change(request, version, form, place)
    except ReviewError as refusal:
        messages.error(request, refusal.sentence)


def _change(request: SignedInRequest, version: ModelVersion, form: RuleForm | None, place: int | None) -> None:
    rules, parties = list(version.rules), parties_of(version)
    if form is None:
        rules, parties = _moved(request.POST.get("do", ""), rules, parties)
    elif place is None:
        rules.append(form.as_rule())
    else:
        rules[place] = form.as_rule()
    draft = draft_of(version, rules=rules, parties=parties)
    change_model(version=version, by=request.user, draft=draft, seen=request.POST.get("seen", ""))
    messages.success(request, "The draft is changed.")


def _moved(
    what: str, rules: list[dict[str, Any]], parties: list[Organisation]
) -> tuple[list[dict[str, Any]], list[Organisation]]:
    """The rules and partners after a button such as "up-2", "remove-1" or "first-3". Raises Http404 for no button."""
    act, _, number = what.partition("-")
    if act not in _BUTTONS or not number.isdecimal():
        raise Http404
    place = int(number) - 1
    if act == "party":
        return rules, _up(parties, place)
    return _BUTTONS[act](rules, place), parties


def _up(items: list[Item], place: int) -> list[Item]:
    if not 1 <= place < len(items):
        return items
    return [*items[: place - 1], items[place], items[place - 1], *items[place + 1 :]]


def _without(items: list[Item], place: int) -> list[Item]:
    return [item for number, item in enumerate(items) if number != place]


_BUTTONS: Mapping[str, Callable[[list[Any], int], list[Any]]] = {"up": _up, "party": _up, "remove": _without}
"""What each button of the page does to a list; "party" moves a partner up."""
