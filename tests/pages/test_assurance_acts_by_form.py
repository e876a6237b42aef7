"""The acts of assurance, copies, publication, learning and recommendations, done by their pages."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import drafting
from dhr_cases.copies import Recipient, owed
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    CaseEvent,
    CopySent,
    PartialDate,
    Publication,
    PublicationCheck,
    QALetter,
    QAOutcome,
    QAPoint,
    Recommendation,
    Submission,
)
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.by_form import boxes, done_by_form, form_page, last_event, sent_form
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_learning import ALL_CONFIRMED, make_ready
from tests.steps_writing import answer_points, complete_papers, receive_letter

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
DAY = PartialDate.on(TODAY)
TICKED = {"equality_covered": "on", "anonymity_checked": "on", "recommendations_checked": "on"}


@pytest.mark.parametrize("is_complete", [False, True])
def test_submits_the_complete_set(cast: Cast, case: Case, is_complete: bool) -> None:
    """The report is completed only when that is ticked."""
    signed = case_at(cast, case, Stage.CSP_SIGNED_OFF)
    complete_papers(cast, signed)
    page = form_page(cast.coordinator, signed, Verb.SUBMIT)
    assert "No bundle of the set was made; the newest version of each paper goes on record." in page
    assert not {"on"} & {page.values.get(name) for name in TICKED}
    now = {"is_complete_now": "on"} if is_complete else {}
    done_by_form(cast.coordinator, signed, Verb.SUBMIT, {"sent_to": "Quality", **TICKED, **boxes("on"), **now})
    row = Submission.objects.get(case=signed)
    assert (signed.at, row.sent_to, row.on) == (Stage.SUBMITTED, "Quality", DAY)
    assert drafting.is_report_complete(signed) is is_complete


@pytest.mark.parametrize("missing", TICKED)
def test_asks_for_each_confirmation_by_its_own_sentence(cast: Cast, case: Case, missing: str) -> None:
    signed = case_at(cast, case, Stage.CSP_SIGNED_OFF)
    complete_papers(cast, signed)
    ticked = {name: "on" for name in TICKED if name != missing}
    page = sent_form(cast.coordinator, signed, Verb.SUBMIT, {"sent_to": "Home Office", **ticked, **boxes("on")})
    assert page.status == 422
    assert len(page.faults) == 1
    assert page.faults[0].startswith("Confirm: ")
    assert page.faults[0][len("Confirm: ")].islower()
    assert not Submission.objects.filter(case=signed).exists()


def test_sends_the_set_again(cast: Cast, case: Case) -> None:
    amending = case_at(cast, case, Stage.AMENDING)
    answer_points(cast, amending)
    done_by_form(cast.coordinator, amending, Verb.RESUBMIT, {"sent_to": "Home Office", **TICKED, **boxes("on")})
    assert amending.at is Stage.RESUBMITTED
    assert [row.round for row in Submission.objects.filter(case=amending).order_by("pk")] == [1, 2]


def test_clears_a_report_whose_points_are_answered(cast: Cast, case: Case) -> None:
    amending = case_at(cast, case, Stage.AT_QA)
    receive_letter(cast, amending, QAOutcome.PUBLISHABLE_WITH_CHANGES)
    answer_points(cast, amending)
    answers = {"note": "By e-mail", **boxes("on", TODAY)}
    done_by_form(cast.coordinator, amending, Verb.RECORD_CLEARANCE, answers)
    assert (amending.at, drafting.is_report_complete(amending)) == (Stage.QA_CLEARED, True)


def test_begins_a_letter_with_the_day_of_the_board(cast: Cast, case: Case) -> None:
    """A letter without the board's day leaves it open; one without points says so before it is kept."""
    waiting = case_at(cast, case, Stage.AT_QA)
    values = form_page(cast.coordinator, waiting, Verb.RECORD_QA_LETTER).values
    assert (values["board_on_day"], values["board_on_year"]) == (str(TODAY.day), str(TODAY.year))
    answers = {"outcome": QAOutcome.CLEARED_NO_CHANGE, "points": "", "praise": "Its candour", **boxes("letter_on")}
    checking = sent_form(cast.coordinator, waiting, Verb.RECORD_QA_LETTER, answers)
    assert checking.facts["Points to answer"] == "none"
    done_by_form(cast.coordinator, waiting, Verb.RECORD_QA_LETTER, answers)
    letter = QALetter.objects.get(submission__case=waiting)
    assert (letter.outcome, letter.praise) == (QAOutcome.CLEARED_NO_CHANGE, "Its candour")
    assert waiting.at is Stage.QA_CLEARED


def test_shows_a_point_as_it_was_answered_before(cast: Cast, case: Case) -> None:
    amending = case_at(cast, case, Stage.AMENDING)
    point = QAPoint.objects.filter(letter__submission__case=amending)[0]
    fresh = form_page(cast.independent_chair, amending, Verb.ANSWER_QA_POINT, point).values
    assert [fresh.get(name, "") for name in ("is_accepted", "response", "before_text", "after_text")] == [""] * 4
    answers = {
        "is_accepted": "no", "response": "It was said", "section": "4", "before_text": "Then", "after_text": "Now",
        **boxes("on"),
    }  # fmt: skip
    done_by_form(cast.independent_chair, amending, Verb.ANSWER_QA_POINT, answers, point)
    values = form_page(cast.independent_chair, amending, Verb.ANSWER_QA_POINT, point).values
    names = ("is_accepted", "response", "section", "before_text", "after_text")
    assert [values[name] for name in names] == ["no", "It was said", "4", "Then", "Now"]
    point.refresh_from_db()
    assert point.is_accepted is False


