"""Is a pack made of published words only, looked through, and approved by two who did not write it?"""

import io

import pytest
from pptx import Presentation

from dhr_cases.actions.core import today
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Case, OrderState, Person, PublicState
from dhr_cases.models.history import change
from dhr_cases.release_gate import NotServed
from learning.actions.packs import PackPlan, approve_pack, make_pack, order_pack, plan_pack, withdraw_pack_approval
from learning.models import LearningEvent, PackEdition, PackFile, PackOrder, SeminarPack
from learning.pack_checks import faults_of
from learning.pack_gate import findings_of, released_bytes, state_of
from learning.papers.pack.facts import PackFacts
from learning.papers.pack.material import material_of
from learning.papers.pack.reading import read
from learning.verbs import LearningVerb
from tests import events, packs
from tests.briefings import published_with_summary
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(cast: Cast) -> SeminarPack:
    """A pack on one published review."""
    return packs.planned(cast, events.planned(cast), packs.a_plan(packs.a_record(cast)))


def told_now(pack: SeminarPack) -> PackFacts:
    """The facts of the pack as they are today."""
    return read(material_of(pack), today())


def test_keeps_a_plan_and_tells_of_it_in_the_record(cast: Cast, pack: SeminarPack) -> None:
    assert [row.record.slug for row in pack.reviews.all()] == ["robin-2019"]
    event = LearningEvent.objects.get(kind=LearningVerb.PLAN_PACK)
    assert (event.by, event.detail["reviews"]) == (cast.coordinator, ["robin-2019"])


def test_refuses_a_plan_by_the_chair(cast: Cast) -> None:
    record = packs.a_record(cast)
    with pytest.raises(NotPermitted, match="It is for"):
        plan_pack(event=events.planned(cast), by=cast.csp_chair, plan=packs.a_plan(record))
    assert not SeminarPack.objects.exists()


def test_refuses_a_review_that_is_not_published(cast: Cast) -> None:
    record = packs.a_record(cast, state=PublicState.WITHHELD)
    with pytest.raises(Incomplete, match="no longer published"):
        packs.planned(cast, events.planned(cast), packs.a_plan(record))


def test_refuses_a_plan_without_a_review(cast: Cast) -> None:
    with pytest.raises(Incomplete, match="at least one"):
        packs.planned(cast, events.planned(cast), packs.a_plan())


def test_refuses_a_theme_of_which_no_review_speaks(cast: Cast) -> None:
    plan = packs.a_plan(packs.a_record(cast), themes="Firearms in the house")
    with pytest.raises(Incomplete, match="No lesson of the chosen reviews speaks of “Firearms in the house”"):
        packs.planned(cast, events.planned(cast), plan)
    assert not SeminarPack.objects.exists()


def test_refuses_a_paragraph_the_summary_does_not_have(cast: Cast) -> None:
    plan = packs.a_plan(packs.a_record(cast), themes="Risk: robin-2019 99")
    with pytest.raises(Incomplete, match="names paragraph 99 of robin-2019"):
        packs.planned(cast, events.planned(cast), plan)


def test_takes_a_review_out_again(cast: Cast, pack: SeminarPack) -> None:
    other = packs.a_record(cast, "jo-2021", title="Jo/2021", pseudonym="Jo", year=2021)
    packs.planned(cast, pack.event, packs.a_plan(other, themes=""))
    facts = told_now(pack)
    assert [case.title for case in facts.cases] == ["Jo/2021"]


def test_reads_every_statement_with_the_paragraph_it_stands_in(pack: SeminarPack) -> None:
    facts = told_now(pack)
    (case,) = facts.cases
    assert [quoted.source for quoted in case.good] == ["Robin/2019, 4"]
    assert all(quoted.text in case.paragraphs[quoted.numbers[0]] for quoted in (*case.outline, *case.good))
    assert [theme.name for theme in facts.themes] == ["Separation raises the risk", "Share what is known"]
    assert [quoted.numbers for quoted in facts.themes[0].said] == [(6,)]


def test_tells_what_happened_in_the_order_of_time(pack: SeminarPack) -> None:
    (case,) = told_now(pack).cases
    assert [when for when, _ in case.in_time] == ["March 2017", "May 2018"]


