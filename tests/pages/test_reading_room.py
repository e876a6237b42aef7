"""What a reader finds in the reading room, and what those who run the panel see of it."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.actions import reading_room
from dhr_cases.actions.section_comments import answer_comment, make_comment
from dhr_cases.forms.drafting import RecordPanelApprovalForm
from dhr_cases.models import Case, CommentAnswer, DraftReading, ReadingOpening, ReportSection, SectionComment
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.reading_copies import SISTER, TEXTS, a_sister, access_of, give_copies, in_days, write_sections
from tests.stages import case_at

WORDS = "The date of the second visit is wrong."
Copies = Mapping[str, DraftReading]


@pytest.fixture
def copies(case: Case, cast: Cast) -> Copies:
    """An agency's and the family's copy, each open to its reader."""
    return give_copies(cast, case, [cast.second_author, cast.family_advocate])


@pytest.fixture
def reader(copies: Copies, cast: Cast, client: Client) -> Client:
    """The advocate's browser."""
    client.force_login(cast.family_advocate)
    return client


def first_page(copy: DraftReading) -> str:
    return reverse("reading", args=(copy.pk,))


def page_of(copy: DraftReading, place: int = 0) -> str:
    return reverse("reading_passage", args=(copy.pk, list(copy.passages.all())[place].pk))


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_puts_care_before_content(reader: Client, copies: Copies) -> None:
    """The notice and where to get support stand above the first word of the draft."""
    for path in (first_page(copies["sister"]), page_of(copies["sister"])):
        page = read(reader, path)
        assert 0 < page.index("Where to get support") < page.index("<h1")
    page = read(reader, page_of(copies["sister"]))
    assert page.index("Where to get support") < page.index("Robin loved the sea.")


def test_says_whose_copy_it_is_on_every_page(reader: Client, copies: Copies) -> None:
    """Over the page, in its text, and in what is printed instead of the draft."""
    mark = re.compile(r"Copy 2\. Family Advocate, family advocate\. \d{1,2} \w+ \d{4}, \d\d:\d\d\.")
    copy = copies["sister"]
    for path in (first_page(copy), page_of(copy), reverse("reading_finished", args=(copy.pk,))):
        page = read(reader, path)
        assert len(mark.findall(page)) >= 4
        assert page.count('class="watermark-text"') >= 2
        assert page.index('class="watermark"') < page.index("Where to get support")
        assert "This copy is not for printing." in page


def test_lets_nothing_keep_a_page(reader: Client, copies: Copies) -> None:
    """No store, no index, and no link to a file."""
    for path in (first_page(copies["sister"]), page_of(copies["sister"]), reverse("my_readings")):
        answer = reader.get(path)
        assert answer["Cache-Control"] == "no-store, private"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "/file/" not in answer.content.decode()


def test_names_nobody_in_title_or_address(reader: Client, copies: Copies, case: Case) -> None:
    """A tab left open tells nothing."""
    for path in (first_page(copies["sister"]), page_of(copies["sister"])):
        page = read(reader, path)
        (title,) = re.findall(r"<title>(.*?)</title>", page)
        assert not any(word in title + path for word in (SISTER, "Robin", "Sky", case.reference))
        assert SISTER not in page


def test_shows_the_parts_of_a_section(reader: Client, copies: Copies) -> None:
    """Subheading and list are such; what is written afterwards is not in the copy."""
    page = read(reader, page_of(copies["sister"]))
    assert '<h2 class="govuk-heading-m">The last year</h2>' in page
    assert "<li>She moved in March.</li>" in page
    assert "section 1 of 3 in your copy" in page
    assert page_of(copies["sister"], 1) in page


def test_marks_what_was_opened(reader: Client, copies: Copies) -> None:
    """The list of sections says what is still to be read; each opening is one row."""
    copy = copies["sister"]
    assert read(reader, first_page(copy)).count("Not opened yet") == 3
    read(reader, page_of(copy, 1))
    assert read(reader, first_page(copy)).count("Not opened yet") == 2
    assert ReadingOpening.objects.filter(access__reading=copy).count() == 3


def test_asks_whether_it_is_still_open_without_noting_it(reader: Client, copies: Copies) -> None:
    answer = reader.get(reverse("reading_still_open", args=(copies["sister"].pk,)))
    assert (answer.status_code, answer.content) == (204, b"")
    assert not ReadingOpening.objects.exists()


