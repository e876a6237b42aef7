"""The self-assessment of a case, its criteria under the settings, and what else goes with a submission."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import assessment, assurance, papers
from dhr_cases.actions.assurance import NewPoint
from dhr_cases.forms.assurance import bundle_in_words, section_text
from dhr_cases.models import Assessment, Case, Criterion, Finding, QAOutcome, QAPoint, Submission
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from dhr_cases.submission_set import newest_bundle, sent_by_round
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.files import upload
from tests.reading_copies import TEXTS, write_on, write_sections
from tests.stages import case_at
from tests.standing import stand_at
from tests.steps_writing import CONFIRMED, complete_papers

ASKED = "Explain what Covid meant for the refuge."


@pytest.fixture
def drafted(case: Case, cast: Cast, client: Client) -> Case:
    """A case whose report is being written; its coordinator is signed in."""
    stand_at(case, Stage.DRAFTING)
    client.force_login(cast.coordinator)
    return case


def read(client: Client, case: Case, name: str = "case_assessment") -> str:
    answer = client.get(reverse(name, args=(case.reference,)))
    assert answer.status_code == 200
    return answer.content.decode()


def criterion(cast: Cast, code: str = "context") -> Criterion:
    """One of the partnership's criteria."""
    return next(row for row in assessment.criteria_of(cast.partnership) if row.code == code)


def test_lists_open_criteria_as_tasks_with_links(drafted: Case, cast: Cast, client: Client) -> None:
    """What is met moves down; what is missing says what."""
    tribute, equality = criterion(cast, "tribute"), criterion(cast, "equality")
    about: dict[str, Any] = {"case": drafted, "by": cast.coordinator}
    assessment.assess_criterion(**about, criterion=tribute, finding=Finding.MET)
    assessment.assess_criterion(**about, criterion=equality, finding=Finding.NOT_MET, note="Age is left out.")
    page = read(client, drafted)
    assert "Looked at: 2 of 18 criteria. Open: 17." in page
    assert "Age is left out." in page
    assert page.index(equality.text) < page.index("Met, or does not apply") < page.index(tribute.text)
    assert reverse("act", args=(drafted.reference, Verb.ASSESS_CRITERION.value, equality.pk)) in page
    assert "What a submission needs" in page


@pytest.mark.parametrize(
    ("part", "status", "may_assess"),
    [
        ("independent_chair", 200, True),
        ("panel_member", 200, False),
        ("family_advocate", 404, False),
        ("home_office_reader", 404, False),
    ],
)
def test_shows_it_to_those_who_work_on_the_draft(
    drafted: Case, cast: Cast, client: Client, part: str, status: int, may_assess: bool
) -> None:
    """The Home Office does not read what the partnership thinks of its own report."""
    client.force_login(getattr(cast, part))
    answer = client.get(reverse("case_assessment", args=(drafted.reference,)))
    assert answer.status_code == status
    assert (Verb.ASSESS_CRITERION.value in answer.content.decode()) is may_assess


def test_records_a_finding_by_the_page_of_the_act(drafted: Case, cast: Cast, client: Client) -> None:
    """The question is the heading; the earlier finding is filled in."""
    row = criterion(cast)
    path = reverse("act", args=(drafted.reference, Verb.ASSESS_CRITERION.value, row.pk))
    assert row.text in client.get(path).content.decode()
    wrong = client.post(path, {"finding": "partly", "note": ""})
    assert "what is missing" in wrong.content.decode()
    assert client.post(path, {"finding": "partly", "note": "One sentence only."}).status_code == 302
    assert Assessment.objects.get().note == "One sentence only."
    assert "One sentence only." in client.get(path).content.decode()


def test_says_what_letters_asked_before(case: Case, cast: Cast, client: Client) -> None:
    """Beside the criterion: in how many letters, and the newest words."""
    case_at(cast, case, Stage.AT_QA)
    assurance.record_qa_letter(
        case=case,
        by=cast.coordinator,
        outcome=QAOutcome.RESUBMIT,
        letter_on=timezone.localdate(),
        points=[NewPoint("1", ASKED, "", criterion(cast))],
    )
    client.force_login(cast.coordinator)
    page = read(client, case)
    assert "Asked in 1 of 1 letter of this partnership." in page
    assert f"Newest words: {ASKED}" in page


def test_is_linked_from_where_the_report_is_sent(drafted: Case, client: Client) -> None:
    path = reverse("case_assessment", args=(drafted.reference,))
    page = read(client, drafted, "case_assurance")
    assert "0 of 18 criteria met or not applicable." in page
    assert path in page
    assert path in read(client, drafted, "case_readings")


