"""What the record keeps to itself stays out of a filled section, and every section says where its words are from."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.anonymisation.tokens import Token
from dhr_cases.copies import Recipient, owed
from dhr_cases.deadlines import long_date
from dhr_cases.hold_scopes import ExtensionReason
from dhr_cases.models import (
    Appointment,
    Case,
    CopySent,
    Extension,
    FamilyContact,
    InformationRequest,
    Lateness,
    Part,
    PartialDate,
    Person,
    Post,
    TermsOfReference,
)
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policy.load import clocks_for
from dhr_cases.report_filling.filling import COVERED, FILLINGS, covered, filled
from dhr_cases.report_sections import SECTIONS, Filling
from dhr_cases.request_states import AnswerKind, RequestState
from tests.conftest import Cast

TODAY = timezone.localdate()
BEFORE = TODAY - datetime.timedelta(days=400)
SECRET = "The coroner rang at night"


def words(case: Case, filling: Filling) -> str:
    """What the record says for a filling, in the first section that is filled so."""
    kind, code = next((kind, row.code) for kind in SECTIONS for row in SECTIONS[kind] if row.filling is filling)
    found = filled(case, kind, code, TODAY)
    return found.text if found else ""


@pytest.mark.parametrize("kind", SECTIONS)
def test_names_the_source_and_day_of_every_filled_section(case: Case, kind: PaperKind) -> None:
    found = {row: filled(case, kind, row.code, TODAY) for row in SECTIONS[kind]}

    assert {row.code for row, words in found.items() if words is None} == {
        row.code for row in SECTIONS[kind] if row.filling is None
    }
    for row, words in found.items():
        if words and row.filling:
            source = f"From {FILLINGS[row.filling].taken_from} as recorded on {long_date(TODAY)}"
            assert words.source.partition(":")[0] == source


def test_prints_the_kind_of_a_delay_and_not_the_words_that_explain_it(case: Case, cast: Cast) -> None:
    clock = clocks_for(case.regime)[0]
    with change("Test record", cast.coordinator):
        Lateness.objects.create(case=case, clock=clock.id, reason_code=ExtensionReason.INQUEST, reason=SECRET)
        Extension.objects.create(
            case=case, clock=clock.id, new_due_on=TODAY, agreed_on=BEFORE, agreed_by=SECRET,
            reason_code=ExtensionReason.CRIMINAL_TRIAL, reason=SECRET,
        )  # fmt: skip  # one extension
    said = words(case, Filling.TIMESCALES)

    assert f"Late: “{clock.label}”. Reason: inquest" in said
    assert f"More time was agreed for “{clock.label}” until {long_date(TODAY)}. Reason: criminal trial" in said
    assert SECRET not in said


def test_tells_of_no_extension_that_one_agency_was_given(case: Case, cast: Cast) -> None:
    with change("Test record", cast.coordinator):
        asked = InformationRequest.objects.create(
            case=case, organisation=cast.health, state=RequestState.ACCEPTED, asked_on=BEFORE, due_on=TODAY
        )
        Extension.objects.create(
            case=case, clock=clocks_for(case.regime)[0].id, request=asked, new_due_on=TODAY, agreed_on=BEFORE,
            agreed_by="The chair", reason_code=ExtensionReason.IMR_LATE,
        )  # fmt: skip  # one extension

    assert words(case, Filling.TIMESCALES).endswith("No delay is recorded.")


def test_counts_no_request_that_was_withdrawn(case: Case, cast: Cast) -> None:
    with change("Test record", cast.coordinator):
        for body, state in (
            (cast.health, RequestState.ACCEPTED),
            (cast.police, RequestState.WITHDRAWN),
            (cast.refuge, RequestState.UNANSWERED),
        ):
            InformationRequest.objects.create(
                case=case, organisation=body, state=state, asked_on=BEFORE, due_on=TODAY,
                returned_on=None if state is RequestState.UNANSWERED else TODAY, answer_kind=AnswerKind.IMR,
            )  # fmt: skip  # one request

    assert "by kind: Individual Management Review: 1, No return: 1." in words(case, Filling.METHODOLOGY)
    assert "2 agencies were asked for information." in words(case, Filling.CONTRIBUTORS)


def test_prints_the_newest_terms_that_were_agreed(case: Case, cast: Cast) -> None:
    with change("Test record", cast.coordinator):
        for version, agreed in ((1, BEFORE), (2, TODAY), (3, None)):
            TermsOfReference.objects.create(
                case=case, version=version, lines_of_enquiry=f"Question of version {version}?",
                agreed_on=PartialDate.on(agreed) if agreed else PartialDate.unknown(),
            )  # fmt: skip  # one version
    said = words(case, Filling.TERMS)

    assert "1. Question of version 2?" in said
    assert "version 1" not in said
    assert "version 3" not in said
    assert f"The terms of reference were agreed: {long_date(BEFORE)}" in words(case, Filling.TIMESCALES)


def test_prints_who_chairs_now_on_the_title_page_and_all_who_did_further_on(case: Case, cast: Cast) -> None:
    with change("Test record", cast.coordinator):
        for user, ended in ((cast.panel_member, TODAY), (cast.independent_chair, None)):
            Appointment.objects.create(
                case=case, user=user, post=Post.CHAIR_AND_AUTHOR, ended_on=ended, fee_pence=123_400,
                contract_reference="C-77", choice_reason=SECRET, independence_statement="No tie.",
            )  # fmt: skip  # one appointment
    title, further = words(case, Filling.TITLE), words(case, Filling.AUTHOR)
    former, now = cast.panel_member.get_full_name(), cast.independent_chair.get_full_name()

    assert (former in title, now in title) == (False, True)
    assert (f"## Chair and author: {former}" in further, f"## Chair and author: {now}" in further) == (True, True)
    assert [hidden for hidden in (SECRET, "C-77", "1,234", "123400") if hidden in title + further] == []


def test_owes_no_copy_that_was_sent_and_names_no_relative_who_has_one(case: Case, cast: Cast) -> None:
    first, *others = owed(case.regime)
    with change("Test record", cast.coordinator):
        for recipient, label in ((first.value, first.label), (Recipient.FAMILY, "Alexandra Hidden")):
            CopySent.objects.create(case=case, recipient=recipient, recipient_label=label, basis="Guidance")
    said = words(case, Filling.DISSEMINATION)

    assert f"| {first.label} | Guidance |" in said
    assert f"- {first.label}" not in said
    assert [body.label for body in others if f"- {body.label}" not in said] == []
    assert "| Family | Guidance |" in said
    assert "Hidden" not in said


def test_tells_of_relatives_by_part_and_month_and_not_of_what_was_said(case: Case, cast: Cast) -> None:
    with change("Test record", cast.coordinator):
        friend = Person.objects.create(case=case, part=Part.FRIEND, name="Alexandra Hidden")
        for on in (TODAY, BEFORE):
            FamilyContact.objects.create(case=case, person=friend, on=on, medium="visit", summary=SECRET)
    said = words(case, Filling.FAMILY)

    assert f"- {Part.FRIEND.label}: first contact in {BEFORE:%B %Y}; 2 contacts in all;" in said
    assert [hidden for hidden in ("Hidden", SECRET, long_date(BEFORE)) if hidden in said] == []


ALEX = Token("Alex", replacement="Sky")
ALEX_HIDDEN = Token("Alex Hidden", replacement="the sister")


@pytest.mark.parametrize(
    ("text", "tokens", "said"),
    [
        ("Alex rang.", (ALEX,), "Sky rang."),
        ("Alex rang Alex.", (ALEX,), "Sky rang Sky."),
        ("Alex rang.", (Token("Alex"),), f"{COVERED} rang."),
        ("Alex Hidden rang.", (ALEX, ALEX_HIDDEN), "the sister rang."),
        ("Alex Hidden rang.", (ALEX_HIDDEN, ALEX), "the sister rang."),
        ("Nobody rang.", (ALEX,), "Nobody rang."),
        ("Alex rang.", (), "Alex rang."),
        ("", (ALEX,), ""),
    ],
)
def test_puts_in_place_of_a_protected_word_what_stands_for_it(text: str, tokens: tuple[Token, ...], said: str) -> None:
    assert covered(text, tokens) == said
