"""By which rules do partners pay, what would they pay by them, and what has changed since the version before?"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from funding.actions.funding_models import drafters_of
from funding.forms.model_rules import ExampleForm
from funding.models import ModelVersion
from funding.money import in_words, pounds
from funding.proposed_shares import ProposedShare, parties_of, proposed_shares, shares_of_cost
from funding.queries import versions_in_force
from funding.terms import MODEL_BASES, PART_YEARS, CostClass, ModelBasis, PartYear, VersionState
from funding.verbs import FundingVerb
from funding.version_words import differences, rules_in_words, version_before, without_a_rule
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import Offer, offered, page_url
from funding.years import FinancialYear

V = FundingVerb
STATES = {VersionState.DRAFT: "running", VersionState.IN_FORCE: "met", VersionState.REPLACED: "done"}
SHARE_HEADS = heads("Partner", "Pays", "By rule", figures=("Pays",))


@funding_page()
def funding_models(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """Every model with its versions; which of them rule the year."""
    versions = ModelVersion.objects.filter(model__partnership=partnership).select_related("model")
    ruling = list(versions_in_force(partnership, year))
    context = {
        "heads": heads("Version", "Years", "State", "Agreed at", f"Rules {year.label}"),
        "models": list(_by_model(versions.order_by("model__name", "-number"), ruling, partnership, year)),
        "drafts": [
            {"label": str(version), "url": page_url("funding_model", partnership, year, version.pk)}
            for version in versions
            if version.state == VersionState.DRAFT
        ],
        "has_none": not ruling,
        "offers": offered(request.user, partnership, year, [V.DRAFT_MODEL]),
    }
    return render(request, "funding/models.html", frame(partnership, year, "funding_models", **context))


def _by_model(
    versions: Iterable[ModelVersion], ruling: list[ModelVersion], partnership: Partnership, year: FinancialYear
) -> Iterable[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for version in versions:
        entry = found.setdefault(version.model_id, {"model": version.model, "rows": []})
        entry["rows"].append(
            row(
                f"Version {version.number}",
                version.years,
                {"text": version.get_state_display(), "state": STATES[VersionState(version.state)]},
                _agreed(version),
                "yes" if version in ruling else "no",
                url=page_url("funding_model", partnership, year, version.pk),
            )
        )
    return found.values()


def _agreed(version: ModelVersion) -> str:
    day = long_date(version.met_on) if version.met_on else ""
    minute = f"minute {version.minute}" if version.minute else ""
    return ", ".join(filter(None, (version.meeting, day, minute)))


@funding_page()
def funding_model(request: SignedInRequest, partnership: Partnership, year: FinancialYear, row_id: int) -> HttpResponse:
    """One version: its terms, rules in words, what it changes, and what it would have partners pay."""
    rows = ModelVersion.objects.filter(model__partnership=partnership).select_related("model", "underwriter")
    version = get_object_or_404(rows, pk=row_id)
    before = version_before(version)
    context = {
        "version": version,
        "terms": list(_terms(version)),
        "parties": parties_of(version),
        "rules": rules_in_words(version),
        "unnamed": without_a_rule(version),
        "before": before,
        "differences": differences(before, version) if before else [],
        "offers": _offers(request, partnership, year, version),
        "leads": (V.ADOPT_MODEL, V.START_ROUND),
        "share_heads": SHARE_HEADS,
        **_example(request, version),
        **_of_the_year(version, year),
    }
    return render(request, "funding/model.html", frame(partnership, year, "funding_models", **context))


def _terms(version: ModelVersion) -> Iterable[dict[str, object]]:
    who = version.adopted_by.full_name if version.adopted_by else ""
    adopted = f"{long_date(version.adopted_on)}, {who}" if version.adopted_on else "not yet"
    yield {"label": "Years", "value": version.years}
    yield {"label": "Rules are applied to", "value": MODEL_BASES[ModelBasis(version.basis)]}
    yield {"label": "A year in which a body ends", "value": PART_YEARS[PartYear(version.part_year)]}
    yield {"label": "What is left is carried by", "value": version.underwriter or "nobody"}
    yield {"label": "Agreed at", "value": _agreed(version)}
    yield {"label": "Brought into force", "value": adopted}
    yield {"label": "Why", "value": version.reason}


def _offers(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, version: ModelVersion
) -> list[Offer]:
    if version.state == VersionState.DRAFT:
        return _draft_offers(request, partnership, year, version)
    if version.covers_year(year.start):
        return offered(request.user, partnership, year, [V.START_ROUND])
    return []


def _draft_offers(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, version: ModelVersion
) -> list[Offer]:
    """Change it, its rules beside it; whoever has not drafted it brings it into force."""
    verbs = [V.CHANGE_MODEL] + ([] if request.user.pk in drafters_of(version) else [V.ADOPT_MODEL])
    found = offered(request.user, partnership, year, verbs, version)
    if any(offer.verb is V.CHANGE_MODEL for offer in found):
        url = page_url("funding_model_rules", partnership, year, version.pk)
        found.insert(1, Offer(V.CHANGE_MODEL, "Change the rules", url))
    return found


def _example(request: SignedInRequest, version: ModelVersion) -> dict[str, object]:
    """The form of the worked example, and the shares once a cost is typed."""
    form = ExampleForm(request.GET or None)
    if not form.is_valid() or form.cleaned_data["cost"] is None:
        return {"example_form": form}
    cost, reviews = form.cleaned_data["cost"], form.cleaned_data["reviews"] or 1
    example = shares_of_cost(version, {CostClass(form.cleaned_data["of"]): cost}, reviews)
    return {
        "example_form": form,
        "example": example,
        "example_rows": list(map(_share_row, example.shares)),
        "example_cost": pounds(cost),
        "example_left": _left(example.unfunded_pence),
    }


def _of_the_year(version: ModelVersion, year: FinancialYear) -> dict[str, object]:
    """What each party would pay for the year of the page, where the version covers it."""
    if not version.covers_year(year.start):
        return {}
    proposal = proposed_shares(version, year)
    return {
        "proposal": proposal,
        "proposal_rows": list(map(_share_row, proposal.shares)),
        "proposal_cost": pounds(proposal.cost_pence),
        "proposal_left": _left(proposal.unfunded_pence),
    }


def _left(pence: int) -> str:
    """What no party pays; "" where that is nothing."""
    return pounds(pence) if pence else ""


def _share_row(share: ProposedShare) -> Row:
    given = f"in kind: {share.in_kind.description}" if share.in_kind and not share.pence else in_words(share.pence)
    rules = ", ".join(map(str, share.by_rules)) or "no rule names it"
    return row(share.organisation.name, {"text": given, "is_figure": True}, rules)
