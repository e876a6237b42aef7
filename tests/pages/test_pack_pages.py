"""Do the pages of a seminar pack show how far it is, and let the right people make and approve it?"""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pptx import Presentation

from dhr_cases.actions.core import today
from dhr_cases.anonymisation.checking import check_file
from dhr_cases.models import PartialDate, PublicState
from dhr_cases.models.history import change
from learning.actions.packs import approve_pack
from learning.models import LearningEvent, PackOrder, PackReview, SeminarPack, SlideTemplate
from learning.pack_gate import kept_findings
from learning.pack_terms import QUESTIONS
from learning.papers.pack.material import material_of
from learning.papers.pack.reading import read
from learning.verbs import LearningVerb
from tests import events, packs
from tests.conftest import Cast
from tests.public_records import put_summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(cast: Cast) -> SeminarPack:
    """A pack on one published review."""
    return packs.planned(cast, events.planned(cast), packs.a_plan(packs.a_record(cast)))


def signed_in(user: Any) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def page_of(pack: SeminarPack) -> str:
    """The address of the pack."""
    return reverse("event_pack", args=(pack.event.partnership.code, pack.event.code))


def act_of(pack: SeminarPack, verb: LearningVerb, row: int) -> str:
    """The address of an act on the pack."""
    return reverse("learning_act", args=(pack.event.partnership.code, verb.value, row))


def test_says_that_nothing_is_chosen_and_offers_to_choose(cast: Cast) -> None:
    event = events.planned(cast)
    shown = signed_in(cast.coordinator).get(reverse("event_pack", args=(cast.partnership.code, event.code)))
    assert "Nothing is chosen for this pack yet." in shown.content.decode()
    assert "Choose what the pack tells of" in shown.content.decode()


def test_plans_a_pack_from_the_form(cast: Cast) -> None:
    event, record = events.planned(cast), packs.a_record(cast)
    url = reverse("learning_act", args=(cast.partnership.code, LearningVerb.PLAN_PACK.value, event.pk))
    client = signed_in(cast.coordinator)
    assert "Robin/2019 (robin-2019)" in client.get(url).content.decode()
    answers = {"records": [record.pk], "themes": "Separation raises the risk", "aims": "Ask again."}
    assert client.post(url, answers).status_code == 302
    assert PackReview.objects.get().record == record
    assert SeminarPack.objects.get().aims == "Ask again."


def test_offers_published_reviews_only(cast: Cast) -> None:
    packs.a_record(cast)
    packs.a_record(cast, "jo-2021", title="Jo/2021", state=PublicState.WITHHELD)
    url = reverse("learning_act", args=(cast.partnership.code, LearningVerb.PLAN_PACK.value, events.planned(cast).pk))
    text = signed_in(cast.coordinator).get(url).content.decode()
    assert "robin-2019" in text
    assert "jo-2021" not in text


def test_says_which_paragraph_is_gone_once_a_summary_was_corrected(cast: Cast, pack: SeminarPack) -> None:
    old = pack.reviews.get().record.files.get()
    with change("Corrected", cast.coordinator):
        old.taken_down_on = old.put_up_on
        old.save()
    put_summary(old.record, cast.coordinator, b"<h2>Lessons</h2><p>A separation raises the risk.</p>")
    text = signed_in(cast.coordinator).get(page_of(pack)).content.decode()
    assert "names paragraph 7 of robin-2019, which its summary does not have" in text


@pytest.mark.parametrize(("ours", "first"), [("", QUESTIONS[0]), ("Whom would you ask?", "Whom would you ask?")])
def test_asks_our_own_questions_where_there_are_any(cast: Cast, pack: SeminarPack, ours: str, first: str) -> None:
    with change("Test", cast.coordinator):
        pack.questions = ours
        pack.save()
    assert read(material_of(pack), today()).questions[0] == first


def test_shows_the_words_of_a_file_but_not_the_days_that_every_pack_must_have(cast: Cast, pack: SeminarPack) -> None:
    with change("Test", cast.coordinator):
        pack.event.on = PartialDate.parse("2031-05-22")
        pack.event.save()
    words = b"<html><body><p>On 22 May 2031 and on 2 May 2031 we meet.</p></body></html>"
    told = kept_findings(check_file(words, "handout.html", ()), pack)
    assert [row["words"] for row in json.loads(told)] == ["2 May 2031"]


def test_shows_what_the_pack_tells_of_and_what_is_left_out(cast: Cast, pack: SeminarPack) -> None:
    text = signed_in(cast.coordinator).get(page_of(pack)).content.decode()
    assert "Separation raises the risk (1 quoted)" in text
    assert "Robin/2019: no one-page briefing, because none is signed off." in text


def test_orders_the_pack_and_says_that_it_is_being_made(cast: Cast, pack: SeminarPack) -> None:
    client = signed_in(cast.coordinator)
    assert client.post(act_of(pack, LearningVerb.ORDER_PACK, pack.pk), {}).status_code == 302
    assert PackOrder.objects.get().ordered_by == cast.coordinator
    text = client.get(page_of(pack)).content.decode()
    assert "The pack is being made." in text
    assert client.get(act_of(pack, LearningVerb.ORDER_PACK, pack.pk)).status_code == 404


def test_shows_the_files_and_the_words_to_judge(cast: Cast, pack: SeminarPack) -> None:
    packs.small_edition(pack, cast.coordinator)
    text = signed_in(cast.csp_chair).get(page_of(pack)).content.decode()
    assert "2 more people must approve it, neither of them its author." in text
    assert "Robin told a nurse" in text
    assert "Approve the pack" in text
    assert "Make the pack" not in text