def test_keeps_the_words_of_a_family_that_did_not_agree_out(cast: Cast, pack: SeminarPack) -> None:
    assert told_now(pack).cases[0].family == ()
    record = pack.reviews.get().record
    agreed = PackPlan(records=(record.pk,), family_agreed=(record.pk,))
    packs.planned(cast, pack.event, agreed)
    assert [quoted.text for quoted in told_now(pack).cases[0].family] == ["She lit up every room."]


def test_makes_every_file_and_keeps_its_digest(cast: Cast, pack: SeminarPack) -> None:
    edition = packs.made(cast, pack)
    parts = {file.part for file in edition.files.all()}
    assert parts >= {"slides", "theme-sheet", "referral-routes", "exercise-sheet", "action-record", "programme"}
    slides = edition.files.get(part="slides")
    with slides.file.open("rb") as opened:
        titles = [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(opened.read())).slides]
    assert {"Theme 1: Separation raises the risk", "What worked well", "Exercise: talk about it"} <= set(titles)
    assert PackOrder.objects.get().state == OrderState.DONE
    assert LearningEvent.objects.filter(kind=LearningVerb.MAKE_PACK, detail__edition=1).exists()


def test_an_order_asked_for_twice_is_made_once(cast: Cast, pack: SeminarPack) -> None:
    first, second = order_pack(pack=pack, by=cast.coordinator), order_pack(pack=pack, by=cast.coordinator)
    assert first == second


def test_refuses_to_make_a_pack_of_a_review_taken_down_meanwhile(cast: Cast, pack: SeminarPack) -> None:
    record = pack.reviews.get().record
    with change("Taken down", cast.coordinator):
        record.state = PublicState.WITHDRAWN
        record.save()
    assert faults_of(material_of(pack)) == ("Choose at least one published review.",)
    with pytest.raises(Incomplete):
        order_pack(pack=pack, by=cast.coordinator)


def test_goes_out_only_after_two_who_did_not_write_it_approved_it(cast: Cast, pack: SeminarPack) -> None:
    edition = packs.small_edition(pack, cast.coordinator)
    file = edition.files.first()
    assert isinstance(file, PackFile)
    with pytest.raises(NotPermitted, match="Two other people"):
        approve_pack(edition=edition, by=cast.coordinator, digest=edition.digest)
    with pytest.raises(NotPermitted, match="auditor"):
        approve_pack(edition=edition, by=cast.auditor, digest=edition.digest)
    with pytest.raises(Incomplete, match="Another edition"):
        approve_pack(edition=edition, by=cast.csp_chair, digest="0" * 64)
    approve_pack(edition=edition, by=cast.csp_chair, digest=edition.digest)
    with pytest.raises(NotNow, match="already"):
        approve_pack(edition=edition, by=cast.csp_chair, digest=edition.digest)
    with pytest.raises(NotServed, match="1 more person"):
        released_bytes(file)
    approve_pack(edition=edition, by=packs.second_coordinator(cast), digest=edition.digest)
    assert state_of(edition).is_released
    assert len(released_bytes(file)) == file.size
    with pytest.raises(Incomplete, match="Enter why"):
        withdraw_pack_approval(edition=edition, by=cast.csp_chair, reason=" ")
    withdraw_pack_approval(edition=edition, by=cast.csp_chair, reason="A date was wrong.")
    with pytest.raises(NotServed):
        released_bytes(file)


def test_a_byte_changed_on_disk_never_goes_out(cast: Cast, pack: SeminarPack) -> None:
    edition = packs.small_edition(pack, cast.coordinator)
    for person in (cast.csp_chair, packs.second_coordinator(cast)):
        approve_pack(edition=edition, by=person, digest=edition.digest)
    file = edition.files.get(part="action-record")
    with open(file.file.path, "ab") as opened:  # noqa: PTH123  # the storage gives a path as text
        opened.write(b" ")
    with pytest.raises(NotServed, match="not those that were made"):
        released_bytes(file)


def test_a_protected_word_in_our_own_words_stops_the_pack(cast: Cast, case: Case) -> None:
    record = published_with_summary(cast, case)
    name = str(Person.objects.filter(case=case).earliest("pk").name)
    plan = packs.a_plan(record, themes="", practice=f"Remember {name}.")
    pack = packs.planned(cast, events.planned(cast), plan)
    order = packs.claimed(cast, pack)
    with pytest.raises(Incomplete, match="holds a protected word") as refusal:
        make_pack(order)
    assert name not in refusal.value.sentence
    assert not PackEdition.objects.exists()
    assert findings_of(PackFile(findings="")) == ()
