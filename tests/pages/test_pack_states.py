"""What does the page of a seminar pack say from the first choice to files that two people approved, and to whom?"""

import json

import pytest
from django.urls import reverse

from dhr_cases.deadlines import long_date
from dhr_cases.models import OrderState, User
from dhr_cases.models.history import change
from learning.actions.packs import approve_pack, order_pack
from learning.models import LearningEvent, PackApproval, PackEdition, PackFile, PackOrder, SeminarPack
from learning.pack_terms import PARTS, PackPart
from learning.verbs import LearningVerb
from tests import events, packs
from tests.conftest import Cast
from tests.events import day_in
from tests.learning_pages import act_page, act_path, page, sent
from tests.seen import Seen, browser

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

V = LearningVerb
NOT_FOUND, FORBIDDEN = 404, 403
TODAY = long_date(day_in(0))
ACTS = {"Choose what the pack tells of", "Make the pack", "Approve the pack", "Take my approval back"}


@pytest.fixture
def pack(cast: Cast) -> SeminarPack:
    """A pack on one published review."""
    return packs.planned(cast, events.planned(cast), packs.a_plan(packs.a_record(cast)))


@pytest.fixture
def edition(cast: Cast, pack: SeminarPack) -> PackEdition:
    """Two small files that the coordinator asked for."""
    return packs.small_edition(pack, cast.coordinator)


def of_pack(user: User, pack: SeminarPack) -> Seen:
    """The page of the pack."""
    return page(user, pack.event.partnership, "event_pack", pack.event.code)


def offered(shown: Seen) -> set[str]:
    """The acts that are offered."""
    return ACTS & {*shown.links, *shown.buttons}


def test_says_that_nothing_is_chosen_yet(cast: Cast) -> None:
    event = events.planned(cast)
    shown = page(cast.coordinator, cast.partnership, "event_pack", event.code)
    assert "Nothing is chosen for this pack yet." in shown
    assert offered(shown) == {"Choose what the pack tells of"}
    assert shown.headings[0] == "Seminar pack"
    assert shown.facts == {}
    reader = page(cast.csp_chair, cast.partnership, "event_pack", event.code)
    assert offered(reader) == set()


def test_tells_what_is_chosen_and_what_stands_where_nothing_is_written(cast: Cast, pack: SeminarPack) -> None:
    shown = of_pack(cast.coordinator, pack)
    assert shown.facts == {
        "Reviews": "Robin/2019",
        "Family’s words from": "None",
        "Themes": "Separation raises the risk (1 quoted)Share what is known (1 quoted)",
        "Aims": "None, so there is no slide of aims",
        "What people can do": "The three usual points",
        "Questions of the exercise": "The four usual questions",
        "Where to refer here": "National lines of help only",
    }
    assert offered(shown) == {"Choose what the pack tells of", "Make the pack"}
    assert "Still to do" not in shown.headings
    for briefing in ("one-page briefing", "seven-minute briefing"):
        assert f"Robin/2019: no {briefing}, because none is signed off." in shown
    assert offered(of_pack(cast.auditor, pack)) == set()


def test_tells_in_our_words_what_was_written(cast: Cast, pack: SeminarPack) -> None:
    opened = act_page(cast.coordinator, cast.partnership, V.PLAN_PACK, pack.event)
    assert opened.choices("records") == ["Robin/2019 (robin-2019)"]
    assert opened.ticked("records") == ["Robin/2019 (robin-2019)"]
    assert opened.ticked("family_agreed") == []
    record = str(pack.reviews.get().record_id)
    answers = {"records": [record], "family_agreed": [record], "aims": "Ask.\nAsk again.", "routes": "Desk: 01632"}
    assert sent(cast.coordinator, cast.partnership, V.PLAN_PACK, answers, pack.event).faults == []
    facts = of_pack(cast.auditor, pack).facts
    assert (facts["Aims"], facts["Where to refer here"]) == ("Ask.Ask again.", "Desk: 01632")
    assert facts["Family’s words from"] == "Robin/2019"
    assert facts["Themes"] == "What Robin/2019 teaches (2 quoted)"
    assert act_page(cast.coordinator, cast.partnership, V.PLAN_PACK, pack.event).ticked("family_agreed") == [
        "Robin/2019 (robin-2019)"
    ]
    bare = sent(cast.coordinator, cast.partnership, V.PLAN_PACK, {"aims": "Ask."}, pack.event)
    assert bare.faults == ["Choose at least one published review."]


