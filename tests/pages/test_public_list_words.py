"""What the list of the register says of a review, by its state and days, and what a search may ask; no row is kept."""

import datetime
from collections.abc import Mapping

import pytest
from django.http import QueryDict
from lxml import html

from dhr_cases.forms.public_filter import PublicFilter
from dhr_cases.models import Partnership, PublicFile, PublicRecord, PublicState
from dhr_cases.public_list import READABLE, Search, by_year, file_rows, progress_of, what_happened
from dhr_cases.public_pages import EXIT, Frame, frame_of, gone_page, list_page, missing_page

UP, DOWN = datetime.date(2026, 3, 2), datetime.date(2026, 5, 21)
HERE = Partnership(code="testshire", name="Testshire CSP")
FAR = Partnership(code="farshire", name="Farshire CSP")
ADDRESSES = {"home": "/home", "feed": "/feed", "json": "/json"}


class Places:
    """Addresses that say what they lead to."""

    def record(self, record: PublicRecord) -> str:
        """Where a review would stand."""
        return f"/of/{record.slug}"

    def file(self, file: PublicFile) -> str:
        """Where a file would stand."""
        return f"/file/{file.file_name}"


def review(title: str = "Robin/2019", **changed: object) -> PublicRecord:
    """A published review that was never saved."""
    usual = {"slug": title.lower(), "year": 2019, "state": PublicState.PUBLISHED, "partnership": HERE, "put_up_on": UP}
    return PublicRecord(title=title, **{**usual, **changed})


def facts_of(record: PublicRecord, **more: bool) -> str:
    """The line below the title in the list."""
    return by_year([record], Places(), **more)[0].rows[0].facts


@pytest.mark.parametrize(
    ("state", "days", "told"),
    [
        (PublicState.PUBLISHED, (UP, None), "Published. Put up on 2 March 2026"),
        (PublicState.PUBLISHED, (None, None), "Published"),
        (PublicState.PUBLISHED, (UP, DOWN), "Published. Put up on 2 March 2026"),
        (PublicState.LEARNING, (UP, None), "Learning for publication. Put up on 2 March 2026"),
        (PublicState.LEARNING, (None, None), "Learning for publication"),
        (PublicState.WITHHELD, (None, None), "Not published"),
        (PublicState.WITHHELD, (UP, None), "Not published"),
        (PublicState.WITHHELD, (UP, DOWN), "Not published"),
        (PublicState.WITHDRAWN, (UP, DOWN), "Taken down on 21 May 2026"),
        (PublicState.WITHDRAWN, (UP, None), "Taken down"),
    ],
)
def test_says_in_one_line_how_a_review_stands(
    state: PublicState, days: tuple[datetime.date | None, datetime.date | None], told: str
) -> None:
    """A day is said only where it is that of the state: of an older standing it would mislead."""
    record = review(state=state, put_up_on=days[0], taken_down_on=days[1])
    assert facts_of(record) == told
    assert facts_of(record, names_partnerships=True) == f"{told}. Testshire CSP"


@pytest.mark.parametrize("state", PublicState)
def test_tells_progress_only_while_something_of_the_review_can_be_read(state: PublicState) -> None:
    record = review(state=state, progress=[{"text": "Train staff"}])
    assert progress_of(record) == ([{"text": "Train staff"}] if state in READABLE else [])
    assert bool(what_happened(record)) is (state in READABLE)


def test_begins_a_heading_where_the_year_changes_and_keeps_the_order() -> None:
    """Reviews come as they were asked for: the list sorts nothing itself, and repeats no heading."""
    years = ((2021, "Sky"), (2021, "Ash"), (2019, "Robin"), (None, "Elm"), (None, "Oak"))
    groups = by_year([review(title, year=year) for year, title in years], Places())
    assert [(group.heading, [row.title for row in group.rows]) for group in groups] == [
        ("2021", ["Sky", "Ash"]),
        ("2019", ["Robin"]),
        ("Year not stated", ["Elm", "Oak"]),
    ]
    assert groups[0].rows[1].url == "/of/ash"
    assert by_year([], Places()) == []


def file_of(**changed: object) -> PublicFile:
    """A file that was never saved."""
    usual = {"label": "Report for publication", "file_name": "a.pdf", "file_format": "pdf", "size": 0, "put_up_on": UP}
    return PublicFile(**{**usual, **changed})


