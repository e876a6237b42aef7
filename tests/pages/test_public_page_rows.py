"""The page of one review on the register: its facts, files, words and steps in each state, and how its files leave."""

import datetime
from typing import Any

import pytest
from django.test import Client
from lxml import html

from dhr_cases.models import Partnership, PublicState
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.views.public import INLINE
from tests.conftest import Cast
from tests.public_records import PDF, put_file, put_record, put_summary
from tests.released import change_a_byte
from tests.seen import Seen

DOWN = datetime.date(2026, 5, 21)
RECORD = "/public/robin-2019/"
LABELS = {kind: KINDS[kind].label for kind in PaperKind}


def page(client: Client, path: str = RECORD) -> Seen:
    """A page of the register as anybody has it."""
    return Seen(client.get(path))


def listed(seen: Seen, name: str = "public-files__one") -> list[str]:
    """The lines of a list on the page of a review."""
    return [" ".join(each.text_content().split()) for each in seen.root.xpath(f"//li[@class='{name}']")]


@pytest.mark.parametrize(
    ("changed", "facts"),
    [
        ({}, [("Year of death", "2019"), ("Where it stands", "Published"), ("On the register since", "2 March 2026")]),
        ({"year": None, "put_up_on": None}, [("Where it stands", "Published")]),
        (
            {"state": PublicState.WITHDRAWN, "taken_down_on": DOWN},
            [
                ("Year of death", "2019"), ("Where it stands", "Taken down"),
                ("On the register since", "2 March 2026"), ("Taken down on", "21 May 2026"),
            ],
        ),
    ],
)  # fmt: skip
def test_states_only_the_facts_it_has(
    cast: Cast, client: Client, changed: dict[str, Any], facts: list[tuple[str, str]]
) -> None:
    """The partnership always; a year or a day that nobody stated is left out, not called not stated."""
    put_record(cast.partnership, **changed)
    told = page(client).all_facts
    assert [fact for fact in told if fact[0] != "Partnership"] == facts
    assert ("Partnership", "Testshire CSP") in told


def test_says_first_what_is_distressing_and_has_no_heading_without_something_below(cast: Cast, client: Client) -> None:
    """A published review of which nothing can be had yet shows neither empty lists nor an inset."""
    put_record(cast.partnership)
    seen = page(client)
    assert seen.headings == ["Robin/2019"]
    assert seen.root.findtext("head/title") == "Robin/2019 – Testshire CSP"
    assert seen.words.index("This review describes domestic abuse and a death.") < seen.words.index("Year of death")
    assert not seen.root.xpath("//meta[@name='robots']")
    assert seen.root.xpath("//link[@type='application/json']/@href") == [f"{RECORD}review.json"]
    assert seen.root.xpath("//a[@class='govuk-back-link']/@href") == ["/public/"]


@pytest.mark.parametrize(
    ("state", "remains", "told"),
    [
        (PublicState.LEARNING, "", ["A child would be recognised."]),
        (PublicState.WITHHELD, "A briefing.", ["A child would be recognised.", "What remains: A briefing."]),
        (
            PublicState.WITHDRAWN,
            "",
            [
                "A child would be recognised.",
                "What remains: this page. Nothing of the review can be had here any more.",
            ],
        ),
        (PublicState.WITHDRAWN, "A letter.", ["A child would be recognised.", "What remains: A letter."]),
    ],
)
def test_says_why_a_report_is_not_there_and_what_remains(
    cast: Cast, client: Client, state: PublicState, remains: str, told: list[str]
) -> None:
    put_record(cast.partnership, state=state, reason="A child would be recognised.", what_remains=remains)
    inset = page(client).root.xpath("//div[@class='govuk-inset-text']/p")
    assert [" ".join(each.text_content().split()) for each in inset] == told


def test_says_nothing_of_a_reason_that_a_published_review_once_had(cast: Cast, client: Client) -> None:
    """A review that was put up after all is not told as if it were withheld."""
    put_record(cast.partnership, reason="Proceedings were running.", what_remains="A briefing.")
    seen = page(client)
    assert "Proceedings were running." not in seen
    assert "What remains" not in seen


def test_lists_files_in_the_order_a_reader_wants_them(cast: Cast, client: Client) -> None:
    """The summary first, then report, plan and briefing; of one paper by format; what is down apart from them."""
    record = put_record(cast.partnership)
    for kind, file_format in (
        (PaperKind.BRIEFING, "pdf"), (PaperKind.PUBLISHED_PLAN, "pdf"), (PaperKind.PUBLISHED_REPORT, "pdf"),
        (PaperKind.PUBLISHED_REPORT, "docx"), (PaperKind.PUBLISHED_SUMMARY, "pdf"),
    ):  # fmt: skip
        put_file(record, cast.coordinator, kind=kind, file_format=file_format)
    size = f"{len(PDF)} bytes"
    assert listed(page(client)) == [
        f"{LABELS[kind]} ({file_format}, {size}) Put up on 2 March 2026."
        for kind, file_format in (
            (PaperKind.PUBLISHED_SUMMARY, "PDF"), (PaperKind.PUBLISHED_REPORT, "DOCX"),
            (PaperKind.PUBLISHED_REPORT, "PDF"), (PaperKind.PUBLISHED_PLAN, "PDF"), (PaperKind.BRIEFING, "PDF"),
        )
    ]  # fmt: skip
    assert page(client).headings == ["Robin/2019", "Files"]


