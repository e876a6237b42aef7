"""What happens to a row that somebody else changed after the page was opened? It is read afresh before it is changed.

Two people have the same row before them, each a copy of their own. What the first did is not undone by the second.
"""

import datetime
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.utils import timezone

from dhr_cases.actions import accounts, anonymity, assurance, decision, national, organisations, people, reading_room
from dhr_cases.actions import partnership_settings as settings
from dhr_cases.actions.accounts import AccountDetails
from dhr_cases.actions.action_answers import record_answer
from dhr_cases.actions.action_evidence import add_evidence
from dhr_cases.actions.action_transfers import supersede_action, transfer_action
from dhr_cases.actions.action_verifying import verify_action
from dhr_cases.actions.memberships import join_team, leave_team
from dhr_cases.actions.recommendations import Progress, grade_recommendation, update_action
from dhr_cases.actions.section_comments import answer_comment
from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.errors import Incomplete, NotNow, ReviewError
from dhr_cases.models import (
    Action,
    ActionStatus,
    Case,
    CaseEvent,
    CommentAnswer,
    FamilyContact,
    LegalHold,
    NationalSending,
    Organisation,
    Part,
    Partnership,
    Person,
    ProtectedToken,
    QALetter,
    QAOutcome,
    QAPoint,
    ReadingAccess,
    Recommendation,
    ReplyKind,
    Strength,
    Submission,
    TeamMembership,
    Verdict,
)
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.followed import RUNNING, done_with_evidence, followed
from tests.reading_copies import access_of, give_copies, in_days
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
Row = TypeVar("Row", bound=Model)


def copy_of(row: Row) -> Row:
    """The row as somebody else has it before them."""
    found: Row = type(row)._default_manager.get(pk=row.pk)
    return found


def refusal(act: Any, **named: object) -> str:
    """The sentence with which an act is refused; it records no event."""
    before = CaseEvent.objects.count()
    with pytest.raises(ReviewError) as refused:
        act(**named)
    assert CaseEvent.objects.count() == before
    return refused.value.sentence


# the reading room


@pytest.fixture
def way_in(case: Case, cast: Cast) -> ReadingAccess:
    """The advocate's way into the family's copy."""
    copies = give_copies(cast, case, [cast.family_advocate])
    return access_of(copies["sister"], cast.family_advocate)


def test_opens_no_way_in_again_that_was_closed(case: Case, cast: Cast, way_in: ReadingAccess) -> None:
    """To give a reader more time is not to let them in again."""
    late = copy_of(way_in)
    reading_room.close_reading(case=case, by=cast.coordinator, access=way_in, reason="The trial was brought forward")
    told = refusal(reading_room.extend_reading, case=case, by=cast.coordinator, access=late, until=in_days(60))
    assert told == "This way in is closed. Let the reader in again instead."
    stands = copy_of(way_in)
    assert (stands.revoked_at, stands.revoked_reason, stands.ends_on) == (
        way_in.revoked_at, "The trial was brought forward", in_days(21),
    )  # fmt: skip


def test_closes_a_way_in_once(case: Case, cast: Cast, way_in: ReadingAccess) -> None:
    """The first reason stays."""
    late = copy_of(way_in)
    reading_room.close_reading(case=case, by=cast.coordinator, access=way_in, reason="First")
    told = refusal(reading_room.close_reading, case=case, by=cast.coordinator, access=late, reason="Second")
    assert told == "This way in is closed already."
    assert copy_of(way_in).revoked_reason == "First"


def test_keeps_the_words_a_reader_changed_while_they_were_answered(
    case: Case, cast: Cast, way_in: ReadingAccess
) -> None:
    point = reading_room.comment_on_copy(access=way_in, by=cast.family_advocate, text="The day is wrong.")
    late = copy_of(point)
    reading_room.change_comment(access=way_in, by=cast.family_advocate, comment=point, text="The hour is wrong.")
    answer_comment(
        case=case, by=cast.coordinator, comment=late, answer=CommentAnswer.ACCEPTED, answer_text="Mended"
    )  # fmt: skip
    stands = copy_of(point)
    assert (stands.text, stands.answer, stands.answer_text) == (
        "The hour is wrong.", CommentAnswer.ACCEPTED, "Mended",
    )  # fmt: skip


