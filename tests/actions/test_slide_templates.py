"""How does a partnership's own slide template come into use, and what is left where it is refused?"""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from pptx import Presentation
from pytest_django import Settings

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.papers.uploads import MEGABYTE, digest_of
from learning.actions.slide_templates import bring_slide_template, retire_slide_template
from learning.models import LearningEvent, SlideTemplate
from learning.verbs import LearningVerb
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def content() -> bytes:
    """The stock presentation with a slide of its own."""
    target, file = io.BytesIO(), Presentation()
    file.slides.add_slide(file.slide_layouts[0]).shapes.title.text = "An old title"
    file.save(target)
    return target.getvalue()


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder into which files are kept."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def brought(cast: Cast, content: bytes, by: Any = None) -> SlideTemplate:
    """The template taken from what somebody uploaded."""
    upload = SimpleUploadedFile("our slides.pptx", content)
    upload.read(3)  # a form has looked at its first bytes
    return bring_slide_template(partnership=cast.partnership, by=by or cast.coordinator, upload=upload)


def kept_in(folder: Path) -> list[bytes]:
    """What lies in the folder."""
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def test_keeps_the_whole_file_with_its_digest(cast: Cast, content: bytes, folder: Path) -> None:
    row = brought(cast, content)
    assert kept_in(folder) == [content]
    assert (row.sha256, row.added_by, row.is_used, row.partnership) == (
        digest_of(content),
        cast.coordinator,
        True,
        cast.partnership,
    )
    assert row.file_name.endswith(".pptx")
    event = LearningEvent.objects.get(kind=LearningVerb.BRING_SLIDE_TEMPLATE)
    assert (event.subject_id, event.detail) == (row.pk, {"sha256": row.sha256})


@pytest.mark.parametrize(("over", "is_taken"), [(-1, False), (0, True), (1, True)])
def test_takes_a_file_up_to_the_limit(
    cast: Cast, content: bytes, folder: Path, settings: Settings, over: int, *, is_taken: bool
) -> None:
    settings.UPLOAD_LIMIT = len(content) + over
    if is_taken:
        assert brought(cast, content).sha256 == digest_of(content)
    else:
        with pytest.raises(Incomplete, match="The file is larger than"):
            brought(cast, content)
    assert len(kept_in(folder)) == SlideTemplate.objects.count() == (1 if is_taken else 0)


def test_names_the_limit_in_megabytes(cast: Cast, content: bytes, folder: Path, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 2 * MEGABYTE
    with pytest.raises(Incomplete, match="larger than 2 MB"):
        brought(cast, content + bytes(2 * MEGABYTE))
    assert kept_in(folder) == []


def test_leaves_neither_row_nor_file_where_the_act_cannot_be_recorded(
    cast: Cast, content: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be recorded is not done: the row is taken back by the database, the file by us."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise NotNow("The record cannot be written.")

    monkeypatch.setattr(LearningEvent, "save", refuse)
    with pytest.raises(NotNow, match="cannot be written"):
        brought(cast, content)
    assert kept_in(folder) == []
    assert not SlideTemplate.objects.exists()


def test_refuses_what_is_no_presentation_and_keeps_nothing(cast: Cast, folder: Path) -> None:
    with pytest.raises(Incomplete, match="A slide template is a PowerPoint file"):
        brought(cast, b"PK\x03\x04 nothing")
    assert kept_in(folder) == []
    assert not SlideTemplate.objects.exists()


def test_is_brought_and_retired_by_the_office_alone(cast: Cast, content: bytes, folder: Path) -> None:
    with pytest.raises(NotPermitted):
        brought(cast, content, cast.csp_chair)
    assert kept_in(folder) == []
    row = brought(cast, content)
    with pytest.raises(NotPermitted):
        retire_slide_template(template=row, by=cast.auditor, reason="Old")
    row.refresh_from_db()
    assert row.is_used


def test_goes_out_of_use_once_and_for_a_reason(cast: Cast, content: bytes, folder: Path) -> None:
    row = brought(cast, content)
    older = SlideTemplate.objects.get()
    retire_slide_template(template=row, by=cast.coordinator, reason="A new look")
    event = LearningEvent.objects.get(kind=LearningVerb.RETIRE_SLIDE_TEMPLATE)
    assert (event.reason, event.detail) == ("A new look", {"sha256": row.sha256})
    with pytest.raises(NotNow, match="out of use already"):
        retire_slide_template(template=older, by=cast.coordinator, reason="Again")
    assert len(kept_in(folder)) == 1


def test_has_a_limit_that_holds_a_presentation() -> None:
    assert site.UPLOAD_LIMIT >= MEGABYTE