@pytest.mark.parametrize(
    ("size", "told"),
    [(0, "0 bytes"), (1, "1 byte"), (1023, "1023 bytes"), (1024, "1.0 KB"), (1024**2, "1.0 MB"), (2**30, "1.0 GB")],
)
def test_tells_a_size_with_a_space_that_a_line_may_break_at(size: int, told: str) -> None:
    assert [row.size for row in file_rows([file_of(size=size)], Places())] == [told]


def test_tells_a_file_in_words() -> None:
    gone = file_of(label="Plan", file_format="docx", number=3, taken_down_on=DOWN, taken_down_reason="It is over.")
    stands = file_of(correction_reason="A date was wrong.")
    first, second = file_rows([stands, gone], Places())
    assert (first.label, first.url, first.format, first.number) == ("Report for publication", "/file/a.pdf", "PDF", 1)
    assert (first.put_up, first.correction, first.taken_down, first.reason) == (
        "2 March 2026", "A date was wrong.", "", "",
    )  # fmt: skip
    assert (second.format, second.number, second.taken_down, second.reason) == (
        "DOCX", 3, "21 May 2026", "It is over.",
    )  # fmt: skip


def asked(query: str, years: tuple[int, ...] = (2021, 2019), whose: tuple[Partnership, ...] = (HERE, FAR)) -> Search:
    """What the filter takes from an address."""
    return PublicFilter(QueryDict(query), years=years, partnerships=whose).wanted()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", Search()),
        ("year=2021", Search(year=2021)),
        ("year=2020", Search()),
        ("year=soon", Search()),
        ("year=-1&state=withheld", Search(state="withheld")),
        ("state=Withheld", Search()),
        ("state=learning&state=withdrawn", Search(state="withdrawn")),
        ("partnership=farshire", Search(partnership="farshire")),
        ("partnership=nowhere&learning=on", Search(has_learning=True)),
        ("learning=", Search()),
        ("learning=false", Search()),
        ("other=1&page=3", Search()),
        ("year=2019&partnership=testshire&state=published&learning=1", Search(2019, "testshire", "published", True)),
    ],
)
def test_takes_from_an_address_what_makes_sense_and_passes_over_the_rest(query: str, wanted: Search) -> None:
    assert asked(query) == wanted
    assert wanted.asks is (wanted != Search())


@pytest.mark.parametrize(("years", "offered"), [((), []), ((2019,), []), ((2021, 2019), ["2021", "2019"])])
def test_asks_only_questions_with_two_answers(years: tuple[int, ...], offered: list[str]) -> None:
    """Of the year as of the partnership; what is not asked narrows nothing either, whatever the address says."""
    form = PublicFilter(QueryDict(), years=years, partnerships=[HERE])
    assert "partnership" not in form.fields
    assert ("year" in form.fields) is bool(offered)
    assert list(form.fields)[-2:] == ["state", "learning"]
    assert asked("year=2019&partnership=testshire", years, (HERE,)) == (Search(year=2019) if offered else Search())


def test_offers_every_answer_after_any() -> None:
    form = PublicFilter(QueryDict(), years=[2021, 2019], partnerships=[HERE, FAR])
    drawn = html.fromstring(f"<form>{form}</form>")
    offers = {each.get("name"): each.xpath("option/text()") for each in drawn.xpath("//select")}
    assert offers == {
        "year": ["Any", "2021", "2019"],
        "partnership": ["Any", "Testshire CSP", "Farshire CSP"],
        "state": ["Any", "Published", "Learning for publication", "Not published", "Taken down"],
    }
    assert "(optional)" not in drawn.text_content()


def frame(owner: Partnership | None = HERE) -> Frame:
    """What stands around a page that is drawn here."""
    return frame_of(owner, styles=["/one.css", "/two.css"], icon="/icon.svg", script="/leave.js", addresses=ADDRESSES)


def read(page: str) -> str:
    """The words of a page, every gap one space."""
    root = html.fromstring(page)
    for part in root.xpath("//*[self::script or self::style or self::head]"):
        part.getparent().remove(part)
    return " ".join(root.text_content().split())


@pytest.mark.parametrize(
    ("count", "more", "told"),
    [
        (0, {}, "0 reviews."),
        (1, {}, "1 review."),
        (2, {}, "2 reviews."),
        (1, {"asks": True}, "1 review found."),
        (0, {"asks": True}, "0 reviews found."),
        (41, {"page_words": "page 2 of 2"}, "41 reviews, page 2 of 2."),
        (90, {"asks": True, "page_words": "page 1 of 3"}, "90 reviews found, page 1 of 3."),
    ],
)
def test_counts_what_is_listed(count: int, more: Mapping[str, object], told: str) -> None:
    page = list_page(frame(), [], count, more)
    assert html.fromstring(page).xpath("normalize-space(//p[@role='status'])") == told


