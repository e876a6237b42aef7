"""Which columns does each act on contributions, requests, rounds and models write, and what does its record say?"""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.models import User
from funding.actions import agreements, requests
from funding.actions.agreements import Terms
from funding.actions.asking import Asking
from funding.actions.funding_models import ModelDraft, adopt_model, change_model, draft_model
from funding.actions.rounds import RoundWords, close_round, start_round
from funding.models import Agreement, FundingRequest, ModelParty, ModelVersion
from funding.money import Qualifier
from funding.terms import Answer, ModelBasis, PartYear
from funding.verbs import FundingVerb as V
from funding.years import year_of
from tests.conftest import Cast
from tests.money_columns import columns, last_event

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YEAR = year_of(TODAY)
SHARE = 500_000
IN_28_DAYS = TODAY + datetime.timedelta(days=28)


def recorded(verb: V, row: Any, by: User, role: str, **more: Any) -> dict[str, Any]:
    """The record of an act done today about a row of this year, with no reason and no particulars unless named."""
    about = (row._meta.model_name, row.pk)
    return {"kind": verb, "year": YEAR.start, "about": about, "by": by, "role": role, "on": TODAY, "reason": "",
            "detail": {}, **more}  # fmt: skip


def test_writes_a_contribution_down_and_corrects_it(cast: Cast) -> None:
    terms = Terms(
        amount_pence=SHARE, qualifier=Qualifier.ABOUT, in_kind="A room", in_kind_value_pence=1, source="Letter"
    )
    row = agreements.propose_agreement(
        partnership=cast.partnership, by=cast.coordinator, organisation=cast.police, year=YEAR, terms=terms,
        reason="Outside the round",
    )  # fmt: skip
    assert columns(row) == {
        "organisation": cast.police, "year": YEAR.start, "amount_pence": SHARE, "qualifier": "about",
        "is_in_kind": True, "in_kind_description": "A room", "in_kind_value_pence": 1, "source": "Letter",
    }  # fmt: skip
    assert last_event() == recorded(
        V.PROPOSE_AGREEMENT, row, cast.coordinator, "Coordinator", detail={"pence": SHARE}, reason="Outside the round"
    )
    agreements.change_agreement(
        agreement=row, by=cast.finance_officer, terms=Terms(amount_pence=None), reason="Minute 4"
    )
    told = f"Corrected on {TODAY:%-d %B %Y} from about £5,000 to not stated: Minute 4"
    assert columns(row) == {"organisation": cast.police, "year": YEAR.start, "working": [told], "source": "Letter"}
    assert last_event() == recorded(
        V.CHANGE_AGREEMENT, row, cast.finance_officer, "Finance officer", reason="Minute 4",
        detail={"before": SHARE, "pence": None},
    )  # fmt: skip
    agreements.change_agreement(agreement=row, by=cast.finance_officer, terms=Terms(source="E-mail"), reason="Source")
    assert columns(row)["working"] == [told], "the sum did not change"


def test_writes_a_withdrawal_where_there_was_no_contribution(cast: Cast) -> None:
    done = agreements.record_withdrawal(
        partnership=cast.partnership, by=cast.coordinator, organisation=cast.refuge, decided_on=TODAY,
        effective_on=YEAR.next.first, reason="Savings",
    )  # fmt: skip
    (row,) = done.agreements
    assert columns(row) == {
        "organisation": cast.refuge, "year": YEAR.next.start, "state": "withdrawn", "decided_on": TODAY,
        "effective_on": YEAR.next.first, "reason": "Savings",
    }  # fmt: skip
    notice = (YEAR.next.first - TODAY).days
    assert (done.notice_days, done.cases, done.journal) == (notice, (), None)
    assert last_event() == recorded(
        V.RECORD_WITHDRAWAL, row, cast.coordinator, "Coordinator", year=YEAR.next.start, reason="Savings",
        detail={"notice_days": notice, "cases": []},
    )  # fmt: skip


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    """The police asked for £5,000 by the coordinator, decided at a meeting."""
    asking = Asking(
        organisation=cast.police, year=YEAR, amount_pence=SHARE, qualifier=Qualifier.OVER, why="Two reviews",
        meeting="Board", met_on=TODAY, minute="7",
    )  # fmt: skip
    return requests.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking, reason="Late")


