"""The pages of a funding model: its versions, one version in words, and the rules of a draft changed one by one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import User
from funding.actions.funding_models import ModelDraft, adopt_model, draft_model, mark_of
from funding.models import FundingModel, FundingRequest, FundingRound, ModelVersion
from funding.rules import RULES, RuleType
from funding.terms import CostClass, EntryKind, VersionState
from funding.verbs import FundingVerb
from funding.views.gate import year_slug
from tests.conftest import Cast
from tests.money import YEAR, body, cost_line, line, posted

pytestmark = pytest.mark.django_db

YEAR_SLUG = year_slug(YEAR)
FORTY = 40


def page(name: str, cast: Cast, *about: object) -> str:
    """The address of a page of the year."""
    return reverse(name, args=[cast.partnership.code, YEAR_SLUG, *about])


def shown(client: Client, by: User, address: str, **asked: Any) -> str:
    """The page as this person sees it."""
    client.force_login(by)
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def version(cast: Cast) -> ModelVersion:
    """A draft by the coordinator: the police pay half with a cap, health the rest."""
    rules: list[dict[str, object]] = [
        {"type": "percent", "party": cast.police.code, "percent": "50", "cap_pence": 500000},
        {"type": "equal", "parties": [cast.health.code], "percent": "50"},
    ]
    draft = ModelDraft(first_year=YEAR.start, parties=[cast.police, cast.health], rules=rules, why="Agreed in March")
    return draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=draft)


def saved(client: Client, cast: Cast, version: ModelVersion, asked: str, **answers: Any) -> Any:
    """The answer to what was sent from the page of rules, as the coordinator."""
    client.force_login(cast.coordinator)
    sent = {"seen": mark_of(version), "do": "save", **answers}
    answer = client.post(f"{page('funding_model_rules', cast, version.pk)}{asked}", sent)
    version.refresh_from_db()
    return answer


# versions


def test_says_so_when_no_model_is_recorded(client: Client, cast: Cast) -> None:
    shows = shown(client, cast.auditor, page("funding_models", cast))
    assert "No funding model is recorded." in shows
    assert "No version rules this year" in shows


def test_lists_a_draft_that_rules_nothing_yet(client: Client, cast: Cast, version: ModelVersion) -> None:
    shows = shown(client, cast.auditor, page("funding_models", cast))
    assert "A draft waits" in shows
    assert "No version rules this year" in shows


def test_tells_the_rules_in_sentences(client: Client, cast: Cast, version: ModelVersion) -> None:
    shows = shown(client, cast.auditor, page("funding_model", cast, version.pk))
    assert "Testshire Police pays 50% of the cost, at most £5,000." in shows
    assert "Testshire NHS Trust pays 50% of the cost in equal shares." in shows


def test_works_out_an_example_on_the_page(client: Client, cast: Cast, version: ModelVersion) -> None:
    address = page("funding_model", cast, version.pk)
    shows = shown(client, cast.auditor, address, cost="14,000", of=CostClass.CHAIR.value, reviews="1")
    assert "£7,000" in shows
    assert "£2,000 has no payer" in shows


def test_refuses_an_example_that_is_no_sum(client: Client, cast: Cast, version: ModelVersion) -> None:
    shows = shown(client, cast.auditor, page("funding_model", cast, version.pk), cost="a lot", of="chair")
    assert "Enter an amount in pounds and pence" in shows


def test_shows_what_partners_would_pay_for_the_year(client: Client, cast: Cast, version: ModelVersion) -> None:
    about = cost_line(cast.partnership)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.FORECAST, 800000, about=about)])
    shows = shown(client, cast.auditor, page("funding_model", cast, version.pk))
    assert "Worked out from costs of £8,000 and 0 reviews." in shows


def test_takes_costs_that_are_not_stated_for_unknown_and_not_for_nil(
    client: Client, cast: Cast, version: ModelVersion
) -> None:
    shows = shown(client, cast.auditor, page("funding_model", cast, version.pk))
    assert "No cost of this year is stated yet" in shows
    assert "the cost of £0" not in shows


def test_names_partners_that_no_rule_names(client: Client, cast: Cast) -> None:
    draft = ModelDraft(first_year=YEAR.start, parties=[cast.refuge], why="New")
    made = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=draft)
    shows = shown(client, cast.auditor, page("funding_model", cast, made.pk))
    assert "Partners that no rule names" in shows
    assert "No rule yet." in shows


def test_tells_what_a_version_changes(client: Client, cast: Cast, version: ModelVersion) -> None:
    adopt_model(version=version, by=cast.finance_officer)
    rules: list[dict[str, object]] = [{"type": "fixed", "party": cast.health.code, "amount_pence": 100000}]
    draft = ModelDraft(first_year=YEAR.start + 1, parties=[cast.health], rules=rules, why="Police leave")
    second = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=draft)
    shows = shown(client, cast.auditor, page("funding_model", cast, second.pk))
    assert "It begins in 2027/28, not 2026/27." in shows
    assert "Testshire Police leaves." in shows
    assert "New rule: Testshire NHS Trust pays £1,000 for the year." in shows


def test_carries_forty_partners(client: Client, cast: Cast) -> None:
    parties = [body(f"Council {number}") for number in range(FORTY)]
    rules: list[dict[str, object]] = [{"type": "equal", "parties": [each.code for each in parties]}]
    draft = ModelDraft(first_year=YEAR.start, parties=parties, rules=rules, why="All councils")
    made = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Reviews", draft=draft)
    shows = shown(client, cast.auditor, page("funding_model", cast, made.pk), cost="400", of="chair")
    assert shows.count("£10<") == FORTY


@pytest.mark.parametrize(
    ("rules", "police", "health"),
    [
        ([{"type": "in_kind", "party": "test-police", "description": "A room"}], "in kind: A room", "£0"),
        (
            [{"type": "in_kind", "party": "test-police", "description": "A room"},
             {"type": "fixed", "party": "test-police", "amount_pence": 5}],
            "£0.05", "£0",
        ),
        ([{"type": "remainder", "party": "test-nhs"}], "£0", "£100"),
    ],
)  # fmt: skip
def test_says_what_each_would_give_in_money_or_in_kind(
    client: Client, cast: Cast, rules: list[dict[str, object]], police: str, health: str
) -> None:
    draft = ModelDraft(first_year=YEAR.start, parties=[cast.police, cast.health], rules=rules, why="New")
    made = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Rooms", draft=draft)
    client.force_login(cast.auditor)
    found = client.get(page("funding_model", cast, made.pk), {"cost": "100", "of": "chair"}).context["example_rows"]
    given = {row["cells"][0]["text"]: row["cells"][1]["text"] for row in found}
    assert given == {"Testshire Police": police, "Testshire NHS Trust": health}


def test_is_not_there_for_who_sees_no_money(client: Client, cast: Cast, version: ModelVersion) -> None:
    client.force_login(cast.funding_contact)
    assert client.get(page("funding_model", cast, version.pk)).status_code == 404


# drafting, adopting, asking


def test_begins_the_next_version_as_a_copy(client: Client, cast: Cast, version: ModelVersion) -> None:
    adopt_model(version=version, by=cast.finance_officer)
    client.force_login(cast.coordinator)
    answers = {"model": version.model_id, "first_year": YEAR.start + 1, "why": "Next year"}
    assert client.post(page("funding_act", cast, FundingVerb.DRAFT_MODEL.value), answers).status_code == 302
    second = ModelVersion.objects.get(number=2)
    assert (second.rules, second.parties.count()) == (version.rules, version.parties.count())


def test_begins_a_new_model_by_its_name(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    address = page("funding_act", cast, FundingVerb.DRAFT_MODEL.value)
    nameless = client.post(address, {"first_year": YEAR.start, "why": "First"})
    assert nameless.status_code == 422
    client.post(address, {"first_year": YEAR.start, "why": "First", "name": "Advocacy", "covers": "Advocates"})
    assert FundingModel.objects.get().name == "Advocacy"


def test_changes_terms_and_partners_of_a_draft(client: Client, cast: Cast, version: ModelVersion) -> None:
    client.force_login(cast.coordinator)
    address = page("funding_act", cast, FundingVerb.CHANGE_MODEL.value, version.pk)
    answers = {
        "first_year": YEAR.start + 1, "basis": "per_case", "part_year": "whole_year", "why": "Later",
        "underwriter": cast.health.pk, "parties": [cast.refuge.pk, cast.health.pk, cast.police.pk],
    }  # fmt: skip
    assert client.post(address, answers).status_code == 302
    version.refresh_from_db()
    assert (version.first_year, version.basis, version.underwriter) == (YEAR.start + 1, "per_case", cast.health)
    ordered = version.parties.order_by("order").values_list("organisation__code", flat=True)
    assert list(ordered) == [cast.police.code, cast.health.code, cast.refuge.code]


def test_does_not_drop_a_partner_that_a_rule_names(client: Client, cast: Cast, version: ModelVersion) -> None:
    client.force_login(cast.coordinator)
    address = page("funding_act", cast, FundingVerb.CHANGE_MODEL.value, version.pk)
    answers = {
        "first_year": YEAR.start, "basis": "annual", "part_year": "by_days", "why": "x", "parties": [cast.health.pk],
    }  # fmt: skip
    answer = client.post(address, answers)
    assert answer.status_code == 422
    assert "Rule 1, party:" in answer.content.decode()


def test_offers_adoption_to_others_than_who_drafted(client: Client, cast: Cast, version: ModelVersion) -> None:
    address = page("funding_model", cast, version.pk)
    assert "Bring the version into force" in shown(client, cast.csp_chair, address)
    assert "Bring the version into force" not in shown(client, cast.coordinator, address)


def test_starts_and_closes_a_round_after_showing_who_is_asked(
    client: Client, cast: Cast, version: ModelVersion
) -> None:
    about = cost_line(cast.partnership)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(EntryKind.FORECAST, 800000, about=about)])
    client.force_login(cast.csp_chair)
    adopted = page("funding_act", cast, FundingVerb.ADOPT_MODEL.value, version.pk)
    assert client.post(adopted, {"reason": ""}).status_code == 302
    client.force_login(cast.coordinator)
    address = page("funding_act", cast, FundingVerb.START_ROUND.value)
    check = client.post(address, {"version": version.pk}).content.decode()
    assert "Asked: Testshire Police £4,000; Testshire NHS Trust £4,000." in check
    assert not FundingRequest.objects.exists()
    assert client.post(address, {"version": version.pk, "confirmed": "yes"}).status_code == 302
    assert FundingRequest.objects.count() == 2
    listed = shown(client, cast.coordinator, page("funding_requests", cast))
    assert "Close the annual round" in listed
    closing = page("funding_act", cast, FundingVerb.CLOSE_ROUND.value, FundingRound.objects.get().pk)
    assert "Requests without a final answer: 2." in shown(client, cast.coordinator, closing)
    assert client.post(closing, {"reason": ""}).status_code == 422
    assert client.post(closing, {"reason": "The year is over"}).status_code == 302
    row = FundingRequest.objects.filter(organisation=cast.police).get()
    one = shown(client, cast.coordinator, page("funding_request", cast, row.pk))
    assert "50% of the cost of £8,000 is £4,000" in one


# the rules of a draft


@pytest.mark.parametrize("kind", list(RuleType))
def test_has_a_form_for_every_kind_of_rule(client: Client, cast: Cast, version: ModelVersion, kind: RuleType) -> None:
    shows = shown(client, cast.coordinator, page("funding_model_rules", cast, version.pk), add=kind.value)
    assert f"New rule: {RULES[kind].label.lower()}" in shows


@pytest.mark.parametrize(
    ("kind", "answers", "key", "kept"),
    [
        ("fixed", {"amount_pence": "1,000", "per": "case"}, "amount_pence", 100000),
        ("percent", {"percent": "12.50", "cap_pence": "5,000", "of": "chair"}, "percent", "12.5"),
        ("remainder", {}, "type", "remainder"),
        ("in_kind", {"description": "A room", "value_pence": "200"}, "value_pence", 20000),
        ("none", {}, "type", "none"),
    ],
)
def test_adds_a_rule_about_one_partner(
    client: Client, cast: Cast, version: ModelVersion, kind: str, answers: dict[str, str], key: str, kept: object
) -> None:
    answer = saved(client, cast, version, f"?add={kind}", party=cast.police.code, **answers)
    assert answer.status_code == 302
    assert (len(version.rules), version.rules[-1]["party"], version.rules[-1][key]) == (3, cast.police.code, kept)


def test_adds_equal_and_weighted_shares(client: Client, cast: Cast, version: ModelVersion) -> None:
    saved(client, cast, version, "?add=equal", parties=[cast.police.code, cast.health.code], percent="")
    assert version.rules[-1] == {"type": "equal", "parties": [cast.police.code, cast.health.code]}
    weights = {f"weight_{cast.police.pk}": "0", f"weight_{cast.health.pk}": "250000"}
    day = {"as_at_day": "30", "as_at_month": "6", "as_at_year": "2025"}
    saved(client, cast, version, "?add=weighted", percent="10", source="Census", **weights, **day)
    assert version.rules[-1] == {
        "type": "weighted",
        "weights": {cast.police.code: 0, cast.health.code: 250000},
        "percent": "10",
        "source": "Census",
        "as_at": "2025-06-30",
    }


def test_changes_a_rule_that_is_there(client: Client, cast: Cast, version: ModelVersion) -> None:
    form = shown(client, cast.coordinator, page("funding_model_rules", cast, version.pk), edit="1")
    assert "5,000.00" in form
    saved(client, cast, version, "?edit=1", party=cast.police.code, percent="40")
    assert version.rules[0] == {"type": "percent", "party": cast.police.code, "percent": "40"}
    assert len(version.rules) == 2


def test_shows_what_is_wrong_with_a_rule_and_keeps_the_words(client: Client, cast: Cast, version: ModelVersion) -> None:
    answer = saved(client, cast, version, "?add=percent", party=cast.police.code, percent="140")
    assert answer.status_code == 422
    assert "Enter a per cent from 0 to 100" in answer.content.decode()
    assert 'value="140"' in answer.content.decode()
    assert len(version.rules) == 2


def test_refuses_a_rule_that_contradicts_itself(client: Client, cast: Cast, version: ModelVersion) -> None:
    sums = {"percent": "10", "cap_pence": "5", "floor_pence": "10"}
    answer = saved(client, cast, version, "?add=percent", party=cast.police.code, **sums)
    told = client.get(answer.headers["Location"]).content.decode()
    assert "A cap is at least the floor." in told
    assert len(version.rules) == 2


def test_moves_and_removes_rules_and_partners(client: Client, cast: Cast, version: ModelVersion) -> None:
    kinds = [rule["type"] for rule in version.rules]
    saved(client, cast, version, "", do="up-2")
    assert [rule["type"] for rule in version.rules] == kinds[::-1]
    saved(client, cast, version, "", do="remove-1")
    assert [rule["type"] for rule in version.rules] == kinds[:1]
    saved(client, cast, version, "", do="party-2")
    assert version.parties.order_by("order").first() == version.parties.get(organisation=cast.health)


@pytest.mark.parametrize("do", ["up-1", "remove-9", "party-1"])
def test_leaves_the_list_alone_where_a_button_has_nothing_to_move(
    client: Client, cast: Cast, version: ModelVersion, do: str
) -> None:
    rules = list(version.rules)
    assert saved(client, cast, version, "", do=do).status_code == 302
    assert version.rules == rules


def test_knows_no_other_button(client: Client, cast: Cast, version: ModelVersion) -> None:
    assert saved(client, cast, version, "", do="burn-1").status_code == 404


def test_refuses_a_change_made_from_an_older_state(client: Client, cast: Cast, version: ModelVersion) -> None:
    seen = mark_of(version)
    saved(client, cast, version, "", do="up-2")
    rules = list(version.rules)
    answer = saved(client, cast, version, "", do="up-2", seen=seen)
    assert "Somebody has changed the draft" in client.get(answer.headers["Location"]).content.decode()
    assert version.rules == rules


def test_edits_drafts_only_and_for_who_keeps_the_money(client: Client, cast: Cast, version: ModelVersion) -> None:
    address = page("funding_model_rules", cast, version.pk)
    client.force_login(cast.csp_chair)
    assert client.get(address).status_code in {403, 404}
    adopt_model(version=version, by=cast.csp_chair)
    assert version.state == VersionState.IN_FORCE
    client.force_login(cast.coordinator)
    assert client.get(address).status_code == 404