# protected words and holds


SCHOOL = anonymity.Protection(TokenKind.SCHOOL, "Oast Primary", "a primary school")


@pytest.fixture
def school(case: Case, cast: Cast) -> ProtectedToken:
    return anonymity.protect_words(case=case, by=cast.coordinator, words=SCHOOL)


def test_ends_a_protection_once(case: Case, cast: Cast, school: ProtectedToken) -> None:
    late = copy_of(school)
    anonymity.end_protection(case=case, by=cast.coordinator, token=school, reason="A common word")
    told = refusal(anonymity.end_protection, case=case, by=cast.coordinator, token=late, reason="Not needed")
    assert told == "These words are not protected any more."


def test_protects_nothing_anew_by_changing_it(case: Case, cast: Cast, school: ProtectedToken) -> None:
    """The change itself is written; whether the words are protected is another act."""
    late = copy_of(school)
    anonymity.end_protection(case=case, by=cast.coordinator, token=school, reason="A common word")
    words = anonymity.Protection(TokenKind.SCHOOL, "Oast Primary", "an infant school")
    anonymity.change_protection(case=case, by=cast.coordinator, token=late, words=words, reason="It was one")
    stands = copy_of(school)
    assert (stands.is_retired, stands.replacement) == (True, "an infant school")


def test_ends_a_legal_hold_once(case: Case, cast: Cast) -> None:
    """The day on which it ended, and why, stay as the first said."""
    hold = anonymity.start_legal_hold(case=case, by=cast.coordinator, reason="A claim")
    late = copy_of(hold)
    anonymity.end_legal_hold(case=case, by=cast.coordinator, hold=hold, reason="Settled", ends_on=TODAY)
    told = refusal(anonymity.end_legal_hold, case=case, by=cast.coordinator, hold=late, reason="Dropped")
    assert told == "This hold has ended already."
    assert LegalHold.objects.get().end_reason == "Settled"


# people and the promises made to them


@pytest.fixture
def mother(case: Case, cast: Cast) -> Person:
    facts = people.PersonFacts(part=Part.FAMILY, name="Ada Invented", pseudonym="Wren", relationship="mother")
    return people.record_person(case=case, by=cast.coordinator, facts=facts)


def test_keeps_a_correction_made_while_the_family_was_told(case: Case, cast: Cast, mother: Person) -> None:
    stand_at(case, Stage.HO_NOTIFIED)
    late = copy_of(mother)
    facts = people.PersonFacts(part=Part.FAMILY, name="Ada Invented", pseudonym="Lark", relationship="aunt")
    people.correct_person(case=case, by=cast.coordinator, person=mother, facts=facts, reason="She asked")
    news = decision.FamilyNews(True, "visit", "Told", person=late, advocate_offered_on=TODAY, is_trial_witness=True)
    decision.tell_family(case=case, by=cast.coordinator, news=news)
    stands = copy_of(mother)
    assert (stands.pseudonym, stands.relationship, stands.is_trial_witness) == ("Lark", "aunt", True)


def test_tells_what_a_correction_changed_of_what_stands(case: Case, cast: Cast, mother: Person) -> None:
    """Two make the same correction: the second finds nothing to change."""
    late = copy_of(mother)
    facts = people.PersonFacts(part=Part.FAMILY, name="Ada Invented", pseudonym="Wren", relationship="aunt")
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "facts": facts, "reason": "She said so"}
    people.correct_person(person=mother, **said)
    assert refusal(people.correct_person, person=late, **said) == "Nothing was changed."


def test_keeps_a_promise_once(case: Case, cast: Cast, mother: Person) -> None:
    """The day on which it was kept is the first."""
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "summary": "A call", "medium": "telephone"}
    promise = people.record_family_contact(
        **said, person=mother, promise="Send the terms", promise_due_on=TODAY, on=TODAY - 3 * DAY
    )
    late = copy_of(promise)
    people.record_family_contact(**said, keeps=promise, on=TODAY - DAY)
    assert refusal(people.record_family_contact, **said, keeps=late) == "This promise was kept already."
    assert FamilyContact.objects.get(pk=promise.pk).promise_kept_on == TODAY - DAY


# the letter of the Home Office