def standing(cast: Cast, **more: Any) -> dict[str, Any]:
    """The columns of the request as it was asked, and others."""
    return {
        "organisation": cast.police, "year": YEAR.start, "agreement": Agreement.objects.get(), "amount_pence": SHARE,
        "qualifier": "over", "why": "Two reviews", "asking_body": "Testshire CSP", "meeting": "Board", "met_on": TODAY,
        "minute": "7", "asked_on": TODAY, "due_on": IN_28_DAYS, **more,
    }  # fmt: skip


def test_asks_and_reminds(cast: Cast, asked: FundingRequest) -> None:
    assert columns(asked) == standing(cast)
    assert columns(Agreement.objects.get()) == {
        "organisation": cast.police, "year": YEAR.start, "amount_pence": SHARE, "qualifier": "over", "state": "asked",
    }  # fmt: skip
    due = IN_28_DAYS.isoformat()
    assert last_event() == recorded(
        V.ASK, asked, cast.coordinator, "Coordinator", reason="Late", detail={"pence": SHARE, "due": due}
    )
    requests.chase(request=asked, by=cast.finance_officer)
    assert columns(asked) == standing(cast, chased_on=TODAY)
    assert last_event() == recorded(V.CHASE, asked, cast.finance_officer, "Finance officer", detail={"due": due})


def test_keeps_a_question_and_its_reply(cast: Cast, asked: FundingRequest) -> None:
    first = requests.question(request=asked, by=cast.funding_contact, text="Which two?")
    assert columns(asked) == standing(cast, state="questioned")
    assert last_event() == recorded(
        V.QUESTION, asked, cast.funding_contact, "Funding contact", detail={"message": first.pk}
    )
    second = requests.reply(request=asked, by=cast.coordinator, text="Kent and Medway")
    assert columns(asked) == standing(cast)
    assert last_event() == recorded(V.REPLY, asked, cast.coordinator, "Coordinator", detail={"message": second.pk})
    kept = [(row.by, row.text, row.is_from_partner) for row in asked.messages.all()]
    assert kept == [(cast.funding_contact, "Which two?", True), (cast.coordinator, "Kent and Medway", False)]


def test_keeps_an_answer_until_it_is_approved(cast: Cast, asked: FundingRequest) -> None:
    requests.answer(
        request=asked, by=cast.funding_contact, answer=Answer.PLEDGE, amount_pence=SHARE - 1, reason="All we have",
        order_number="PO 7",
    )  # fmt: skip
    said = standing(
        cast, state="answered", answer="pledge", answered_on=TODAY, answered_by=cast.funding_contact,
        answered_pence=SHARE - 1, answer_reason="All we have", order_number="PO 7", journal=asked.journal,
    )  # fmt: skip
    assert columns(asked) == said
    assert last_event() == recorded(
        V.ANSWER, asked, cast.funding_contact, "Funding contact", reason="All we have",
        detail={"answer": "pledge", "pence": SHARE - 1},
    )  # fmt: skip
    assert columns(Agreement.objects.get())["state"] == "asked", "nothing counts before it is approved"
    journal = asked.journal
    assert journal is not None
    prepared = (journal.origin, journal.text, journal.prepared_by, journal.source)
    assert prepared == ("answer", f"Testshire Police: answer for {YEAR}", cast.funding_contact, "")
    (line,) = journal.lines.all()
    assert columns(line) == {
        "journal": journal, "kind": "pledge", "year": YEAR.start, "on": TODAY, "amount_pence": SHARE - 1,
        "organisation": cast.police, "agreement": asked.agreement, "document": "PO 7", "text": line.text,
    }  # fmt: skip
    (entry,) = requests.approve_answer(request=asked, by=cast.csp_chair, reason="Fine")
    outcome = "Pledged £4,999.99 of over £5,000, to be confirmed."
    assert columns(asked) == {**said, "state": "pledged", "outcome": outcome}
    assert (entry.posted_by, entry.approved_by) == (cast.funding_contact, cast.csp_chair)
    assert columns(Agreement.objects.get())["state"] == "pledged"
    assert last_event() == recorded(
        V.APPROVE_ANSWER, asked, cast.csp_chair, "Partnership chair", reason="Fine",
        detail={"answer": "pledge", "pence": SHARE - 1},
    )  # fmt: skip


