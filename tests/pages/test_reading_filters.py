"""What the pages about a draft that is read do with addresses nobody meant, with few and with many comments."""

import pytest
from django.urls import reverse

from dhr_cases.actions import reading_room
from dhr_cases.actions.section_comments import answer_comment, make_comment
from dhr_cases.models import Case, CommentAnswer, DraftReading, ReadingOpening
from tests.conftest import Cast
from tests.reading_copies import access_of, give_copies
from tests.seen import Seen, browser, seen
from tests.writing import CODE, REPORT, write

pytestmark = pytest.mark.first_database

NO_KEY = 10**25
"""A number that no database has as a key."""


def comments(cast: Cast, case: Case, asked: str = "") -> Seen:
    """The comments as they are asked for."""
    return seen(cast.coordinator, "case_comments", case.reference, asked=asked)


@pytest.fixture
def two(cast: Cast, case: Case) -> DraftReading:
    """One answered comment on the sister's copy, one open comment on the draft; nobody commented on copy 1."""
    copy = give_copies(cast, case, [cast.family_advocate])["sister"]
    said = reading_room.comment_on_copy(
        access=access_of(copy, cast.family_advocate), by=cast.family_advocate, text="She is missing from it."
    )
    make_comment(case=case, by=cast.panel_member, text="Say who chaired.")
    answer_comment(case=case, by=cast.coordinator, comment=said, answer=CommentAnswer.ACCEPTED, answer_text="Done.")
    return copy


@pytest.mark.parametrize(
    ("asked", "shown", "chosen"),
    [
        ("", 2, ("", "")),
        ("state=open", 1, ("open", "")),
        ("copy=2", 1, ("", "2")),
        ("copy=2&state=open", 0, ("open", "2")),
        ("copy=1", 0, ("", "1")),
        ("copy=none", 1, ("", "none")),
        ("copy=9", 2, ("", "")),
        ("copy=two&state=late", 2, ("", "")),
        ("copy=02", 2, ("", "")),
    ],
)
def test_shows_as_chosen_what_it_shows(
    cast: Cast, case: Case, two: DraftReading, asked: str, shown: int, chosen: tuple[str, str]
) -> None:
    """A copy without a comment is a choice when somebody comes from it; a number that is no copy asks for nothing."""
    page = comments(cast, case, asked)
    assert len(page.tables.get("Comments", [])) == shown
    assert (page.values["state"], page.values["copy"]) == chosen
    assert f"Shown: {shown} of 2. Not answered: 1." in page
    assert ("No comment fits this choice." in page) is (not shown)


def test_leads_from_a_copy_to_the_comments_on_it(cast: Cast, case: Case, two: DraftReading) -> None:
    first = DraftReading.objects.get(case=case, copy_number=1)
    for copy, count in ((first, 0), (two, 1)):
        there = seen(cast.coordinator, "case_copy", case.reference, copy.pk)
        urls = [url for url in there.links.values() if "copy=" in url]
        assert urls == [f"{reverse('case_comments', args=(case.reference,))}?copy={copy.copy_number}"]
        page = Seen(browser(cast.coordinator).get(urls[0]))
        assert len(page.tables.get("Comments", [])) == count
        assert page.values["copy"] == str(copy.copy_number)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("reading", ()),
        ("reading_still_open", ()),
        ("reading_finished", ()),
        ("reading_passage", (1,)),
        ("reading_comment", (NO_KEY,)),
    ],
)
def test_is_not_there_under_a_number_too_long_for_a_key(
    cast: Cast, case: Case, name: str, more: tuple[int, ...]
) -> None:
    """Not found, as under any other number that is nobody's; no fault of ours."""
    client = browser(cast.coordinator)
    path = reverse(name, args=(NO_KEY, *more))
    assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]