def test_keeps_the_criterion_of_a_point_that_two_answer(case: Case, cast: Cast) -> None:
    """The section that the first named stays where the second names none."""
    stand_at(case, Stage.AMENDING)
    sent = put(Submission, case=case, round=1, sent_to="Home Office")
    letter = put(QALetter, submission=sent, letter_on=TODAY, outcome=QAOutcome.RESUBMIT)
    point: QAPoint = put(QAPoint, letter=letter, number="1", text="Say more")
    late = copy_of(point)
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "is_accepted": True}
    assurance.answer_qa_point(**said, point=point, response="Done", section="Analysis")
    assurance.answer_qa_point(**said, point=late, response="Done in full")
    stands = copy_of(point)
    assert (stands.section, stands.response) == ("Analysis", "Done in full")


# recommendations and actions


@pytest.fixture
def action(case: Case, cast: Cast) -> Action:
    """An action of the police."""
    return followed(case, cast.police)


def test_leaves_an_action_with_the_body_it_passed_to(case: Case, cast: Cast, action: Action) -> None:
    late = copy_of(action)
    transfer_action(case=case, by=cast.coordinator, action=action, to=cast.health, reason="Moved to the trust")
    progress = Progress(ActionStatus.IN_PROGRESS, reason="Two wards began")
    update_action(case=case, by=cast.coordinator, action=late, progress=progress)
    stands = copy_of(action)
    assert (stands.owner, stands.status) == (cast.health, ActionStatus.IN_PROGRESS)


def test_passes_an_action_on_once(case: Case, cast: Cast, action: Action) -> None:
    late = copy_of(action)
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "to": cast.health, "reason": "Moved to the trust"}
    transfer_action(action=action, **said)
    assert refusal(transfer_action, action=late, **said) == "Testshire NHS Trust owns this action already."
    assert late.transfers.count() == 1


def test_replaces_and_follows_no_action_that_ended_meanwhile(case: Case, cast: Cast, action: Action) -> None:
    first, second, third = (copy_of(action) for _ in range(3))
    said: dict[str, Any] = {"case": case, "by": cast.coordinator}
    supersede_action(**said, action=action, replacement=None, reason="A national form")
    ended = "This action has ended. The coordinator can open it again by an update."
    assert refusal(supersede_action, **said, action=first, replacement=None, reason="Again") == ended
    assert refusal(record_answer, **said, action=second, answer=RUNNING) == ended
    assert refusal(add_evidence, **said, action=third, text="An audit") == ended


def test_verifies_an_action_once(case: Case, cast: Cast, action: Action) -> None:
    done_with_evidence(cast, action)
    late = copy_of(action)
    said: dict[str, Any] = {"case": case, "verdict": Verdict.CONFIRMED, "note": "Seen"}
    verify_action(action=action, by=cast.csp_chair, **said)
    told = refusal(verify_action, action=late, by=cast.coordinator, **said)
    assert told == "This action is verified already."
    assert copy_of(action).verified_by == cast.csp_chair


def test_keeps_what_else_is_said_of_a_recommendation_that_is_graded(case: Case, cast: Cast, action: Action) -> None:
    recommendation = Recommendation.objects.get()
    late = copy_of(recommendation)
    with change("Test", None):
        recommendation.measure = "Every call is asked about"
        recommendation.save()
    strength = next(iter(Strength))
    grade_recommendation(case=case, by=cast.coordinator, recommendation=late, strength=strength)
    stands = copy_of(recommendation)
    assert (stands.measure, stands.strength) == ("Every call is asked about", strength)


def test_keeps_a_receipt_recorded_while_the_reply_was(case: Case, cast: Cast) -> None:
    followed(case, cast.police, Stage.PUBLISHED)
    sending = national.send_recommendation(
        case=case, by=cast.coordinator, recommendation=Recommendation.objects.get(), addressee="Home Office",
        sent_on=TODAY - 9 * DAY,
    )  # fmt: skip
    late = copy_of(sending)
    said: dict[str, Any] = {"case": case, "by": cast.coordinator}
    national.record_receipt(**said, sending=sending, receipt_on=TODAY - DAY, note="Acknowledged")
    national.record_reply(**said, sending=late, reply_on=TODAY, reply=ReplyKind.PARTLY, text="In one force")
    stands = NationalSending.objects.get()
    assert (stands.receipt_on, stands.receipt_note, stands.reply) == (TODAY - DAY, "Acknowledged", ReplyKind.PARTLY)