def test_leaves_nothing_of_an_answer_that_was_sent_back(cast: Cast, asked: FundingRequest) -> None:
    requests.record_answer(
        request=asked, by=cast.coordinator, answer=Answer.CONFIRM, given_on=TODAY, source="E-mail of the treasurer"
    )
    journal = asked.journal
    assert journal is not None
    assert journal.source == "E-mail of the treasurer"
    message = requests.send_back_answer(request=asked, by=cast.csp_chair, reason="No e-mail here")
    assert columns(asked) == standing(cast)
    assert (message.text, message.is_from_partner, message.by) == ("No e-mail here", False, cast.csp_chair)
    decision = journal.decision
    assert (decision.is_approved, decision.by, decision.reason) == (False, cast.csp_chair, "No e-mail here")
    assert last_event() == recorded(
        V.SEND_BACK_ANSWER,
        asked,
        cast.csp_chair,
        "Partnership chair",
        reason="No e-mail here",
        detail={"message": message.pk},
    )


def test_opens_a_withdrawn_request_as_if_it_were_new(cast: Cast, asked: FundingRequest) -> None:
    requests.chase(request=asked, by=cast.coordinator)
    requests.withdraw_request(request=asked, by=cast.coordinator, reason="Too early")
    ended = {"state": "withdrawn", "outcome": "Too early", "closed_on": TODAY}
    assert columns(asked) == standing(cast, chased_on=TODAY, **ended)
    assert last_event() == recorded(V.WITHDRAW_REQUEST, asked, cast.coordinator, "Coordinator", reason="Too early")
    requests.ask_again(request=asked, by=cast.coordinator, amount_pence=SHARE + 1, due=TODAY, why="Three", reason="Now")
    assert columns(asked) == standing(cast, amount_pence=SHARE + 1, due_on=TODAY, why="Three")
    assert last_event() == recorded(
        V.ASK_AGAIN, asked, cast.coordinator, "Coordinator", reason="Now",
        detail={"pence": SHARE + 1, "due": TODAY.isoformat()},
    )  # fmt: skip


RULES: list[dict[str, object]] = [
    {"type": "fixed", "party": "test-police", "amount_pence": SHARE}, {"type": "remainder", "party": "test-nhs"},
]  # fmt: skip