def test_waits_while_it_is_made_and_says_what_kept_it_from_being_made(cast: Cast, pack: SeminarPack) -> None:
    order = order_pack(pack=pack, by=cast.coordinator)
    waits = of_pack(cast.coordinator, pack)
    assert "The pack is being made. Open this page again in a minute." in waits
    assert offered(waits) == {"Choose what the pack tells of"}
    for state, is_waiting in ((OrderState.BUILDING, True), (OrderState.FAILED, False), (OrderState.DONE, False)):
        PackOrder.objects.filter(pk=order.pk).update(state=state)
        assert ("The pack is being made." in of_pack(cast.coordinator, pack)) is is_waiting
    PackOrder.objects.filter(pk=order.pk).update(state=OrderState.FAILED, fault="A file holds a protected word.")
    failed = of_pack(cast.coordinator, pack)
    assert "A file holds a protected word." in failed
    assert "Make the pack" in offered(failed)


def test_lists_the_files_and_the_words_to_judge(cast: Cast, pack: SeminarPack, edition: PackEdition) -> None:
    shown = of_pack(cast.csp_chair, pack)
    assert f"Edition 1, made on {TODAY}" in shown.headings
    assert shown.heads["The files"] == ["File", "For what", "Size"]
    assert shown.tables["The files"] == [
        ["Slides (DOCX)", PARTS[PackPart.SLIDES].purpose, "1 KB"],
        ["Action record (DOCX)", PARTS[PackPart.ACTION_RECORD].purpose, "1 KB"],
    ]
    assert shown.tables["Words that may point to a person"] == [
        ["Robin", "Slides", "page 1", "Robin told a nurse"],
        ["Robin", "Action record", "page 1", "Robin told a nurse"],
    ]
    assert "No file holds a protected word of these reviews." in shown
    assert "2 more people must approve it, neither of them its author." in shown


@pytest.mark.parametrize(
    ("found", "listed", "left", "size", "shown_size"),
    [(0, 0, 0, 1, "1 KB"), (200, 200, 0, 1535, "1 KB"), (203, 200, 3, 2_048_000, "2000 KB")],
)
def test_lists_two_hundred_words_and_counts_the_others(
    cast: Cast, pack: SeminarPack, found: int, listed: int, left: int, size: int, shown_size: str
) -> None:
    words = [{"words": f"Word {number}", "where": "page 1", "context": "around"} for number in range(found)]
    edition = packs.small_edition(pack, cast.coordinator, {})
    PackFile.objects.create(
        edition=edition, part=PackPart.SLIDES, label="Slides", file_name="slides.pptx", size=size, sha256="0" * 64,
        findings=json.dumps(words),
    )  # fmt: skip  # one file
    shown = of_pack(cast.csp_chair, pack)
    assert shown.tables["The files"] == [["Slides (PPTX)", "What is shown, with notes for the speaker.", shown_size]]
    assert len(shown.tables.get("Words that may point to a person", [])) == listed
    assert (f"{left} more stand in the files themselves." in shown) is bool(left)
    assert ("No file holds a protected word of these reviews." in shown) is bool(found)


def test_offers_approval_to_each_who_may_give_or_take_it_back(
    cast: Cast, pack: SeminarPack, edition: PackEdition
) -> None:
    other = packs.second_coordinator(cast)
    assert "Approve the pack" not in offered(of_pack(cast.coordinator, pack))
    assert offered(of_pack(cast.auditor, pack)) == set()
    assert offered(of_pack(cast.csp_chair, pack)) == {"Approve the pack"}
    opened = act_page(cast.csp_chair, cast.partnership, V.APPROVE_PACK, edition)
    assert opened.values["digest"] == edition.digest
    assert "Two people who neither planned nor asked for the pack approve all of its files, byte for byte." in opened
    unlooked = sent(cast.csp_chair, cast.partnership, V.APPROVE_PACK, {"digest": edition.digest}, edition)
    assert unlooked.faults == ["Confirm that you have looked at every file."]
    answers = {"digest": edition.digest, "has_looked": "on"}
    assert sent(cast.csp_chair, cast.partnership, V.APPROVE_PACK, answers, edition).faults == []
    one = of_pack(cast.csp_chair, pack)
    assert offered(one) == {"Take my approval back"}
    assert "1 more person must approve it, who is not its author." in one
    assert f"Approved by Csp Chair, {TODAY}" in one
    again = sent(cast.csp_chair, cast.partnership, V.APPROVE_PACK, answers, edition)
    assert again.faults == ["You have approved this pack already."]
    assert sent(other, cast.partnership, V.APPROVE_PACK, answers, edition).faults == []
    released = of_pack(cast.auditor, pack)
    assert f"Approved for use by Csp Chair, {TODAY}; Sam Second, {TODAY}." in released
    assert "must approve it" not in released
    assert PackApproval.objects.count() == 2


REFUSED = {
    "coordinator": "You planned or asked for this pack. Two other people must approve it.",
    "auditor": "An auditor reads and approves nothing.",
}


