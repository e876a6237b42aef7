"""Do the pages of requests and funding models hold with nothing, with forty rows, long names and an error?"""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.models import Organisation, OrganisationKind
from dhr_cases.models.history import change
from funding.actions.asking import Asking
from funding.actions.funding_models import ModelDraft, draft_model
from funding.actions.requests import ask
from funding.models import Agreement, FundingRequest, ModelVersion
from funding.terms import AgreementState
from funding.views.gate import year_slug
from funding.years import year_of
from tests.journeys.conftest import Visit
from tests.journeys.looking import look
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

LONG = "North and Mid Kent Integrated Something NHS Foundation Trust"
MANY = 40
YEAR = year_of(timezone.localdate())
AT = f"/funding/demo/{year_slug(YEAR)}/"
LATE = datetime.timedelta(days=9)


def long_named() -> list[Organisation]:
    """Forty bodies with names as long as they get."""
    with change("Test", None):
        return [
            Organisation.objects.create(
                code=f"long-{number}", name=f"{LONG} {number}", kind=OrganisationKind.NHS_PROVIDER
            )
            for number in range(MANY)
        ]


def drafted(town: Town, bodies: list[Organisation]) -> ModelVersion:
    """A draft by which all pay by weight, and two give in kind as well."""
    rules: list[dict[str, object]] = [{"type": "weighted", "weights": {body.code: 1000 for body in bodies}}]
    rules += [{"type": "in_kind", "party": body.code, "description": "A room"} for body in bodies[:2]]
    draft = ModelDraft(first_year=YEAR.start, parties=bodies, rules=rules, why="All")
    return draft_model(partnership=town.partnership, by=town.accounts["finance"], name=LONG, draft=draft)


def all_asked(town: Town, bodies: list[Organisation]) -> FundingRequest:
    """Everybody is asked; the last request is late."""
    for body in bodies:
        asking = Asking(organisation=body, year=YEAR, amount_pence=1234567, why=LONG, meeting=LONG, minute="58")
        ask(partnership=town.partnership, by=town.accounts["finance"], asking=asking)
    row: FundingRequest = FundingRequest.objects.latest("pk")
    with change("Test", None):
        row.due_on = timezone.localdate() - LATE
        row.save()
    return row


def test_shows_every_page_before_anything_is_there(visit: Visit) -> None:
    finance = visit("finance")
    for page in ("requests/", "models/"):
        answer = finance.open(f"{AT}{page}")
        assert answer is not None
        assert answer.ok
        look(finance.page, f"requests-empty-{page.strip('/')}")


def test_carries_forty_requests_and_the_longest_name(town: Town, visit: Visit) -> None:
    bodies = long_named()
    version, row = drafted(town, bodies), all_asked(town, bodies)
    finance = visit("finance")
    own = f"models/{version.pk}/"
    pages = (
        "requests/", f"requests/{row.pk}/", "models/", own, f"{own}?cost=14%2C000&of=chair", f"{own}rules/",
        f"{own}rules/?add=weighted", "do/ask/", f"do/change_model/{version.pk}/", "do/record_withdrawal/",
    )  # fmt: skip
    for number, page in enumerate(pages):
        finance.open(f"{AT}{page}")
        look(finance.page, f"requests-full-{number}")
    finance.open(f"{AT}requests/")
    assert finance.sees("9 days late")
    assert Agreement.objects.filter(state=AgreementState.ASKED).count() == MANY


def test_edits_the_rules_of_a_draft_by_keys(town: Town, visit: Visit) -> None:
    finance = visit("finance")
    bodies = list(Organisation.objects.filter(code__in=["kent-fire", "kent-police"]).order_by("code"))
    draft = ModelDraft(first_year=YEAR.start, parties=bodies, why="Two")
    version = draft_model(partnership=town.partnership, by=town.accounts["finance"], name="Reviews", draft=draft)
    rules = f"{AT}models/{version.pk}/rules/"
    finance.open(f"{rules}?add=percent")
    finance.answer({"How many per cent of the cost?": "140"})
    finance.press("Add the rule")
    assert finance.problems()
    look(finance.page, "requests-rule-error")
    finance.send(
        "Add the rule",
        {"Which partner?": bodies[0].name, "How many per cent of the cost?": "50", "At most": "5,000"},
    )
    finance.open(f"{rules}?add=remainder")
    finance.send("Add the rule", {"Which partner?": bodies[1].name})
    finance.press("Move up rule 2")
    finance.press("Remove rule 1")
    version.refresh_from_db()
    assert [rule["type"] for rule in version.rules] == ["percent"]
    finance.open(f"{AT}models/{version.pk}/")
    finance.answer({"Cost": "14,000"})
    finance.press("Work it out")
    assert finance.sees("£9,000 has no payer")