def test_drafts_changes_and_adopts_a_version(cast: Cast) -> None:
    said = ModelDraft(
        first_year=YEAR.start, parties=[cast.police, cast.health], rules=RULES, basis=ModelBasis.PER_CASE,
        part_year=PartYear.WHOLE_YEAR, underwriter=cast.police, meeting="Board", met_on=TODAY, minute="3", why="Agreed",
    )  # fmt: skip
    version = draft_model(
        partnership=cast.partnership, by=cast.coordinator, name=" Shared cost ", draft=said, covers="Chairs"
    )
    stands = {
        "model": version.model, "number": 1, "first_year": YEAR.start, "basis": "per_case", "part_year": "whole_year",
        "underwriter": cast.police, "rules": RULES, "meeting": "Board", "met_on": TODAY, "minute": "3",
        "reason": "Agreed",
    }  # fmt: skip
    assert columns(version) == stands
    assert columns(version.model) == {"name": "Shared cost", "covers": "Chairs"}
    assert last_event() == recorded(
        V.DRAFT_MODEL, version, cast.coordinator, "Coordinator", reason="Agreed", detail={"version": 1, "rules": 2}
    )
    shorter = ModelDraft(first_year=YEAR.start, parties=[cast.health], rules=[RULES[1]], why="Shorter")
    change_model(version=version, by=cast.finance_officer, draft=shorter)
    stands = {"model": version.model, "number": 1, "first_year": YEAR.start, "rules": [RULES[1]], "reason": "Shorter"}
    assert columns(version) == stands
    parties = ModelParty.objects.filter(version=version).order_by("organisation__code")
    assert [(row.organisation, row.order, row.is_left_out) for row in parties] == [
        (cast.health, 1, False), (cast.police, 1, True),
    ]  # fmt: skip
    adopt_model(version=version, by=cast.csp_chair, reason="Minute 9")
    assert columns(version) == {**stands, "state": "in_force", "adopted_by": cast.csp_chair, "adopted_on": TODAY}
    assert last_event() == recorded(
        V.ADOPT_MODEL,
        version,
        cast.csp_chair,
        "Partnership chair",
        reason="Minute 9",
        detail={"version": 1, "rules": 1},
    )


def test_ends_the_version_before_with_the_year_before(cast: Cast) -> None:
    for year in (YEAR.next.start, YEAR.next.start + 3, YEAR.next.start + 1):
        in_force(cast, year)
    found = [(row.years, row.state) for row in ModelVersion.objects.order_by("number")]
    first = YEAR.next
    assert found == [
        (first.label, "replaced"),
        (f"from {first.next.next.next}", "in_force"),
        (f"{first.next} to {first.next.next}", "in_force"),
    ]


def in_force(cast: Cast, first_year: int) -> ModelVersion:
    """A version of the one model, in force from a year on."""
    draft = ModelDraft(first_year=first_year, parties=[cast.police], rules=[RULES[0]])
    version = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Shared cost", draft=draft)
    return adopt_model(version=version, by=cast.csp_chair)


def test_asks_the_parties_of_a_round_in_its_words(cast: Cast) -> None:
    version = in_force(cast, YEAR.start)
    words = RoundWords(why="For two reviews", meeting="Board", met_on=TODAY, minute="2")
    row = start_round(year=YEAR, version=version, by=cast.coordinator, due=TODAY, words=words)
    begun = {"year": YEAR.start, "version": version, "started_on": TODAY, "due_on": TODAY}
    assert columns(row) == begun
    assert last_event() == recorded(
        V.START_ROUND, row, cast.coordinator, "Coordinator", detail={"version": 1, "asked": 1}
    )
    asked = FundingRequest.objects.get()
    assert columns(asked) == {
        "organisation": cast.police, "year": YEAR.start, "agreement": asked.agreement, "round": row,
        "amount_pence": SHARE, "why": "For two reviews", "asking_body": "Testshire CSP", "meeting": "Board",
        "met_on": TODAY, "minute": "2", "asked_on": TODAY, "due_on": TODAY,
    }  # fmt: skip
    owed = Agreement.objects.get()
    assert columns(owed) == {
        "organisation": cast.police, "year": YEAR.start, "version": version, "amount_pence": SHARE, "state": "asked",
        "working": owed.working,
    }  # fmt: skip
    assert owed.working[0] == "Testshire Police pays a fixed £5,000; nothing is left: £0."
    close_round(funding_round=row, by=cast.finance_officer, reason="Enough")
    assert columns(row) == {**begun, "closed_on": TODAY}
    assert last_event() == recorded(
        V.CLOSE_ROUND, row, cast.finance_officer, "Finance officer", reason="Enough", detail={"waiting": 1}
    )