@pytest.mark.parametrize("person", REFUSED)
def test_refuses_approval_by_an_author_and_by_an_auditor(cast: Cast, edition: PackEdition, person: str) -> None:
    answers = {"digest": edition.digest, "has_looked": "on"}
    shown = sent(getattr(cast, person), cast.partnership, V.APPROVE_PACK, answers, edition)
    assert REFUSED[person] in shown
    assert not PackApproval.objects.exists()
    assert not LearningEvent.objects.filter(kind=V.APPROVE_PACK).exists()


def test_refuses_approval_of_files_that_were_made_anew_meanwhile(cast: Cast, edition: PackEdition) -> None:
    shown = sent(cast.csp_chair, cast.partnership, V.APPROVE_PACK, {"digest": "0" * 64, "has_looked": "on"}, edition)
    assert shown.faults == ["Another edition was made since you looked. Look at the new one."]
    assert not PackApproval.objects.exists()


def test_takes_an_approval_back_for_a_reason_and_holds_the_files_again(
    cast: Cast, pack: SeminarPack, edition: PackEdition
) -> None:
    for person in (cast.csp_chair, packs.second_coordinator(cast)):
        approve_pack(edition=edition, by=person, digest=edition.digest)
    opened = act_page(cast.csp_chair, cast.partnership, V.WITHDRAW_PACK_APPROVAL, edition)
    assert "Kept with your name. The files go out no more." in opened
    blank = sent(cast.csp_chair, cast.partnership, V.WITHDRAW_PACK_APPROVAL, {"reason": ""}, edition)
    assert blank.faults == ["Enter the reason"]
    done = sent(cast.csp_chair, cast.partnership, V.WITHDRAW_PACK_APPROVAL, {"reason": "A name stands in it."}, edition)
    assert done.faults == []
    shown = of_pack(cast.csp_chair, pack)
    assert "1 more person must approve it, who is not its author." in shown
    assert "Approve the pack" in offered(shown)
    file = edition.files.earliest("pk")
    path = reverse("pack_file", args=(cast.partnership.code, pack.event.code, file.pk))
    assert 'filename="draft-' in browser(cast.csp_chair).get(path)["Content-Disposition"]
    again = sent(cast.csp_chair, cast.partnership, V.WITHDRAW_PACK_APPROVAL, {"reason": "Twice"}, edition)
    assert again.faults == ["You have not approved this pack."]
    told = LearningEvent.objects.get(kind=V.WITHDRAW_PACK_APPROVAL)
    assert (told.reason, told.detail["edition"], told.detail["digest"]) == ("A name stands in it.", 1, edition.digest)


def test_shows_the_newest_edition_alone(cast: Cast, pack: SeminarPack, edition: PackEdition) -> None:
    PackEdition.objects.create(
        pack=pack, number=2, digest=edition.digest, register=edition.register, ordered_by=cast.coordinator
    )
    shown = of_pack(cast.csp_chair, pack)
    assert f"Edition 2, made on {TODAY}" in shown.headings
    assert [words for words in shown.headings if words.startswith("Edition 1")] == []
    answers = {"digest": edition.digest, "has_looked": "on"}
    stale = sent(cast.csp_chair, cast.partnership, V.APPROVE_PACK, answers, edition)
    assert stale.faults == ["A newer edition has been made. Look at that one."]


def test_gives_no_file_to_who_does_not_see_learning_or_asks_at_another_event(
    cast: Cast, pack: SeminarPack, edition: PackEdition
) -> None:
    file = edition.files.earliest("pk")
    own = reverse("pack_file", args=(cast.partnership.code, pack.event.code, file.pk))
    other = reverse("pack_file", args=(cast.partnership.code, events.planned(cast).code, file.pk))
    assert browser(cast.outsider).get(own).status_code == NOT_FOUND
    assert browser(cast.csp_chair).get(other).status_code == NOT_FOUND
    assert browser(cast.csp_chair).get(own).content == b"slides"
    with file.file.storage.open(str(file.file.name), "wb") as opened:
        opened.write(b"other")
    assert browser(cast.csp_chair).get(own).status_code == NOT_FOUND


def test_offers_nothing_to_change_of_a_pack_of_a_cancelled_event(cast: Cast, pack: SeminarPack) -> None:
    with change("Test", None):
        pack.event.state = "cancelled"
        pack.event.save()
    assert offered(of_pack(cast.coordinator, pack)) == {"Make the pack"}
    path = act_path(cast.partnership, V.PLAN_PACK, pack.event)
    assert browser(cast.coordinator).get(path).status_code == NOT_FOUND
    assert browser(cast.csp_chair).get(act_path(cast.partnership, V.ORDER_PACK, pack)).status_code == FORBIDDEN
