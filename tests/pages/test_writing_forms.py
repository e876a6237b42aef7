"""The acts of writing and assurance are done in the browser, through the one page of every act."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import drafting
from dhr_cases.forms import assurance as assurance_forms
from dhr_cases.forms import drafting as drafting_forms
from dhr_cases.forms import papers as paper_forms
from dhr_cases.forms.acts import ActForm
from dhr_cases.models import AgencyApproval, Case, Paper, PartialDate, QAOutcome, QAPoint
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests import files
from tests.conftest import Cast
from tests.stages import case_at
from tests.standing import stand_at

TODAY = timezone.localdate()


def boxes(name: str) -> dict[str, str]:
    """Today typed in three boxes."""
    return {f"{name}_day": str(TODAY.day), f"{name}_month": str(TODAY.month), f"{name}_year": str(TODAY.year)}


def act_page(case: Case, verb: Verb, *about: int) -> str:
    return reverse("act", args=[case.reference, verb.value, *about])


def test_adds_a_paper(case: Case, cast: Cast, client: Client) -> None:
    """A file goes up with its kind and marking."""
    client.force_login(cast.coordinator)
    answers = {"kind": "letter", "paper_title": "Letter 1", "upload": files.upload(), "marking": "official_sensitive"}
    assert client.post(act_page(case, Verb.ADD_PAPER), answers).status_code == 302
    assert Paper.objects.get(case=case).title == "Letter 1"


def test_says_on_the_form_what_is_wrong_with_a_file(case: Case, cast: Cast, client: Client) -> None:
    """The sentence of the check stands on the page and nothing is kept."""
    client.force_login(cast.coordinator)
    wrong = SimpleUploadedFile("letter.pdf", files.TXT)
    answers = {"kind": "letter", "paper_title": "Letter 1", "upload": wrong, "marking": "official_sensitive"}
    answer = client.post(act_page(case, Verb.ADD_PAPER), answers)
    assert answer.status_code == 422
    assert "Rename it to .txt" in answer.content.decode()
    assert not Paper.objects.exists()


def test_sends_the_draft_to_its_readers(case: Case, cast: Cast, client: Client) -> None:
    """The chosen agencies are shown for checking before anything goes out."""
    case_at(cast, case, Stage.DRAFTING)
    client.force_login(cast.independent_chair)
    answers = {"agencies": [str(cast.health.pk)], **boxes("on"), **boxes("due_on")}
    checking = client.post(act_page(case, Verb.SEND_FOR_READING), answers)
    assert str(cast.health) in checking.content.decode()
    assert client.post(act_page(case, Verb.SEND_FOR_READING), {**answers, "confirmed": "yes"}).status_code == 302
    assert case.draft_readings.count() == 1


def test_answers_for_the_agency(case: Case, cast: Cast, client: Client) -> None:
    """A panel member finds their own agency filled in and no other to choose."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    client.force_login(cast.panel_member)
    page = client.get(act_page(case, Verb.APPROVE_FOR_AGENCY)).content.decode()
    assert (str(cast.health) in page, str(cast.refuge) in page) == (True, False)
    answers = {"organisation": str(cast.health.pk), "is_approved": "no", "note": "Unfair.", **boxes("on")}
    client.post(act_page(case, Verb.APPROVE_FOR_AGENCY), {**answers, "confirmed": "yes"})
    assert AgencyApproval.objects.get(case=case).is_approved is False


def test_tells_which_agencies_have_not_answered(case: Case, cast: Cast, client: Client) -> None:
    """The refusal is a page that says what is missing."""
    case_at(cast, case, Stage.FAMILY_REVIEW)
    client.force_login(cast.independent_chair)
    answer = client.get(act_page(case, Verb.RECORD_PANEL_APPROVAL))
    assert answer.status_code == 409
    assert f"{cast.health} has not answered" in answer.content.decode()


def test_records_a_letter_with_its_points(case: Case, cast: Cast, client: Client) -> None:
    """Points typed one to a line are shown for checking and then stand each on its own."""
    case_at(cast, case, Stage.AT_QA)
    client.force_login(cast.coordinator)
    answers = {"outcome": QAOutcome.RESUBMIT, "points": "1. Explain.\n2. Define.", "praise": "", **boxes("letter_on")}
    checking = client.post(act_page(case, Verb.RECORD_QA_LETTER), answers)
    assert "1. Explain.; 2. Define." in checking.content.decode()
    assert client.post(act_page(case, Verb.RECORD_QA_LETTER), {**answers, "confirmed": "yes"}).status_code == 302
    assert [point.text for point in QAPoint.objects.all()] == ["Explain.", "Define."]


def test_answers_a_point_under_its_own_heading(case: Case, cast: Cast, client: Client) -> None:
    """The form says which point it answers, and what the point asks."""
    case_at(cast, case, Stage.AMENDING)
    point: QAPoint = QAPoint.objects.all()[0]
    client.force_login(cast.independent_chair)
    page = client.get(act_page(case, Verb.ANSWER_QA_POINT, point.pk)).content.decode()
    assert f"Answer point {point.number}" in page
    assert point.text in page
    answers = {"is_accepted": "yes", "response": "Done.", "section": "4", **boxes("on")}
    assert client.post(act_page(case, Verb.ANSWER_QA_POINT, point.pk), answers).status_code == 302
    point.refresh_from_db()
    assert (point.is_accepted, point.section) == (True, "4")


def test_signs_off_and_submits(case: Case, cast: Cast, client: Client) -> None:
    """The chair signs; the coordinator is told what a submission still lacks."""
    case_at(cast, case, Stage.PANEL_APPROVED)
    client.force_login(cast.csp_chair)
    signed = {"minute": "Board, item 6", "confirmed": "yes", **boxes("on")}
    assert client.post(act_page(case, Verb.SIGN_OFF), signed).status_code == 302
    assert not drafting.is_report_complete(case)
    client.force_login(cast.coordinator)
    refused = client.get(act_page(case, Verb.SUBMIT))
    assert refused.status_code == 409
    assert "Executive summary" in refused.content.decode()


ALL_FORMS = (*paper_forms.FORMS, *drafting_forms.FORMS, *assurance_forms.FORMS)


@pytest.mark.parametrize("form_class", ALL_FORMS)
def test_asks_every_field_in_words(case: Case, cast: Cast, form_class: type[ActForm]) -> None:
    """No field shows its name in the code for a label, and every button names its act."""
    stand_at(case, Stage.FAMILY_REVIEW)
    form = form_class(case=case, by=cast.coordinator)
    assert form.submit_label
    assert [field for field in form.fields.values() if not field.label] == []


def test_reads_a_partial_date_of_a_board(case: Case, cast: Cast, client: Client) -> None:
    """A board known to the month is kept as such."""
    case_at(cast, case, Stage.SUBMITTED)
    client.force_login(cast.coordinator)
    answers = {"board_on_day": "", "board_on_month": str(TODAY.month), "board_on_year": str(TODAY.year)}
    assert client.post(act_page(case, Verb.RECORD_BOARD), answers).status_code == 302
    row = case.submissions.all()[0]
    assert row.board_on == PartialDate.parse(f"{TODAY:%Y-%m}")
