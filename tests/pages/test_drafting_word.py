"""A Word draft comes in through the browser: kept, taken apart, looked at, written into the sections."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PaperVersion, SectionVersion, TextOrigin
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.report_texts import versions_beside
from dhr_cases.stages import Stage
from tests import files
from tests.conftest import Cast
from tests.standing import stand_at
from tests.word_drafts import run, with_headings, with_xml
from tests.writing import REPORT, section_of, text_of, write

SENT = re.compile(r'<input type="hidden" name="(seen_\w+)" value="(\d+)">')
PICKED = re.compile(r'<select name="(piece_\d+)".*?<option value="(\w+)" selected>', re.DOTALL)


@pytest.fixture
def drafted(case: Case, cast: Cast, client: Client) -> Case:
    """A case whose draft is being written by the person at the browser."""
    client.force_login(cast.independent_chair)
    return stand_at(case, Stage.DRAFTING)


def word_url(case: Case, kind: PaperKind = REPORT) -> str:
    return reverse("drafting_word", args=[case.reference, kind.value])


def upload(client: Client, case: Case, content: bytes, name: str = "draft.docx") -> Any:
    return client.post(word_url(case), {"upload": SimpleUploadedFile(name, content)}, follow=True)


def sent_back(page: str, **changed: str) -> dict[str, str]:
    """What the browser sends from the page that shows what goes where."""
    return {**dict(SENT.findall(page)), **dict(PICKED.findall(page)), **changed}


def split_url(case: Case) -> str:
    version = PaperVersion.objects.get()
    return reverse("drafting_word_split", args=[case.reference, REPORT.value, version.pk])


def test_keeps_the_file_and_shows_what_goes_where(drafted: Case, client: Client) -> None:
    page = upload(client, drafted, with_headings("Timescales", "A poem")).content.decode()

    assert PaperVersion.objects.get().paper.kind == REPORT
    assert "2 parts found, 1 without a section of its own" in page
    assert dict(PICKED.findall(page)) == {"piece_0": "timescales", "piece_1": "further_text"}
    assert not SectionVersion.objects.exists()


def test_writes_the_file_into_the_sections(drafted: Case, client: Client) -> None:
    page = upload(client, drafted, with_headings("Timescales", "A poem")).content.decode()
    done = client.post(split_url(drafted), sent_back(page, piece_1="preface"), follow=True).content.decode()

    assert "2 sections are written from the Word file" in done
    assert text_of(drafted, "timescales") == "Words of part 1."
    assert text_of(drafted, "preface") == "## A poem\n\nWords of part 2."
    assert set(SectionVersion.objects.values_list("origin", flat=True)) == {TextOrigin.WORD}
    assert CaseEvent.objects.get(kind=Event.WORD_TAKEN_IN).detail["sections"] == 2


def test_puts_further_text_below_what_is_there(drafted: Case, cast: Cast, client: Client) -> None:
    write(drafted, cast.independent_chair, "Already there.", code="further_text")
    page = upload(client, drafted, with_headings("Timescales", "A poem")).content.decode()
    client.post(split_url(drafted), sent_back(page))

    text = text_of(drafted, "further_text")
    assert text.startswith("Already there.\n\n")
    assert text.endswith("## A poem\n\nWords of part 2.")


def test_says_which_sections_get_another_version(drafted: Case, cast: Cast, client: Client) -> None:
    write(drafted, cast.independent_chair, "Present words.")
    page = upload(client, drafted, with_headings("Timescales")).content.decode()
    assert "Sections that have words already" in page
    client.post(split_url(drafted), sent_back(page))

    assert text_of(drafted) == "Words of part 1."
    assert SectionVersion.objects.count() == 2


def test_keeps_both_texts_of_a_section_saved_meanwhile(drafted: Case, cast: Cast, client: Client) -> None:
    page = upload(client, drafted, with_headings("Timescales")).content.decode()
    write(drafted, cast.independent_chair, "Saved meanwhile.")
    done = client.post(split_url(drafted), sent_back(page), follow=True).content.decode()

    assert "Both texts of each are kept" in done
    assert text_of(drafted) == "Saved meanwhile."
    assert [version.text for version in versions_beside(section_of(drafted))] == ["Words of part 1."]


def test_takes_nothing_in_twice(drafted: Case, client: Client) -> None:
    page = upload(client, drafted, with_headings("Timescales")).content.decode()
    client.post(split_url(drafted), sent_back(page))
    answer = client.post(split_url(drafted), sent_back(page))

    assert answer.status_code == 409
    assert "say already what the file says" in answer.content.decode()
    assert SectionVersion.objects.count() == 1


def test_says_what_is_not_taken_over(drafted: Case, client: Client) -> None:
    tracked = f'<w:ins w:id="1" w:author="A">{run("put in")}</w:ins>'
    page = upload(client, drafted, with_xml(tracked)).content.decode()

    assert "1 tracked insertion is read as text." in page


def test_says_that_a_file_holds_no_text(drafted: Case, client: Client) -> None:
    assert "The file holds no text" in upload(client, drafted, with_headings()).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("draft.pdf", files.PDF, "no Word document"),
        ("draft.docx", files.DOCX, "cannot be read as a Word document"),
        ("draft.docx", b"no zip", "cannot be read as a Word document"),
        ("draft.docx", b"", "The file is empty"),
    ],
)
def test_says_what_is_wrong_with_a_file(
    drafted: Case, client: Client, name: str, content: bytes, sentence: str
) -> None:
    answer = upload(client, drafted, content, name)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not PaperVersion.objects.exists()


def test_wants_a_file(drafted: Case, client: Client) -> None:
    answer = client.post(word_url(drafted))

    assert answer.status_code == 422
    assert "Choose a file" in answer.content.decode()


def test_takes_no_section_that_is_not_of_the_paper(drafted: Case, client: Client) -> None:
    page = upload(client, drafted, with_headings("Timescales")).content.decode()
    answer = client.post(split_url(drafted), sent_back(page, piece_0="key_issues"))

    assert answer.status_code == 422
    assert not SectionVersion.objects.exists()


def test_takes_no_file_of_another_paper_apart(drafted: Case, client: Client) -> None:
    upload(client, drafted, with_headings("Timescales"))
    version = PaperVersion.objects.get()

    other = reverse("drafting_word_split", args=[drafted.reference, PaperKind.ACTION_PLAN.value, version.pk])
    assert client.get(other).status_code == 404


@pytest.mark.parametrize("part", ["panel_member", "coordinator"])
def test_is_only_for_who_writes(drafted: Case, cast: Cast, client: Client, part: str) -> None:
    upload(client, drafted, with_headings("Timescales"))
    client.force_login(getattr(cast, part))

    assert client.get(word_url(drafted)).status_code == 403
    assert client.post(split_url(drafted)).status_code == 403