def test_tells_versions_corrections_and_what_was_taken_down(cast: Cast, client: Client) -> None:
    record = put_record(cast.partnership)
    put_file(record, cast.coordinator, number=2, correction_reason="A date was wrong.")
    put_file(record, cast.coordinator, taken_down_on=DOWN, taken_down_reason="Corrected: a date was wrong.")
    put_file(record, cast.coordinator, kind=PaperKind.BRIEFING, number=3, taken_down_on=DOWN)
    seen = page(client)
    report, briefing = LABELS[PaperKind.PUBLISHED_REPORT], LABELS[PaperKind.BRIEFING]
    assert seen.headings == ["Robin/2019", "Files", "Files that were taken down"]
    up, *gone = listed(seen)
    assert up == (f"{report} (PDF, {len(PDF)} bytes) Version 2, put up on 2 March 2026. Corrected: A date was wrong.")
    assert sorted(gone) == sorted(
        [
            f"{briefing}, version 3 Put up on 2 March 2026, taken down on 21 May 2026.",
            f"{report} Put up on 2 March 2026, taken down on 21 May 2026. Corrected: a date was wrong.",
        ]
    )
    assert len(seen.root.xpath("//a[contains(@class, 'public-files__link')]")) == 1


STEPS = [
    {"number": "1", "text": "Train staff", "state": "Done", "due": "June 2025", "done": "May 2025"},
    {"number": "2", "text": "", "state": "Rejected", "due": "", "done": ""},
    {"number": "3.1", "text": "Share", "state": "Under way", "due": "2027"},
]


def test_tells_each_step_of_the_plan_in_words(cast: Cast, client: Client) -> None:
    """A step whose words are not for the public has its number, which is called an action."""
    put_record(cast.partnership, progress=STEPS)
    seen = page(client)
    assert seen.headings == ["Robin/2019", "What became of the action plan"]
    assert listed(seen, "public-progress__one") == [
        "1 Train staff Done, due June 2025, done May 2025",
        "Action 2 Rejected",
        "3.1 Share Under way, due 2027",
    ]
    assert seen.links["The same as data (JSON)"] == "progress.json"


def test_shows_the_summary_as_it_was_approved(cast: Cast, client: Client) -> None:
    """Headings below the page's own; each paragraph, bullet and row leads to itself."""
    put_summary(put_record(cast.partnership), cast.coordinator)
    seen = page(client)
    assert seen.headings == ["Robin/2019", "Files", "Executive summary", "What happened", "What was learnt"]
    numbers = seen.root.xpath("//a[@class='public-number']/@href")
    assert numbers == ["#p1", "#p2", "#p3", "#p4"]
    assert [len(seen.root.xpath(f"//*[@id='{number[1:]}']")) for number in numbers] == [1, 1, 1, 1]
    table = seen.root.xpath("//div[@class='public-summary' or contains(@class, 'public-summary')]//table")[0]
    assert [each.text_content() for each in table.xpath(".//th[@scope='col']")] == ["Service", "Change"]
    assert seen.root.xpath("//div[@class='scroll-table']/@aria-label") == ["Table of Service, Change, part 5"]