def test_keeps_criteria_under_the_settings(cast: Cast, client: Client) -> None:
    """Listed with source and use; one can be changed and one added."""
    client.force_login(cast.coordinator)
    listed = reverse("settings_criteria", args=("testshire",))
    row = criterion(cast)
    page = client.get(listed).content.decode()
    assert row.text in page
    assert row.source in page
    sent = {"text": "Is the time explained?", "source": "Ours", "position": "5", "reason": "Shorter."}
    assert client.post(reverse("settings_criterion", args=("testshire", row.pk)), sent).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.position, row.is_used) == ("Is the time explained?", 5, False)
    new = {"text": "Is the dog named?", "source": "", "reason": "A letter asked."}
    assert client.post(reverse("settings_criterion_new", args=("testshire",)), new).status_code == 302
    assert "Is the dog named?" in client.get(listed).content.decode()
    assert listed in client.get(reverse("settings")).content.decode()


def test_offers_no_criterion_that_is_out_of_use(drafted: Case, cast: Cast, client: Client) -> None:
    row = criterion(cast)
    with change("Test criterion", None):
        row.is_used = False
        row.save()
    assert row.text not in read(client, drafted)
    path = reverse("act", args=(drafted.reference, Verb.ASSESS_CRITERION.value, row.pk))
    assert client.get(path).status_code == 404


def test_fills_in_what_the_report_says(case: Case, cast: Cast, client: Client) -> None:
    """The section named with the point, as it reads now; in whatever capitals its heading was typed."""
    sections = write_sections(cast, case)
    write_on(cast, sections[1], "The trust saw her three times.")
    assert section_text(case, sections[1].heading.upper()) == "The trust saw her three times."
    assert section_text(case, sections[2].heading) == TEXTS[2]
    assert section_text(case, "Paragraph 4.2") == section_text(case, "") == ""


def test_keeps_before_and_after_with_the_answer(case: Case, cast: Cast, client: Client) -> None:
    """Both are filled in, changed by the author, and shown with the point."""
    case_at(cast, case, Stage.AT_QA)
    heading = write_sections(cast, case)[1].heading
    assurance.record_qa_letter(
        case=case,
        by=cast.coordinator,
        outcome=QAOutcome.RESUBMIT,
        letter_on=timezone.localdate(),
        points=[NewPoint("1", ASKED, heading)],
    )
    client.force_login(cast.independent_chair)
    path = reverse("act", args=(case.reference, Verb.ANSWER_QA_POINT.value, QAPoint.objects.get().pk))
    assert TEXTS[1] in client.get(path).content.decode()
    today = timezone.localdate()
    sent = {
        "is_accepted": "yes", "response": "Added.", "section": heading, "before_text": TEXTS[1],
        "after_text": "It says so now.", "criterion": criterion(cast).pk,
        "on_day": today.day, "on_month": today.month, "on_year": today.year,
    }  # fmt: skip  # what the form sends, in two lines
    assert client.post(path, sent).status_code == 302
    page = read(client, case, "case_assurance")
    assert "what the report said and says" in page
    assert "It says so now." in page
    assert QAPoint.objects.get().criterion == criterion(cast)


def test_puts_the_newest_bundle_on_record(case: Case, cast: Cast, client: Client) -> None:
    """With the version of each paper; a paper added after the bundle is named."""
    case_at(cast, case, Stage.CSP_SIGNED_OFF)
    assert bundle_in_words(case).startswith("No bundle")
    complete_papers(cast, case)
    bundle = papers.add_paper(
        case=case, by=cast.coordinator, kind=PaperKind.SUBMISSION_BUNDLE, title="Set", upload=upload("set.pdf")
    )
    assert newest_bundle(case) == bundle
    assert bundle_in_words(case) == (
        "The newest bundle, version 1, goes on record with the newest version of each paper."
    )
    papers.add_paper(case=case, by=cast.coordinator, kind=PaperKind.DATA_FORM, title="", upload=upload())
    assert "Newer than the bundle: Home Office data form." in bundle_in_words(case)
    client.force_login(cast.coordinator)
    assert "version 1, made" in read(client, case, "case_assurance")
    assurance.submit(case=case, by=cast.coordinator, **CONFIRMED)
    assert bundle.pk in sent_by_round(case)[1]
    assert Submission.objects.get(case=case).round == 1
