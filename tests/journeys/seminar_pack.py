"""How do the slides of a seminar come from a published review: chosen, made, looked at, approved by two, shown?"""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Download
from pptx import Presentation
from pptx.slide import Slide

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import PublicRecord
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from learning.models import Event
from tests.journeys.looking import look
from tests.journeys.visitor import Visitor
from workflows.demonstration.directing import put_on
from workflows.demonstration.people import Town
from workflows.demonstration.scripts import Script
from workflows.pack_work import make_packs

REVIEW = Script("Primrose", Stage.PUBLISHED, 12)
"""The review of which the seminar tells: on the register with a summary that two people released."""
SECOND = "panel"
"""Who helps out as a second coordinator, and planned nothing of the seminar."""
THEME = "Ask when nobody else listens"
LESSON = "Ask about abuse when the person is alone, and ask again when things change."
HELD_BACK = "neither of them its author."
APPROVE = "Approve the pack"
LOOKED = "I have looked at every file and at every word that may be a name. Nothing in them points to a person."
SLIDES = "Slides (PPTX)"
DRAFT = "draft-"


@dataclass(frozen=True)
class Lesson:
    """One paragraph of a review as the public reads it: on which review's page, under which number, its words."""

    record: PublicRecord
    number: int
    text: str

    @property
    def source(self) -> str:
        """How slides name it."""
        return f"{self.record.title}, {self.number}"

    @property
    def page(self) -> str:
        """Where anybody reads it."""
        return f"/public/{self.record.slug}/"


def published(town: Town) -> PublicRecord:
    """A review that went its whole way to the public register; and a second person who can approve."""
    case = put_on(town, REVIEW)
    join_team(by=None, to=town.accounts[SECOND], partnership=town.partnership, role=Role.COORDINATOR)
    found: PublicRecord = PublicRecord.objects.get(case=case)
    return found


def read_in_public(reader: Visitor, record: PublicRecord) -> Lesson:
    """Somebody without an account finds the lesson on the public page of the review."""
    reader.open(f"/public/{record.slug}/")
    paragraph = reader.page.locator("[id^=p]").filter(has_text=LESSON).last
    number = (paragraph.get_attribute("id") or "").removeprefix("p")
    return Lesson(record, int(number), LESSON)


def at_pack(person: Visitor, event: Event) -> None:
    """The person comes to the pack by way of the event."""
    person.open(f"/learning/{event.partnership.code}/events/{event.code}/")
    person.follow("Seminar pack")


def choose(coordinator: Visitor, event: Event, lesson: Lesson) -> None:
    """A theme that names a paragraph there is not is refused; one that names the lesson is taken, and shown."""
    at_pack(coordinator, event)
    assert coordinator.sees("Nothing is chosen for this pack yet.")
    words = "Choose what the pack tells of"
    coordinator.press(words)
    record = lesson.record
    coordinator.answer({"Reviews": [f"{record.title} ({record.slug})"], "Themes": f"{THEME}: {record.slug} 999"})
    coordinator.press(words)
    assert coordinator.problems() == f"“{THEME}” names paragraph 999 of {record.slug}, which its summary does not have."
    coordinator.send(words, {
        "Themes": f"{THEME}: {record.slug} {lesson.number}",
        "Aims": "Take one question back to your team.",
        "Where to refer here": "Refuge intake: 01632 960456",
    })  # fmt: skip  # the form in one glance
    assert coordinator.sees(f"{THEME} (1 quoted)")
    look(coordinator.page, "seminar-pack-chosen")


def make(coordinator: Visitor, event: Event) -> None:
    """The coordinator asks for the files; the worker makes them; whoever asked approves nothing."""
    coordinator.press("Make the pack")
    coordinator.send("Make the pack")
    assert coordinator.sees("The pack is being made.")
    assert make_packs() == 1
    at_pack(coordinator, event)
    assert coordinator.sees("Edition 1, made on")
    assert coordinator.sees(HELD_BACK)
    assert not coordinator.offered(APPROVE).count()
    look(coordinator.page, "seminar-pack-made")
    assert download(coordinator, SLIDES).suggested_filename.startswith(DRAFT)


def approve(people: Iterable[Visitor], event: Event) -> None:
    """Each looks at the files and at the words to judge, and says so."""
    for person in people:
        at_pack(person, event)
        person.press(APPROVE)
        person.press(APPROVE)
        assert person.problems() == "Confirm that you have looked at every file."
        person.send(APPROVE, {LOOKED: True})


def download(person: Visitor, words: str) -> Download:
    """The file behind a link of the pack's page."""
    with person.page.expect_download() as begun:
        person.page.get_by_role("link", name=words, exact=True).click()
    return begun.value


def show(coordinator: Visitor, event: Event, lesson: Lesson) -> None:
    """The approved slides open; every one has notes; the theme bears its source, and its notes the whole paragraph."""
    at_pack(coordinator, event)
    assert coordinator.sees("Approved for use by ")
    look(coordinator.page, "seminar-pack-approved")
    file = download(coordinator, SLIDES)
    assert file.suggested_filename == f"{event.code}-slides.pptx"
    slides = list(Presentation(io.BytesIO(file.path().read_bytes())).slides)
    assert [slide.shapes.title.text for slide in slides if not _notes(slide).strip()] == []
    (told,) = [slide for slide in slides if THEME in slide.shapes.title.text]
    words = "\n".join(shape.text_frame.text for shape in told.shapes if shape.has_text_frame)
    assert LESSON in words
    assert lesson.source in words
    record = lesson.record
    assert f"{record.title}, paragraph {lesson.number}: “{lesson.text}”" in _notes(told)
    assert f"{lesson.page}#p{lesson.number}" in _notes(told)


def _notes(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return frame.text if frame is not None else ""