def test_leads_to_the_partnership_whose_review_it_is(cast: Cast, client: Client) -> None:
    """Its name, colours, list and news; the review of the home partnership leads to the whole register."""
    with change("Far", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP", contact_telephone="01234")
    put_record(cast.partnership)
    put_record(far, "sky-2021", title="Sky/2021")
    theirs, ours = page(client, "/public/sky-2021/"), page(client)
    assert theirs.root.xpath("//a[@class='public-name__link']/@href") == ["/public/of/farshire/"]
    assert theirs.root.xpath("//link[@type='application/atom+xml']/@href") == ["/public/of/farshire/feed.xml"]
    assert theirs.root.xpath("//link[@rel='stylesheet']/@href")[-1] == "/public/of/farshire/brand.css"
    assert "Another format" in theirs.headings
    assert ours.root.xpath("//a[@class='public-name__link']/@href") == ["/public/"]
    assert ours.root.xpath("//link[@rel='stylesheet']/@href")[-1] == "/public/of/testshire/brand.css"
    assert "Another format" not in ours.headings


def test_offers_the_lists_of_partnerships_where_there_are_several(cast: Cast, client: Client) -> None:
    with change("Far", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    put_record(cast.partnership)
    assert "By partnership" not in page(client, "/public/").headings
    put_record(far, "sky-2021", title="Sky/2021", year=2021)
    whole, one = page(client, "/public/"), page(client, "/public/of/farshire/")
    assert whole.links["Farshire CSP"] == "/public/of/farshire/"
    assert whole.links["Testshire CSP"] == "/public/of/testshire/"
    assert whole.labels[:2] == ["Year of death", "Partnership"]
    assert one.links["Reviews of all partnerships"] == "/public/"
    assert one.labels == ["Where it stands", "Has a briefing or learning to read"]
    assert "Sky/2021" in one.links
    assert "Robin/2019" not in one.links
    assert one.root.xpath("//form/@action") == ["/public/of/farshire/"]


@pytest.mark.parametrize("path", ["/public/?page=0", "/public/?page=-3", "/public/?page=9", "/public/?page=x"])
def test_takes_any_page_that_is_asked_for(cast: Cast, client: Client, path: str) -> None:
    put_record(cast.partnership)
    seen = page(client, path)
    assert seen.status == 200
    assert "1 review." in seen
    assert "Robin/2019" in seen.links


def test_tells_a_whole_list_from_its_later_pages(cast: Cast, client: Client) -> None:
    """What a review is stands on the first page of the whole list alone; a title tells pages apart."""
    for number in range(41):
        put_record(cast.partnership, f"r{number}", title=f"Review {number:02}")
    first, last = page(client, "/public/"), page(client, "/public/?page=2")
    assert first.root.findtext("head/title") == "Published reviews, page 1 of 2 – Testshire CSP"
    assert last.root.findtext("head/title") == "Published reviews, page 2 of 2 – Testshire CSP"
    assert ("What a review is" in first.headings, "What a review is" in last.headings) == (True, False)
    assert (first.links["Next page"], last.links["Previous page"]) == ("?page=2", "?page=1")
    assert "Previous page" not in first.links
    assert "Next page" not in last.links
    asked = page(client, "/public/?state=published&state=published&page=1")
    assert "41 reviews found, page 1 of 2." in asked
    assert asked.links["Show all reviews"] == "/public/"


@pytest.mark.parametrize("file_format", ["pdf", "docx", "html", "txt", "csv"])
def test_lets_a_browser_show_only_what_can_run_nothing(cast: Cast, client: Client, file_format: str) -> None:
    file = put_file(put_record(cast.partnership), cast.coordinator, file_format=file_format)
    answer = client.get(f"{RECORD}{file.pk}/")
    how = "inline" if file_format in INLINE else "attachment"
    assert answer["Content-Disposition"] == f'{how}; filename="robin-2019-published-report.{file_format}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=300"
    is_closed = "sandbox" in answer["Content-Security-Policy"]
    assert is_closed is (how == "attachment")
    head = client.head(f"{RECORD}{file.pk}/")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", answer["ETag"])


def test_keeps_no_page_of_what_is_gone_or_missing_apart_by_its_age(cast: Cast, client: Client) -> None:
    """Neither has an ETag: whoever asks again reads it again."""
    file = put_file(put_record(cast.partnership), cast.coordinator, taken_down_on=DOWN)
    for path, status in ((f"{RECORD}{file.pk}/", 410), ("/public/nobody/", 404), (f"{RECORD}{file.pk + 1}/", 404)):
        answer = client.get(path, HTTP_IF_NONE_MATCH="*")
        assert answer.status_code == status
        assert not {"ETag", "Last-Modified"} & set(answer.headers)
        assert 'content="noindex"' in answer.content.decode()


def test_gives_machines_no_address_of_a_file_the_gate_holds_back(cast: Cast, client: Client) -> None:
    """Neither the page nor the record leads to bytes that cannot be had; all else is told of the file."""
    record = put_record(cast.partnership)
    put_summary(record, cast.coordinator)
    held = put_file(record, cast.coordinator)
    change_a_byte(held)
    told = client.get(f"{RECORD}review.json").json()["files"]
    urls = {file["kind"]: file["url"] for file in told}
    assert urls[PaperKind.PUBLISHED_REPORT] is None
    assert urls[PaperKind.PUBLISHED_SUMMARY].startswith("http://127.0.0.1:8000/public/robin-2019/")
    assert {file["sha256"] for file in told} >= {held.sha256}
    assert len(listed(page(client))) == 1


def test_tells_of_a_changed_review_by_another_etag(cast: Cast, client: Client) -> None:
    """A file that the gate begins to hold back changes the page although nothing was put up or taken down."""
    record = put_record(cast.partnership)
    file = put_file(record, cast.coordinator)
    before = client.get(RECORD)
    change_a_byte(file)
    after = client.get(RECORD, HTTP_IF_NONE_MATCH=before["ETag"])
    assert (after.status_code, after["Last-Modified"]) == (200, before["Last-Modified"])
    assert "Files" not in Seen(after).headings
    assert html.fromstring(before.content).xpath("//h2/text()") == ["Files"]