def test_records_a_copy_and_says_to_whom_one_is_owed(cast: Cast, case: Case) -> None:
    cleared = case_at(cast, case, Stage.QA_CLEARED)
    page = form_page(cast.coordinator, cleared, Verb.SEND_COPY)
    names = " and the ".join(recipient.label for recipient in owed(cleared.regime))
    assert f"Owed by statute: the {names}." in page
    assert "Nothing else may go to the Commissioner." in page
    assert page.choices("recipient")[0] == "Choose who it went to"
    answers = {"recipient": Recipient.DAC, "is_anonymised": "on", **boxes("on", TODAY)}
    done_by_form(cast.coordinator, cleared, Verb.SEND_COPY, answers)
    row = CopySent.objects.get(case=cleared)
    assert (row.recipient, row.recipient_label, row.on) == (Recipient.DAC, Recipient.DAC.label, DAY)


def test_keeps_what_was_typed_when_a_copy_may_not_go(cast: Cast, case: Case) -> None:
    """The Commissioner gets the anonymised report alone."""
    cleared = case_at(cast, case, Stage.QA_CLEARED)
    answers = {"recipient": Recipient.DAC, "recipient_label": "Her office", **boxes("on")}
    page = sent_form(cast.coordinator, cleared, Verb.SEND_COPY, answers)
    assert page.status == 422
    assert len(page.faults) == 1
    assert (page.values["recipient"], page.values["recipient_label"]) == (Recipient.DAC, "Her office")
    assert not CopySent.objects.exists()


def test_plans_a_publication(cast: Cast, case: Case) -> None:
    cleared = case_at(cast, case, Stage.QA_CLEARED)
    answers = {"dates_avoided": "The trial", **boxes("planned_on", TODAY + 9 * ONE), **boxes("on")}
    done_by_form(cast.coordinator, cleared, Verb.PREPARE_PUBLICATION, answers)
    plan = Publication.objects.get(case=cleared)
    assert (plan.planned_on, plan.dates_avoided) == (TODAY + 9 * ONE, "The trial")
    assert cleared.at is Stage.PRE_PUBLICATION


def test_counts_a_check_as_passed_only_when_every_line_is_ticked(cast: Cast, case: Case) -> None:
    prepared = case_at(cast, case, Stage.PRE_PUBLICATION)
    ticked = dict.fromkeys(vars(ALL_CONFIRMED), "on")
    done_by_form(cast.coordinator, prepared, Verb.CHECK_PUBLICATION, ticked)
    some = dict.fromkeys(list(ticked)[1:], "on")
    refused = sent_form(cast.csp_chair, prepared, Verb.CHECK_PUBLICATION, some)
    assert refused.status == 422
    done_by_form(cast.csp_chair, prepared, Verb.CHECK_PUBLICATION, {**some, "note": "A name on page 9"})
    checks = PublicationCheck.objects.filter(case=prepared).order_by("pk")
    assert [(row.by, row.is_passed, row.note) for row in checks] == [
        (cast.coordinator, True, ""), (cast.csp_chair, False, "A name on page 9"),
    ]  # fmt: skip


def test_tells_the_family_the_planned_day(cast: Cast, case: Case) -> None:
    """The planned day stands in the form; the day on which they were told is kept."""
    prepared = case_at(cast, case, Stage.PRE_PUBLICATION)
    values = form_page(cast.coordinator, prepared, Verb.TELL_FAMILY_OF_PUBLICATION).values
    assert [values[f"planned_on_{part}"] for part in ("day", "month", "year")] == [
        str(TODAY.day), str(TODAY.month), str(TODAY.year),
    ]  # fmt: skip
    answers = {**boxes("planned_on"), **boxes("on"), "note": "The mother, by visit"}
    done_by_form(cast.coordinator, prepared, Verb.TELL_FAMILY_OF_PUBLICATION, answers)
    assert Publication.objects.get(case=prepared).family_told_on == DAY
    assert last_event(prepared).kind == Event.FAMILY_TOLD_OF_PUBLICATION


def test_publishes_where_it_stands_elsewhere(cast: Cast, case: Case) -> None:
    prepared = case_at(cast, case, Stage.PRE_PUBLICATION)
    make_ready(cast, prepared)
    wrong = sent_form(cast.coordinator, prepared, Verb.PUBLISH, {"url": "no address", **boxes("on")})
    assert wrong.status == 422
    assert wrong.values["url"] == "no address"
    done_by_form(cast.coordinator, prepared, Verb.PUBLISH, {"url": "testshire.example/robin", **boxes("on")})
    plan = Publication.objects.get(case=prepared)
    assert (prepared.at, plan.url, plan.published_on) == (Stage.PUBLISHED, "https://testshire.example/robin", DAY)