def test_knows_no_passage_or_comment_by_such_a_number(cast: Cast, case: Case) -> None:
    copy = give_copies(cast, case, [cast.family_advocate])["sister"]
    client = browser(cast.family_advocate)
    for name in ("reading_passage", "reading_comment"):
        for number in (0, NO_KEY):
            assert client.get(reverse(name, args=(copy.pk, number))).status_code == 404
    assert client.get(reverse("reading", args=(copy.pk,))).status_code == 200
    assert ReadingOpening.objects.count() == 1


VERSIONS = "Versions, the newest first"


def versions(cast: Cast, case: Case, asked: str = "") -> Seen:
    """The versions of a section, two of them compared as asked."""
    return seen(cast.independent_chair, "drafting_versions", case.reference, REPORT.value, CODE, asked=asked)


def test_compares_the_two_newest_until_somebody_chooses(cast: Cast, case: Case) -> None:
    give_copies(cast, case)
    assert "Nothing is written in this section yet, so there is no version." in versions(cast, case)
    write(case, cast.independent_chair, "The panel met.")
    one = versions(cast, case)
    assert one.headings[-1] == "From nothing to version 1"
    assert one.choices("later") == ["Version 1", "Nothing written"]
    write(case, cast.independent_chair, "The panel met twice.", based_on=1)
    two = versions(cast, case)
    assert two.headings[-1] == "From version 1 to version 2"
    assert [row[0] for row in two.tables[VERSIONS]] == ["Version 2", "Version 1"]
    assert [row[-1] for row in two.tables[VERSIONS]] == ["Now", "Earlier"]
    assert [row[-2] for row in two.tables[VERSIONS]] == ["4", "3"]
    assert not [label for label in two.links if label.startswith("Begin again")]


@pytest.mark.parametrize(
    ("asked", "heading", "status"),
    [
        ("earlier=2&later=1", "From version 2 to version 1", 200),
        ("earlier=0&later=2", "From nothing to version 2", 200),
        ("earlier=2&later=0", "From version 2 to nothing", 200),
        ("earlier=1&later=1", "From version 1 to version 1", 200),
        ("later=1", "From version 1 to version 2", 422),
        ("earlier=1&later=7", "From version 1 to version 2", 422),
        ("earlier=x&later=", "From version 1 to version 2", 422),
        ("earlier=1", "From version 1 to version 2", 200),
    ],
)
def test_compares_what_was_chosen_or_says_what_is_wrong(
    cast: Cast, case: Case, asked: str, heading: str, status: int
) -> None:
    """A choice that cannot be stands beside its field, and the two newest are compared."""
    give_copies(cast, case)
    write(case, cast.independent_chair, "The panel met.")
    write(case, cast.independent_chair, "The panel met twice.", based_on=1)
    page = versions(cast, case, asked)
    assert (page.status, page.headings[-1], bool(page.faults)) == (status, heading, status == 422)
    begins = [url for label, url in page.links.items() if label.startswith("Begin again")]
    section = reverse("drafting_section", args=(case.reference, REPORT.value, CODE))
    assert begins == ([f"{section}?from=1"] if heading.endswith("to version 1") else [])


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("1", "The panel met."), ("2", "The panel met twice."), ("3", "The panel met twice."),
        ("0", "The panel met twice."), ("-1", "The panel met twice."), ("one", "The panel met twice."),
        (str(NO_KEY), "The panel met twice."),
    ],
)  # fmt: skip
def test_begins_again_from_a_version_that_there_is(cast: Cast, case: Case, start: str, text: str) -> None:
    """Any other number begins from what is saved; either way it is saved on top of the present version."""
    give_copies(cast, case)
    write(case, cast.independent_chair, "The panel met.")
    write(case, cast.independent_chair, "The panel met twice.", based_on=1)
    page = seen(cast.independent_chair, "drafting_section", case.reference, REPORT.value, CODE, asked=f"from={start}")
    assert (page.values["text"], page.values["based_on"]) == (text, "2")