def test_says_first_what_a_review_is_on_the_first_page_alone() -> None:
    for is_first in (True, False):
        page = read(list_page(frame(), [], 0, {"is_first": is_first}))
        for said in ("Go to the list of reviews", "What a review is not", "Who asks for a review", "Where to get help"):
            assert (said in page) is is_first
        assert "The reviews listed here are about people who died after domestic abuse." in page


@pytest.mark.parametrize(
    ("more", "said", "unsaid"),
    [
        ({}, "No review has been put on the register yet.", "Show all reviews"),
        ({"asks": True, "action": "/here"}, "No review on the register is like that. Take something out", "yet."),
    ],
)
def test_says_why_the_list_is_empty(more: Mapping[str, object], said: str, unsaid: str) -> None:
    page = list_page(frame(), [], 0, more)
    assert said in read(page)
    assert unsaid not in read(page)
    assert html.fromstring(page).xpath("//main//a[text()='Show all reviews']/@href") == (["/here"] if more else [])


def test_explains_the_review_by_the_name_the_partnership_uses() -> None:
    """The two laws ask for a review of different deaths, under different names."""
    older = read(list_page(frame(), [], 0, {"is_first": True}))
    newer = read(list_page(frame(Partnership(name="Far", label_shown="DARDR")), [], 0, {"is_first": True}))
    assert "a domestic homicide review, or DHR." in older
    assert "When somebody aged 16 or over dies" in older
    assert "a domestic abuse related death review, or DARDR." in newer
    assert "DARDR" not in older
    assert "homicide" not in newer


@pytest.mark.parametrize(
    ("kept", "lines"),
    [
        ({}, []),
        ({"contact_email": "dhr@test.example"}, ["E-mail: dhr@test.example"]),
        ({"contact_telephone": "01234 567"}, ["Telephone: 01234 567"]),
        (
            {"contact_email": "d@t.example", "contact_telephone": "01", "contact_address": "Hall\nTown"},
            ["E-mail: d@t.example", "Telephone: 01", "Post: HallTown"],
        ),
    ],
)
def test_says_whom_to_ask_where_somebody_can_be_asked(kept: Mapping[str, str], lines: list[str]) -> None:
    root = html.fromstring(missing_page(frame(Partnership(name="Vale CSP", **kept))))
    assert [each.text_content() for each in root.xpath("//main//ul/li")] == lines
    assert root.xpath("//main//h2/text()") == (["Ask us"] if lines else [])
    assert ("Ask Vale CSP for a report in large print" in root.text_content()) is bool(lines)


def test_frames_a_page_in_the_partnership_s_name() -> None:
    root = html.fromstring(missing_page(frame()))
    assert root.findtext("head/title") == "Page not found – Testshire CSP"
    assert root.xpath("//link[@rel='stylesheet']/@href") == ["/one.css", "/two.css"]
    assert root.xpath("//link[@rel='alternate']/@href") == ["/feed"]
    assert root.xpath("//script/@src") == ["/leave.js"]
    assert root.xpath("//footer//a/@href") == ["/home", "/feed", "/json"]
    assert root.xpath("//a[@data-leave]/@href") == [EXIT]
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert html.fromstring(missing_page(frame(None))).findtext("head/title").endswith("– Domestic abuse reviews")


@pytest.mark.parametrize(
    ("day", "reason", "told"),
    [
        (DOWN, "The year is over.", "was taken down on 21 May 2026. Reason: The year is over."),
        (DOWN, "", "was taken down on 21 May 2026. See what remains of this review"),
        (None, "", "was taken down. See what remains of this review"),
    ],
)
def test_says_of_a_file_that_it_was_taken_down(day: datetime.date | None, reason: str, told: str) -> None:
    file = file_of(record=review(), taken_down_on=day, taken_down_reason=reason)
    page = gone_page(frame(), file, "/of/robin")
    assert f"Report for publication of the review Robin/2019 {told}" in read(page)
    assert html.fromstring(page).xpath("//main//a/@href") == ["/of/robin"]
    assert 'content="noindex"' in page
