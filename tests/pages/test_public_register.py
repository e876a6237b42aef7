"""The public register: what its pages say to anybody, and how they travel."""

import datetime
import gzip
import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.models import Partnership, PublicFile, PublicState
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from tests.conftest import Cast
from tests.public_records import PDF, PUT_UP, put_file, put_record, put_summary

pytestmark = pytest.mark.both_databases

HOME = "/public/"
RECORD = "/public/robin-2019/"
LIMIT = 98_000
"""Bytes of a first view, compressed. Source: the ambition for public pages [D]."""


def words(client: Client, path: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def far(cast: Cast) -> Partnership:
    """A second partnership on the same installation, with its own colours."""
    with change("Test", None):
        found: Partnership = Partnership.objects.create(
            code="farshire", name="Farshire CSP", brand_colour="#004d40", contact_email="reviews@farshire.example"
        )
    return found


def test_says_what_a_review_is_before_any_is_there(cast: Cast, client: Client) -> None:
    page = words(client, HOME)
    for said in ("does not say who is to blame", "0808 2000 247", "No review has been put on the register yet"):
        assert said in page


def test_says_what_a_review_is_before_anything_is_set_up(db: None, client: Client) -> None:
    """No partnership, no colours, no address to ask: the page stands all the same."""
    page = words(client, HOME)
    assert "What a review is" in page
    assert "brand.css" not in page


def test_leads_away_at_the_top_of_every_page_without_saying_from_where(cast: Cast, client: Client) -> None:
    put_record(cast.partnership)
    for path, status in ((HOME, 200), (RECORD, 200), ("/public/nobody/", 404)):
        page = words(client, path, status)
        assert 'href="https://www.bbc.co.uk/weather" rel="noreferrer nofollow"' in page
        assert page.index("Leave this page quickly") < page.index("<h1")


def test_lists_reviews_under_their_year_newest_first(cast: Cast, client: Client) -> None:
    put_record(cast.partnership)
    put_record(cast.partnership, "sky-2021", title="Sky/2021", year=2021)
    put_record(cast.partnership, "ash", title="Ash", year=None)
    page = words(client, HOME)
    assert page.index(">2021</h3>") < page.index("Sky/2021") < page.index(">2019</h3>") < page.index("Robin/2019")
    assert page.index("Robin/2019") < page.index("Year not stated")
    assert "3 reviews." in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year=2021", {"Sky/2021"}),
        ("state=withheld", {"Ash/2019"}),
        ("partnership=farshire", {"Sky/2021"}),
        ("learning=on", {"Robin/2019", "Elm/2018"}),
        ("year=2019&state=published", {"Robin/2019"}),
        ("year=2021&state=withheld", set()),
        ("year=soon&state=lost&page=99", {"Robin/2019", "Sky/2021", "Ash/2019", "Elm/2018"}),
    ],
)
def test_narrows_the_list(cast: Cast, far: Partnership, client: Client, query: str, found: set[str]) -> None:
    put_file(put_record(cast.partnership), cast.coordinator, kind=PaperKind.BRIEFING)
    put_file(put_record(far, "sky-2021", title="Sky/2021", year=2021), cast.coordinator)
    put_record(cast.partnership, "ash-2019", title="Ash/2019", state=PublicState.WITHHELD)
    put_record(cast.partnership, "elm-2018", title="Elm/2018", year=2018, state=PublicState.LEARNING)
    page = words(client, f"{HOME}?{query}")
    assert {title for title in ("Robin/2019", "Sky/2021", "Ash/2019", "Elm/2018") if f">{title}</a>" in page} == found
    assert ("No review on the register is like that" in page) == (not found)


def test_forgets_learning_whose_briefing_was_taken_down(cast: Cast, client: Client) -> None:
    put_file(put_record(cast.partnership), cast.coordinator, kind=PaperKind.BRIEFING, taken_down_on=PUT_UP)
    assert "Robin/2019" not in words(client, f"{HOME}?learning=on")