def test_saves_a_comment_and_shows_its_answer(reader: Client, copies: Copies, case: Case, cast: Cast) -> None:
    """The reader comes back to their own words; once answered they cannot be changed."""
    copy = copies["sister"]
    done = reader.post(page_of(copy), {"text": WORDS})
    assert (done.status_code, done["Location"]) == (302, page_of(copy))
    point = SectionComment.objects.get()
    change = reverse("reading_comment", args=(copy.pk, point.pk))
    assert change in read(reader, page_of(copy))
    reader.post(change, {"text": "Both dates are wrong."})
    point.refresh_from_db()
    answer_comment(
        case=case, by=cast.coordinator, comment=point, answer=CommentAnswer.PARTLY, answer_text="One was mended."
    )
    page = read(reader, first_page(copy))
    assert "Both dates are wrong." in page
    assert "One was mended." in page
    assert "Accepted in part" in page
    assert change not in page
    assert reader.get(change).status_code == 404


def test_says_what_is_wrong_with_an_empty_comment(reader: Client, copies: Copies) -> None:
    answer = reader.post(first_page(copies["sister"]), {"text": " "})
    assert answer.status_code == 422
    assert "Enter your comment" in answer.content.decode()
    assert not SectionComment.objects.exists()


def test_records_that_the_reader_has_finished(reader: Client, copies: Copies) -> None:
    """Disagreement without words is asked about; the words are kept with the copy."""
    path = reverse("reading_finished", args=(copies["sister"].pk,))
    wrong = reader.post(path, {"has_disagreement": "on"})
    assert wrong.status_code == 422
    assert "Say what you disagree with" in wrong.content.decode()
    reader.post(path, {"has_disagreement": "on", "words": "She is missing from it."})
    copy = DraftReading.objects.get(pk=copies["sister"].pk)
    assert (copy.comments, copy.has_disagreement) == ("She is missing from it.", True)
    assert "this copy was read and answered" in read(reader, first_page(copy))


def test_lists_the_copies_that_are_open(reader: Client, copies: Copies, cast: Cast, client: Client) -> None:
    """A reader finds their own; who has none is told whom to ask."""
    page = read(reader, reverse("my_readings"))
    assert first_page(copies["sister"]) in page
    assert first_page(copies["health"]) not in page
    client.force_login(cast.outsider)
    assert "No draft is open to you" in read(client, reverse("my_readings"))


@pytest.mark.parametrize(
    ("part", "is_there"), [("family_advocate", True), ("agency_contact", True), ("auditor", False)]
)
def test_stands_in_the_navigation_of_those_who_may_read(
    case: Case, cast: Cast, client: Client, part: str, is_there: bool
) -> None:
    client.force_login(getattr(cast, part))
    assert ("Drafts to read" in read(client, reverse("home"))) is is_there


def test_shows_who_opened_what_and_how_to_end_it(reader: Client, copies: Copies, cast: Cast, case: Case) -> None:
    """The page of a copy: sections, ways in, openings with their moment, the acts."""
    copy = copies["sister"]
    read(reader, page_of(copy))
    access = access_of(copy, cast.family_advocate)
    reader.force_login(cast.coordinator)
    path = reverse("case_copy", args=(case.reference, copy.pk))
    page = read(reader, path)
    assert "Sky" in page
    assert SISTER not in page
    assert re.search(r"Family Advocate</th><td[^>]*>[^<]+</td><td[^>]*>\d{1,2} \w+ \d{4}, \d\d:\d\d<", page)
    for verb in (Verb.EXTEND_READING, Verb.CLOSE_READING):
        assert reverse("act", args=(case.reference, verb.value, access.pk)) in page
    reading_room.close_reading(case=case, by=cast.coordinator, access=access, reason="Asked for by the family.")
    page = read(reader, path)
    assert "Asked for by the family." in page
    assert Verb.CLOSE_READING.value not in page


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        (Verb.EXTEND_READING, "This way in is closed. Let the reader in again instead."),
        (Verb.CLOSE_READING, "This way in is closed already."),
    ],
)
def test_opens_no_form_about_a_way_in_that_is_closed(
    copies: Copies, cast: Cast, case: Case, client: Client, verb: Verb, sentence: str
) -> None:
    access = access_of(copies["sister"], cast.family_advocate)
    client.force_login(cast.coordinator)
    path = reverse("act", args=(case.reference, verb.value, access.pk))
    assert client.get(path).status_code == 200
    reading_room.close_reading(case=case, by=cast.coordinator, access=access, reason="Asked for")
    opened = client.get(path)
    assert opened.status_code == 409
    assert sentence in opened.content.decode()


@pytest.mark.parametrize("name", ["health", "sister"])
def test_says_when_nothing_was_opened(copies: Copies, case: Case, cast: Cast, client: Client, name: str) -> None:
    client.force_login(cast.independent_chair)
    page = read(client, reverse("case_copy", args=(case.reference, copies[name].pk)))
    assert "No page of this copy was opened" in page