# accounts


def test_opens_no_account_again_by_changing_it(cast: Cast) -> None:
    """Somebody who was shut out stays so, although a colleague saves their new telephone number."""
    late = copy_of(cast.outsider)
    accounts.deactivate(by=cast.administrator, account=cast.outsider, reason="Left")
    details = AccountDetails(cast.outsider.email, cast.outsider.full_name, telephone="01622 000000")
    accounts.change_account(by=cast.administrator, account=late, details=details, reason="New number")
    stands = copy_of(cast.outsider)
    assert (stands.is_active, stands.telephone) == (False, "01622 000000")


def test_shuts_out_and_lets_in_once(cast: Cast) -> None:
    said: dict[str, Any] = {"by": cast.administrator, "reason": "Left"}
    late = copy_of(cast.outsider)
    accounts.deactivate(account=cast.outsider, **said)
    with pytest.raises(NotNow, match="^This account is deactivated already.$"):
        accounts.deactivate(account=late, **said)
    late = copy_of(cast.outsider)
    accounts.reactivate(account=cast.outsider, **said)
    with pytest.raises(NotNow, match="^This account is active.$"):
        accounts.reactivate(account=late, **said)


def test_keeps_one_administrator_of_two(cast: Cast) -> None:
    """One ends the account of the other, who has the page for the first one's place open."""
    join_team(by=cast.administrator, to=cast.outsider, partnership=cast.partnership, role=Role.ADMINISTRATOR)
    place = TeamMembership.objects.get(user=cast.administrator, team__role=Role.ADMINISTRATOR)
    accounts.deactivate(by=cast.administrator, account=cast.outsider, reason="Left")
    with pytest.raises(NotNow, match="last administrator"):
        leave_team(by=cast.administrator, membership=place, reason="Left")


# bodies and partnerships


def test_keeps_the_last_day_of_a_body_that_is_renamed(cast: Cast) -> None:
    late = copy_of(cast.refuge)
    organisations.end_organisation(by=cast.coordinator, organisation=cast.refuge, ends_on=TODAY, reason="Merged")
    organisations.rename_organisation(
        by=cast.coordinator, organisation=late, name="Testshire Haven", until=TODAY, reason="Its members chose"
    )
    stands = copy_of(cast.refuge)
    assert (stands.ends_on, stands.name) == (TODAY, "Testshire Haven")


def test_ends_and_renames_a_body_once(cast: Cast) -> None:
    late, later = copy_of(cast.refuge), copy_of(cast.refuge)
    named: dict[str, Any] = {"by": cast.coordinator, "name": "Testshire Haven", "until": TODAY, "reason": "Its wish"}
    organisations.rename_organisation(organisation=cast.refuge, **named)
    with pytest.raises(Incomplete, match="^This is the name it has now.$"):
        organisations.rename_organisation(organisation=late, **named)
    assert late.names.count() == 1
    said: dict[str, Any] = {"by": cast.coordinator, "reason": "Merged"}
    organisations.end_organisation(organisation=late, ends_on=TODAY, **said)
    with pytest.raises(NotNow, match="has its last day already"):
        organisations.end_organisation(organisation=later, ends_on=TODAY + DAY, **said)
    assert Organisation.objects.get(pk=cast.refuge.pk).ends_on == TODAY


def test_keeps_both_of_two_settings_changed_at_once(cast: Cast) -> None:
    late, later = copy_of(cast.partnership), copy_of(cast.partnership)
    said: dict[str, Any] = {"by": cast.coordinator, "reason": "New council"}
    contact = settings.Contact("Testshire Partnership", "dhr@testshire.test")
    settings.change_contact(partnership=cast.partnership, contact=contact, **said)
    settings.change_words(partnership=late, label_shown="DARDR", title_pattern="Review {year}", **said)
    settings.change_bodies(partnership=later, bodies=[cast.police], **said)
    stands = Partnership.objects.get(pk=cast.partnership.pk)
    assert (stands.name, stands.label_shown, list(stands.bodies.all())) == (
        "Testshire Partnership", "DARDR", [cast.police],
    )  # fmt: skip