def test_turns_pages_of_forty_and_keeps_the_question(cast: Cast, client: Client) -> None:
    for number in range(41):
        put_record(cast.partnership, f"r{number}", title=f"Review {number:02}")
    first, second = words(client, f"{HOME}?state=published"), words(client, f"{HOME}?state=published&page=2")
    assert first.count("public-list__one") == 40
    assert second.count("public-list__one") == 1
    assert 'href="?state=published&amp;page=2"' in first
    assert "page 2 of 2" in second
    assert 'rel="prev"' in second


def test_shows_one_partnership_by_itself_in_its_name_and_colours(cast: Cast, far: Partnership, client: Client) -> None:
    put_record(cast.partnership)
    put_record(far, "sky-2021", title="Sky/2021")
    page = words(client, "/public/of/farshire/")
    assert "Robin/2019" not in page
    assert "Sky/2021" in page
    assert "reviews@farshire.example" in page
    assert "/public/of/farshire/brand.css" in page
    assert "#004d40" in words(client, "/public/of/farshire/brand.css")
    assert "Reviews of all partnerships" in page
    for path in ("/public/of/nowhere/", "/public/of/nowhere/brand.css", "/public/of/nowhere/feed.xml"):
        assert client.get(path).status_code == 404


def test_tells_a_published_review(cast: Cast, client: Client) -> None:
    """Care first, then facts, files with type, size and day, the summary as headings, progress, another format."""
    progress = [{"number": "1", "text": "Train staff", "state": "Done", "due": "", "done": "May 2025"}]
    record = put_record(cast.partnership, progress=progress)
    put_summary(record, cast.coordinator)
    put_file(record, cast.coordinator, size=1_258_291)  # the size is told as it was recorded
    page = words(client, RECORD)
    assert page.index("describes domestic abuse and a death") < page.index("Year of death")
    assert "Report for publication (PDF, 1.2 MB)" in page
    assert "Put up on 2 March 2026." in page
    assert '<h3 class="govuk-heading-s">What was learnt</h3>' in page
    assert "the family &amp; each held" in page
    assert '<li id="p2">Ask about control. ' in page
    assert '<th scope="col" class="govuk-table__header">Change</th>' in page
    assert "Train staff" in page
    assert "done May 2025" in page


def test_numbers_what_can_be_quoted(cast: Cast, client: Client) -> None:
    """Paragraphs, bullets and rows of tables in reading order, so that #p4 leads to the fourth."""
    put_summary(put_record(cast.partnership), cast.coordinator)
    page = words(client, RECORD)
    assert [f'id="p{number}"' in page for number in range(6)] == [False, True, True, True, True, False]
    assert page.index('id="p3">Share what is known') < page.index('<tr class="govuk-table__row" id="p4"')


def test_names_partnerships_only_where_there_are_several(cast: Cast, far: Partnership, client: Client) -> None:
    put_record(cast.partnership)
    assert "Put up on 2 March 2026. Testshire CSP" not in words(client, HOME)
    put_record(far, "sky-2021", title="Sky/2021", state=PublicState.WITHDRAWN, taken_down_on=PUT_UP)
    page = words(client, HOME)
    assert "Published. Put up on 2 March 2026. Testshire CSP" in page
    assert ">Taken down on 2 March 2026. Farshire CSP<" in page


def test_never_lets_a_word_of_a_review_become_markup(cast: Cast, client: Client) -> None:
    record = put_record(cast.partnership, title="<b>Robin", reason="<script>", state=PublicState.LEARNING)
    put_summary(record, cast.coordinator, b"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    page = words(client, RECORD)
    assert "<b>Robin" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        (PublicState.LEARNING, "Learning in place of the report"),
        (PublicState.WITHHELD, "This report is not published"),
        (PublicState.WITHDRAWN, "This report was taken down"),
    ],
)
def test_keeps_the_address_of_what_is_not_there(cast: Cast, client: Client, state: PublicState, heading: str) -> None:
    """200 with the reason and what remains; no progress of what is down."""
    progress = [{"number": "1", "text": "Train staff", "state": "Done"}]
    put_record(
        cast.partnership, state=state, reason="A child would be recognised.", what_remains="A briefing.",
        progress=progress, taken_down_on=PUT_UP,
    )  # fmt: skip
    page = words(client, RECORD)
    for said in (heading, "A child would be recognised.", "A briefing."):
        assert said in page
    assert ("Train staff" in page) is (state is PublicState.LEARNING)
    assert ("noindex" in page) is (state is PublicState.WITHDRAWN)