def test_offers_an_auditor_no_approval(cast: Cast, pack: SeminarPack) -> None:
    packs.small_edition(pack, cast.coordinator)
    text = signed_in(cast.auditor).get(page_of(pack)).content.decode()
    assert "Robin told a nurse" in text
    assert "Approve the pack" not in text


def test_the_chair_approves_the_files_that_were_shown(cast: Cast, pack: SeminarPack) -> None:
    edition = packs.small_edition(pack, cast.coordinator)
    client, url = signed_in(cast.csp_chair), act_of(pack, LearningVerb.APPROVE_PACK, edition.pk)
    assert client.post(url, {"digest": edition.digest}).status_code == 422
    assert client.post(url, {"digest": edition.digest, "has_looked": "on"}).status_code == 302
    assert LearningEvent.objects.filter(kind=LearningVerb.APPROVE_PACK, by=cast.csp_chair).exists()
    assert "Take my approval back" in client.get(page_of(pack)).content.decode()


def test_a_file_is_a_draft_until_two_approved_it(cast: Cast, pack: SeminarPack) -> None:
    edition = packs.small_edition(pack, cast.coordinator)
    url = reverse("pack_file", args=(cast.partnership.code, pack.event.code, edition.files.earliest("pk").pk))
    client = signed_in(cast.csp_chair)
    assert 'filename="draft-asking-again-slides.docx"' in client.get(url)["Content-Disposition"]
    for person in (cast.csp_chair, packs.second_coordinator(cast)):
        approve_pack(edition=edition, by=person, digest=edition.digest)
    sent = client.get(url)
    assert 'filename="asking-again-slides.docx"' in sent["Content-Disposition"]
    assert sent.content == b"slides"
    assert sent["X-Content-Type-Options"] == "nosniff"


def a_template() -> bytes:
    """The stock presentation with a slide of its own."""
    target, file = io.BytesIO(), Presentation()
    file.slides.add_slide(file.slide_layouts[0]).shapes.title.text = "An old title"
    file.save(target)
    return target.getvalue()


def test_a_slide_template_is_tried_taken_and_taken_out_of_use(cast: Cast) -> None:
    client, url = signed_in(cast.coordinator), reverse("slide_template_new", args=(cast.partnership.code,))
    wrong = client.post(url, {"upload": SimpleUploadedFile("ours.pptx", b"PK\x03\x04 nothing")})
    assert wrong.status_code == 422
    assert "A slide template is a PowerPoint file." in wrong.content.decode()
    assert client.post(url, {"upload": SimpleUploadedFile("ours.pptx", a_template())}).status_code == 302
    template = SlideTemplate.objects.get()
    assert "ours.pptx" in client.get(reverse("slide_templates", args=(cast.partnership.code,))).content.decode()
    out = reverse("learning_act", args=(cast.partnership.code, LearningVerb.RETIRE_SLIDE_TEMPLATE.value, template.pk))
    assert client.post(out, {"reason": "A new look."}).status_code == 302
    template.refresh_from_db()
    assert not template.is_used


def test_the_command_writes_every_file_of_the_pack(cast: Cast, pack: SeminarPack, tmp_path: Path) -> None:
    told = io.StringIO()
    call_command("seminar_pack", pack.event.code, "--out", str(tmp_path / "pack"), "--json", stdout=told)
    rows = json.loads(told.getvalue())["files"]
    assert {row["name"] for row in rows} == {path.name for path in (tmp_path / "pack").iterdir()}
    assert f"{pack.event.code}-slides.pptx" in {row["name"] for row in rows}


def test_the_command_counts_the_words_to_judge(cast: Cast, tmp_path: Path) -> None:
    plan = packs.a_plan(packs.a_record(cast), practice="As in November 2026.")
    pack = packs.planned(cast, events.planned(cast), plan)
    said = io.StringIO()
    call_command("seminar_pack", pack.event.code, "--out", str(tmp_path), stdout=said)
    counts = {line.split("  ")[-1] for line in said.getvalue().splitlines() if "bytes" in line}
    assert "1 word to judge" in counts
    assert "0 words to judge" in counts


def test_the_command_gives_approved_files_only_when_they_are(cast: Cast, pack: SeminarPack, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="has not been made"):
        call_command("seminar_pack", pack.event.code, "--out", str(tmp_path), "--released")
    edition = packs.small_edition(pack, cast.coordinator)
    with pytest.raises(CommandError, match="2 more people"):
        call_command("seminar_pack", pack.event.code, "--out", str(tmp_path), "--released")
    for person in (cast.csp_chair, packs.second_coordinator(cast)):
        approve_pack(edition=edition, by=person, digest=edition.digest)
    call_command("seminar_pack", pack.event.code, "--out", str(tmp_path), "--released", stdout=io.StringIO())
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"slides", b"record"}


def test_the_command_says_where_it_cannot_write(pack: SeminarPack, tmp_path: Path) -> None:
    (tmp_path / "pack").write_text("no folder", encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be written to .*pack: "):
        call_command("seminar_pack", pack.event.code, "--out", str(tmp_path / "pack"))


def test_the_command_leaves_no_part_of_a_file_behind(pack: SeminarPack, tmp_path: Path) -> None:
    in_the_way = tmp_path / f"{pack.event.code}-slides.pptx"
    in_the_way.mkdir()
    with pytest.raises(CommandError, match="cannot be written to "):
        call_command("seminar_pack", pack.event.code, "--out", str(tmp_path))
    assert in_the_way.is_dir()
    assert not list(tmp_path.glob(".*.part"))


def test_the_command_knows_no_event_without_a_pack(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No pack is planned"):
        call_command("seminar_pack", "nowhere", "--out", str(tmp_path))