def test_filters_comments_by_state_and_copy(copies: Copies, case: Case, cast: Cast, client: Client) -> None:
    """Two comments, one answered; one on a copy, one on the draft itself."""
    on_copy = reading_room.comment_on_copy(
        access=access_of(copies["sister"], cast.family_advocate), by=cast.family_advocate, text=WORDS
    )
    make_comment(case=case, by=cast.panel_member, text="Say who chaired.")
    answer_comment(case=case, by=cast.coordinator, comment=on_copy, answer=CommentAnswer.ACCEPTED, answer_text="Done.")
    client.force_login(cast.coordinator)
    path = reverse("case_comments", args=(case.reference,))
    asked = ("", "?state=open", "?state=answered", "?copy=1", "?copy=2", "?copy=none", "?copy=9", "?state=other")
    shown = {
        query: (WORDS in page, "Say who chaired." in page) for query in asked for page in [read(client, path + query)]
    }
    assert shown == {
        "": (True, True),
        "?state=open": (False, True),
        "?state=answered": (True, False),
        "?copy=2": (True, False),
        "?copy=none": (False, True),
        "?copy=1": (False, False),
        "?copy=9": (True, True),
        "?state=other": (True, True),
    }


def test_says_that_nobody_commented_yet(case: Case, cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    assert "Nobody has commented" in read(client, reverse("case_comments", args=(case.reference,)))


def test_hints_at_comments_that_wait(copies: Copies, case: Case, cast: Cast, client: Client) -> None:
    """A hint and no gate: the page of readings and the form of the approval count them."""
    assert "nobody has answered" not in RecordPanelApprovalForm(case=case, by=cast.coordinator).intro
    make_comment(case=case, by=cast.panel_member, text="Say who chaired.")
    assert "nobody has answered yet: 1." in RecordPanelApprovalForm(case=case, by=cast.coordinator).intro
    client.force_login(cast.coordinator)
    assert "1, of which 1 not answered" in read(client, reverse("case_readings", args=(case.reference,)))


@pytest.mark.parametrize(("part", "may_comment"), [("panel_member", True), ("family_advocate", False)])
def test_offers_a_comment_on_the_whole_draft(
    copies: Copies, case: Case, cast: Cast, client: Client, part: str, may_comment: bool
) -> None:
    """To those who work on it; an advocate comments on the copy."""
    client.force_login(getattr(cast, part))
    path = reverse("act", args=(case.reference, Verb.COMMENT_ON_SECTION.value))
    assert (path in read(client, reverse("case_comments", args=(case.reference,)))) is may_comment
    client.post(path, {"text": "Say who chaired."})
    assert SectionComment.objects.exists() is may_comment


def test_sends_chosen_sections_to_chosen_readers(case: Case, cast: Cast, client: Client) -> None:
    """The form offers what is written and who could read; the copies hold what was ticked."""
    case_at(cast, case, Stage.DRAFTING)
    sections = write_sections(cast, case)
    sister = a_sister(case)
    client.force_login(cast.coordinator)
    path = reverse("act", args=(case.reference, Verb.SEND_FOR_READING.value))
    page = read(client, path)
    assert all(section.heading in page for section in sections)
    assert "Family Advocate" in page
    due = in_days(21)
    sent: dict[str, Any] = {
        "agencies": [cast.health.pk],
        "family": [sister.pk],
        "sections": [sections[0].pk, sections[1].pk],
        "readers": [cast.family_advocate.pk],
        **_boxes("on", in_days(0)),
        **_boxes("due_on", due),
    }
    asked = client.post(path, sent).content.decode()
    assert re.search(rf"Sections that name {cast.health}</dt>\s*<dd[^>]*>{sections[1].heading}\s*</dd>", asked)
    assert client.post(path, sent | {"confirmed": "1"}).status_code == 302
    kept = {copy.copy_number: [row.version.text for row in copy.passages.all()] for copy in DraftReading.objects.all()}
    assert kept == {1: [TEXTS[1]], 2: [TEXTS[0], TEXTS[1]]}


def _boxes(name: str, day: datetime.date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_lets_a_reader_in_by_the_page_of_the_act(copies: Copies, case: Case, cast: Cast, client: Client) -> None:
    """Only those who speak for the copy's reader are offered; a section can be added."""
    client.force_login(cast.coordinator)
    path = reverse("act", args=(case.reference, Verb.OPEN_READING.value, copies["health"].pk))
    page = read(client, path)
    assert "Panel Member" in page
    assert "Family Advocate" not in page
    more = ReportSection.objects.filter(case=case).last()
    assert more is not None
    sent: dict[str, Any] = {
        "readers": [cast.panel_member.pk], "sections": [more.pk], **_boxes("until", in_days(5)), "confirmed": "1",
    }  # fmt: skip  # what the form sends, on one line
    assert client.post(path, sent).status_code == 302
    client.force_login(cast.panel_member)
    assert TEXTS[2] in read(client, page_of(copies["health"], 1))