def test_serves_the_bytes_that_were_put_up(cast: Cast, client: Client) -> None:
    file = put_file(put_record(cast.partnership), cast.coordinator)
    answer = client.get(f"{RECORD}{file.pk}/")
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="robin-2019-published-report.pdf"'


def test_saves_a_web_page_and_never_shows_it_as_ours(cast: Cast, client: Client) -> None:
    file = put_summary(put_record(cast.partnership), cast.coordinator)
    answer = client.get(f"{RECORD}{file.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_answers_gone_with_a_page_for_a_file_that_was_taken_down(cast: Cast, client: Client) -> None:
    record = put_record(cast.partnership)
    file = put_file(record, cast.coordinator, taken_down_on=PUT_UP, taken_down_reason="The year is over.")
    page = words(client, f"{RECORD}{file.pk}/", 410)
    assert "taken down on 2 March 2026" in page
    assert "The year is over." in page
    assert RECORD in page
    assert "Files that were taken down" in words(client, RECORD)


def test_neither_lists_nor_serves_a_file_with_a_changed_byte(cast: Cast, client: Client) -> None:
    file = put_file(put_record(cast.partnership), cast.coordinator)
    Path(file.file.path).write_bytes(PDF + b" ")
    assert client.get(f"{RECORD}{file.pk}/").status_code == 404
    assert "PDF" not in words(client, RECORD)


def test_serves_a_file_only_below_its_own_review(cast: Cast, client: Client) -> None:
    file = put_file(put_record(cast.partnership), cast.coordinator)
    put_record(cast.partnership, "sky-2021", title="Sky/2021")
    assert client.get(f"/public/sky-2021/{file.pk}/").status_code == 404
    assert client.get(f"{RECORD}{file.pk + 1}/").status_code == 404


def test_says_in_plain_words_that_a_page_is_not_there(cast: Cast, client: Client) -> None:
    for path in ("/public/nobody/", "/public/nobody/review.json"):
        assert "There is no page at this address" in words(client, path, 404)


ALL_PATHS = (
    HOME, RECORD, "/public/feed.xml", "/public/reviews.json", "/public/schema.json", f"{RECORD}review.json",
    "/public/of/testshire/", "/public/of/testshire/brand.css", "/public/of/testshire/feed.xml", f"{RECORD}%d/",
)  # fmt: skip


@pytest.mark.parametrize("path", ALL_PATHS)
def test_travels_without_a_cookie_and_is_the_same_for_everybody(cast: Cast, client: Client, path: str) -> None:
    """Also to somebody who is signed in, so that a shared cache can keep it."""
    file = put_file(put_record(cast.partnership), cast.coordinator)
    path = path.replace("%d", str(file.pk))
    nobody = client.get(path)
    client.force_login(cast.coordinator)
    before = dict(client.cookies)
    somebody = client.get(path)
    assert nobody.content == somebody.content
    assert client.cookies == before
    for answer in (nobody, somebody):
        assert answer.status_code == 200
        assert not answer.cookies
        assert "cookie" not in answer.get("Vary", "").lower()
        assert answer["Cache-Control"] == "public, max-age=300"


def test_neither_looks_at_nor_prolongs_the_session_of_a_visitor(cast: Cast, client: Client) -> None:
    """Reading the register leaves no trace with an account."""
    client.force_login(cast.coordinator)
    with CaptureQueriesContext(connection) as asked:
        client.get(HOME)
    assert not [query["sql"] for query in asked if "session" in query["sql"] or "_user" in query["sql"]]
    assert asked.captured_queries


@pytest.mark.parametrize("path", ALL_PATHS)
def test_is_not_sent_twice_to_who_has_it(cast: Cast, client: Client, path: str) -> None:
    path = path.replace("%d", str(put_file(put_record(cast.partnership), cast.coordinator).pk))
    first = client.get(path, HTTP_ACCEPT_ENCODING="gzip")
    again = client.get(path, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, HTTP_IF_NONE_MATCH='"another"').status_code == 200
    assert client.post(path).status_code == 405


def test_says_when_a_review_last_changed_and_is_sent_again_then(cast: Cast, client: Client) -> None:
    record = put_record(cast.partnership)
    first = client.get(RECORD)
    assert "GMT" in first["Last-Modified"]
    with change("Test", None):
        record.title = "Robin and Sky/2019"
        record.save()
    assert client.get(RECORD, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def queries_of_the_lists(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        for path in (HOME, "/public/feed.xml", "/public/reviews.json"):
            client.get(path)
    return len(asked)


def test_asks_the_database_as_often_for_forty_reviews_as_for_one(cast: Cast, client: Client) -> None:
    put_file(put_record(cast.partnership), cast.coordinator)
    client.get(HOME)
    for_one = queries_of_the_lists(client)
    for number in range(4):
        put_file(put_record(cast.partnership, f"r{number}"), cast.coordinator)
    assert for_one == queries_of_the_lists(client) <= 24


def first_view(client: Client, path: str) -> dict[str, int]:
    """Every file a browser fetches for a page, with its size on the way; fonts where the styles name them."""
    page = client.get(path, HTTP_ACCEPT_ENCODING="gzip")
    text = gzip.decompress(page.content).decode()
    sizes = {path: len(page.content)}
    for mark in ('rel="stylesheet" href="', 'type="module" src="', 'rel="icon" href="'):
        for found in text.split(mark)[1:]:
            address = found.partition('"')[0]
            sizes[address] = size_of(client, address)
    for weight in (400, 700):
        name = f"built/fonts/atkinson-hyperlegible-next-latin-{weight}-normal.woff2"
        sizes[name] = Path(finders.find(name) or "").stat().st_size
    return sizes


def size_of(client: Client, address: str) -> int:
    """Bytes of a file on the way, compressed as a server does it."""
    if address.startswith("/static/"):
        return len(gzip.compress(Path(finders.find(address.removeprefix("/static/")) or "").read_bytes()))
    return len(client.get(address, HTTP_ACCEPT_ENCODING="gzip").content)


@pytest.mark.parametrize("path", [HOME, RECORD])
def test_weighs_at_most_98_kilobytes_on_first_view(cast: Cast, client: Client, path: str) -> None:
    record = put_record(cast.partnership)
    put_summary(
        record,
        cast.coordinator,
        b"<h1>Summary</h1>" + b"<p>Some eleven words of a long summary that goes on.</p>" * 400,
    )
    for number in range(39):
        put_record(cast.partnership, f"r{number}", title=f"Review {number}")
    sizes = first_view(client, path)
    assert sum(sizes.values()) <= LIMIT, sizes
    assert len(sizes) >= 12


def test_names_no_third_party(cast: Cast, client: Client) -> None:
    """Nothing is fetched from elsewhere; the only address of others is the way out."""
    put_summary(put_record(cast.partnership), cast.coordinator)
    for path in (HOME, RECORD):
        page = words(client, path)
        assert page.count("https://") == page.count("https://www.bbc.co.uk/weather") == 1
        assert "http://" not in page
        assert "<form" not in page or 'method="post"' not in page


def test_is_named_where_people_sign_in(cast: Cast, client: Client) -> None:
    assert f'href="{reverse("public_register")}"' in words(client, reverse("account_login"))


def test_tells_machines_what_people_are_told(cast: Cast, client: Client) -> None:
    record = put_record(cast.partnership)
    put_summary(record, cast.coordinator)
    gone = put_file(record, cast.coordinator, taken_down_on=datetime.date(2026, 4, 1), taken_down_reason="Over")
    one = json.loads(words(client, f"{RECORD}review.json"))
    listed = json.loads(words(client, "/public/reviews.json"))["reviews"][0]
    assert listed["url"] == "http://127.0.0.1:8000/public/robin-2019/"
    assert {key: value for key, value in one.items() if key in listed} == listed
    assert one["summary"][0] == {"kind": "subheading", "text": "What happened"}
    files = {file["kind"]: file for file in one["files"]}
    assert files["published_report"]["url"] is None
    assert files["published_report"]["taken_down_reason"] == "Over"
    assert files["published_summary"]["sha256"] == PublicFile.objects.exclude(pk=gone.pk).get().sha256