def test_withholds_with_the_agreement_of_the_home_office(cast: Cast, case: Case) -> None:
    """Nothing is told to the public unless asked for; where it is, a reason in words for them is needed."""
    prepared = case_at(cast, case, Stage.PRE_PUBLICATION)
    answers = {"reason": "A child would be known", **boxes("on")}
    assert sent_form(cast.coordinator, prepared, Verb.WITHHOLD, answers).faults == ["The Home Office must agree first"]
    agreed = {**answers, "home_office_agreed": "on"}
    page = sent_form(cast.coordinator, prepared, Verb.WITHHOLD, {**agreed, "shown_as": "withheld"})
    assert page.status == 422
    assert page.faults == ["Enter the reason in words for the public"]
    assert page.values["reason"] == "A child would be known"
    done_by_form(cast.coordinator, prepared, Verb.WITHHOLD, agreed)
    assert prepared.at is Stage.PUBLICATION_WITHHELD
    assert Publication.objects.get(case=prepared).withheld_reason == "A child would be known"


def test_takes_down_what_stands_elsewhere_without_words_for_the_public(cast: Cast, case: Case) -> None:
    """With nothing on the register, nothing is asked about it."""
    published = case_at(cast, case, Stage.PUBLISHED)
    page = form_page(cast.coordinator, published, Verb.TAKE_DOWN)
    assert not {"public_reason", "what_remains", "keeps"} & set(page.values)
    done_by_form(cast.coordinator, published, Verb.TAKE_DOWN, {"reason": "A threat", **boxes("on")})
    assert Publication.objects.get(case=published).withdrawn_on == TODAY


def test_starts_sharing_and_watching(cast: Cast, case: Case) -> None:
    published = case_at(cast, case, Stage.PUBLISHED)
    started = {"plan": "Two seminars", **boxes("on", TODAY)}
    done_by_form(cast.coordinator, published, Verb.START_LEARNING, started)
    assert published.stage == Stage.LEARNING.value
    done_by_form(cast.coordinator, published, Verb.START_MONITORING, boxes("on"))
    assert published.stage == Stage.MONITORING.value


def test_shares_an_urgent_lesson_while_the_review_runs(cast: Cast, case: Case) -> None:
    writing = case_at(cast, case, Stage.DRAFTING)
    answers = {"lesson": "Ask about fear", "audience": "All GPs", **boxes("on", TODAY - ONE)}
    done_by_form(cast.coordinator, writing, Verb.SHARE_LEARNING, answers)
    event = CaseEvent.objects.get(case=writing, kind=Event.LEARNING_SHARED)
    assert (event.detail["lesson"], event.detail["audience"], event.on) == (
        "Ask about fear", "All GPs", PartialDate.on(TODAY - ONE),
    )  # fmt: skip


def test_records_a_recommendation_as_printed(cast: Cast, case: Case) -> None:
    writing = case_at(cast, case, Stage.DRAFTING)
    answers = {
        "ref": "4.1.2.3", "text": "Ask every patient", "scope": "local", "kind": "training", "addressee_text": "GPs",
        "owner": cast.health.pk, "measure": "An audit", "target_date_month": "9", "target_date_year": "2027",
    }  # fmt: skip
    done_by_form(cast.independent_chair, writing, Verb.RECORD_RECOMMENDATION, answers)
    row = Recommendation.objects.get(case=writing)
    assert (row.ref, row.text, row.scope, row.kind, row.strength) == (
        "4.1.2.3", "Ask every patient", "local", "training", "",
    )  # fmt: skip
    assert (row.owner, row.measure, row.addressee_text) == (cast.health, "An audit", "GPs")
    assert row.target_date == PartialDate.parse("2027-09")


def test_needs_the_words_of_a_recommendation_alone(cast: Cast, case: Case) -> None:
    writing = case_at(cast, case, Stage.DRAFTING)
    page = sent_form(cast.independent_chair, writing, Verb.RECORD_RECOMMENDATION, {"ref": "1"})
    assert (page.status, len(page.faults), page.values["ref"]) == (422, 1, "1")
    done_by_form(cast.independent_chair, writing, Verb.RECORD_RECOMMENDATION, {"text": "Ask every patient"})
    row = Recommendation.objects.get(case=writing)
    assert (row.owner, row.target_date.is_known, row.ref) == (None, False, "")


def test_needs_a_day_of_the_past_for_what_has_happened(cast: Cast, case: Case) -> None:
    """A day to come is refused beside its field, and stays as typed."""
    cleared = case_at(cast, case, Stage.QA_CLEARED)
    tomorrow = TODAY + ONE
    answers = {"recipient": Recipient.PCC, **boxes("on", tomorrow)}
    page = sent_form(cast.coordinator, cleared, Verb.SEND_COPY, answers)
    assert page.status == 422
    assert page.faults == ["The date must be today or in the past"]
    assert page.values["on_day"] == str(tomorrow.day)
    assert not CaseEvent.objects.filter(kind=Event.COPY_SENT).exists()
