"""What machines are told of the register, field by field: reviews, files, steps of plans, and the news feed."""

import datetime
import hashlib
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from dhr_cases.models import Partnership, PublicRecord, PublicState
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.policies.release import WRITTEN_AS
from dhr_cases.public_formats import NEWEST, SCHEMA_ID, progress_json, register_title, schema
from dhr_cases.public_list import Search, found_by, public_records, years_on_the_register
from dhr_cases.public_standing import STANDING_LABELS, PublicStanding
from dhr_cases.views.public import MACHINES
from tests.conftest import Cast
from tests.public_records import PDF, SUMMARY, put_file, put_record, put_summary

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://127.0.0.1:8000"
UP, DOWN = datetime.date(2026, 3, 2), datetime.date(2026, 5, 21)
REPORT = KINDS[PaperKind.PUBLISHED_REPORT].label


@pytest.fixture
def far(cast: Cast) -> Partnership:
    """A second partnership."""
    with change("Far", None):
        return Partnership.objects.create(code="farshire", name="Farshire CSP")


def told(client: Client, path: str) -> dict[str, Any]:
    """What an address tells machines."""
    answer = client.get(f"/public/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    found: dict[str, Any] = answer.json()
    return found


def test_tells_of_a_bare_review_what_it_does_not_have(cast: Cast, client: Client) -> None:
    """Nothing is left out: a fact that nobody stated is null or empty, as the schema says."""
    bare = {"title": "Ash", "pseudonym": "", "year": None, "put_up_on": None}
    put_record(cast.partnership, "ash", state=PublicState.WITHHELD, **bare)
    listed: dict[str, Any] = {
        "id": "ash", "url": f"{SITE}/public/ash/", "title": "Ash", "pseudonym": "", "year_of_death": None,
        "partnership": {"code": "testshire", "name": "Testshire CSP"}, "state": "withheld", "reason": "",
        "what_remains": "", "put_up_on": None, "taken_down_on": None, "version": 1, "files": [],
    }  # fmt: skip
    assert told(client, "reviews.json") == {"$schema": f"{SITE}/public/schema.json", "reviews": [listed]}
    whole = told(client, "ash/review.json")
    assert whole == {"$schema": f"{SITE}/public/schema.json", **listed, "summary": [], "progress": []}


def test_tells_of_a_file_all_that_proves_it(cast: Cast, client: Client) -> None:
    record = put_record(cast.partnership, reason="Known", what_remains="A page", taken_down_on=DOWN, version=4)
    up = put_file(record, cast.coordinator, number=2, correction_reason="A date was wrong.")
    put_file(record, cast.coordinator, taken_down_on=DOWN, taken_down_reason="Corrected")
    review = told(client, "reviews.json")["reviews"][0]
    assert (review["reason"], review["what_remains"], review["taken_down_on"], review["version"]) == (
        "Known", "A page", "2026-05-21", 4,
    )  # fmt: skip
    gone, stands = sorted(review["files"], key=lambda file: int(file["version"]))
    assert stands == {
        "label": REPORT, "kind": "published_report", "url": f"{SITE}/public/robin-2019/{up.pk}/",
        "file_name": "robin-2019-published-report.pdf", "media_type": "application/pdf", "size": len(PDF),
        "sha256": hashlib.sha256(PDF).hexdigest(), "version": 2, "correction_reason": "A date was wrong.",
        "put_up_on": "2026-03-02", "taken_down_on": None, "taken_down_reason": "",
    }  # fmt: skip
    assert (gone["url"], gone["taken_down_on"], gone["taken_down_reason"]) == (None, "2026-05-21", "Corrected")


def test_tells_the_summary_part_by_part(cast: Cast, client: Client) -> None:
    """Only of one review; in the whole register there is neither summary nor progress."""
    put_summary(put_record(cast.partnership), cast.coordinator, SUMMARY)
    parts = told(client, "robin-2019/review.json")["summary"]
    assert parts == [
        {"kind": "subheading", "text": "What happened"},
        {
            "kind": "paragraph",
            "text": "Robin died in 2019. Three services knew the family & each held a part of it.",
        },
        {"kind": "subheading", "text": "What was learnt"},
        {"kind": "bullets", "items": ["Ask about control.", "Share what is known."]},
        {"kind": "table", "heads": ["Service", "Change"], "rows": [["Housing", "New form"]]},
    ]
    assert not {"summary", "progress"} & set(told(client, "reviews.json")["reviews"][0])


def test_lists_reviews_newest_year_first_and_by_title(cast: Cast, far: Partnership, client: Client) -> None:
    for slug, title, year in (("b", "B", 2019), ("a", "A", 2019), ("n", "N", None), ("z", "Z", 2021)):
        put_record(far if slug == "z" else cast.partnership, slug, title=title, year=year)
    assert [review["id"] for review in told(client, "reviews.json")["reviews"]] == ["z", "a", "b", "n"]
    assert [record.slug for record in public_records(far)] == ["z"]
    assert years_on_the_register(public_records()) == [2021, 2019]
    assert years_on_the_register(public_records(cast.partnership)) == [2019]


def test_finds_all_that_is_asked_for_together(cast: Cast, far: Partnership) -> None:
    """Learning in place of a report, or a briefing that stands; a briefing that was taken down is nothing to read."""
    briefed = put_record(cast.partnership, "briefed")
    put_file(briefed, cast.coordinator, kind=PaperKind.BRIEFING)
    put_file(briefed, cast.coordinator, kind=PaperKind.BRIEFING, number=2)
    put_file(put_record(cast.partnership, "was"), cast.coordinator, kind=PaperKind.BRIEFING, taken_down_on=DOWN)
    put_file(put_record(cast.partnership, "report"), cast.coordinator)
    put_record(far, "learning", state=PublicState.LEARNING, year=2021)

    def found(**asked: Any) -> list[str]:
        return sorted(record.slug for record in found_by(Search(**asked), public_records()))

    assert found() == ["briefed", "learning", "report", "was"]
    assert found(has_learning=True) == ["briefed", "learning"]
    assert found(has_learning=True, partnership="testshire") == ["briefed"]
    assert found(has_learning=True, year=2021, state="learning", partnership="farshire") == ["learning"]
    assert found(has_learning=True, year=2019, state="learning") == []
    assert found(partnership="nowhere") == []


STEPS = [
    {"number": "1", "text": "Train", "state": "Done", "due": "", "done": "May", "standing": "carried_out"},
    {"number": "2", "text": "Share", "state": "Done", "due": "", "done": "", "standing": "carried_out"},
    {"number": "3", "text": "Ask", "state": "No answer", "due": "", "done": "", "standing": "no_answer"},
    {"number": "4", "text": "Told before standings were", "state": "Done", "due": "", "done": ""},
]


def test_counts_the_steps_of_a_plan_by_every_standing(cast: Cast, client: Client) -> None:
    """In the order of the table, noughts too; a step without a standing is a step all the same."""
    put_record(cast.partnership, progress=STEPS)
    progress = told(client, "robin-2019/progress.json")
    assert [(count["standing"], count["label"]) for count in progress["counts"]] == [
        (code.value, STANDING_LABELS[code]) for code in PublicStanding
    ]
    counts = {count["standing"]: count["actions"] for count in progress["counts"]}
    assert (counts.pop("carried_out"), counts.pop("no_answer"), set(counts.values())) == (2, 1, {0})
    assert (progress["actions"], progress["steps"]) == (4, STEPS)
    assert (progress["review"], progress["url"]) == ("robin-2019", f"{SITE}/public/robin-2019/")
    assert (progress["title"], progress["partnership"]["code"]) == ("Robin/2019", "testshire")
    assert progress["as_on"] == timezone.localdate().isoformat()


@pytest.mark.parametrize("state", PublicState)
def test_tells_progress_only_of_what_can_be_read(cast: Cast, client: Client, state: PublicState) -> None:
    put_record(cast.partnership, state=state, progress=STEPS)
    is_told = state in (PublicState.PUBLISHED, PublicState.LEARNING)
    assert client.get("/public/robin-2019/progress.json").status_code == (200 if is_told else 404)
    assert told(client, "robin-2019/review.json")["progress"] == (STEPS if is_told else [])
    assert ("progress.json" in client.get("/public/robin-2019/").content.decode()) is is_told


@pytest.mark.parametrize(
    ("told_at", "day"),
    [
        (None, None),
        (datetime.datetime(2026, 6, 1, 22, 59, tzinfo=datetime.UTC), "2026-06-01"),
        (datetime.datetime(2026, 6, 1, 23, 0, tzinfo=datetime.UTC), "2026-06-02"),
        (datetime.datetime(2026, 12, 31, 23, 59, tzinfo=datetime.UTC), "2026-12-31"),
    ],
)
def test_tells_the_day_of_the_last_change_as_it_is_here(told_at: datetime.datetime | None, day: str | None) -> None:
    """In summer the day begins an hour before that of Greenwich; none where the register never changed."""
    record = PublicRecord(slug="ash", title="Ash", state=PublicState.PUBLISHED, partnership=Partnership(code="a"))
    progress = progress_json(record, MACHINES, "/schema.json", told_at)
    assert (progress["as_on"], progress["actions"], progress["steps"]) == (day, 0, [])


def test_writes_words_as_they_are(cast: Cast, client: Client) -> None:
    """Accents stay letters, and no word ends the script it might be put into."""
    put_record(cast.partnership, title="Zoë – “Ash”", reason="</script>")
    text = client.get("/public/reviews.json").content.decode()
    assert "Zoë – “Ash”" in json.loads(text)["reviews"][0]["title"]
    assert "\\u" not in text


def test_names_its_schema_for_good_and_closes_every_object() -> None:
    """Required is all but what is said to be optional; no object takes a name that is not listed."""
    whole = schema()
    assert whole["$id"] == SCHEMA_ID
    assert {part["$ref"] for part in whole["anyOf"]} == {"#/$defs/register", "#/$defs/review", "#/$defs/progress"}
    optional = {name: set(shape["properties"]) - set(shape["required"]) for name, shape in whole["$defs"].items()}
    assert optional == {
        "register": set(), "review": {"$schema", "summary", "progress"}, "progress": {"$schema"}, "file": set(),
        "count": set(), "block": {"text", "items", "heads", "rows"}, "action": {"number", "due", "done", "standing"},
    }  # fmt: skip
    assert {shape["additionalProperties"] for shape in whole["$defs"].values()} == {False}
    assert whole["$defs"]["file"]["properties"]["kind"]["enum"] == [kind.value for kind in WRITTEN_AS]


def entries(client: Client, path: str = "/public/feed.xml") -> list[tuple[str, ...]]:
    """Title, day and summary of each entry of a feed."""
    root = etree.fromstring(client.get(path).content)
    return [
        tuple(entry.findtext(f"{ATOM}{name}") or "" for name in ("title", "updated", "summary"))
        for entry in root.findall(f"{ATOM}entry")
    ]


def test_tells_in_the_feed_what_happened_to_each_review(cast: Cast, far: Partnership, client: Client) -> None:
    """The newest change first: a file counts as its review does."""
    published = put_record(cast.partnership, "a", title="A")
    put_file(published, cast.coordinator, put_up_on=DOWN)
    put_file(published, cast.coordinator, kind=PaperKind.BRIEFING, taken_down_on=UP)
    put_record(far, "b", title="B", state=PublicState.WITHDRAWN, taken_down_on=DOWN + datetime.timedelta(days=1))
    put_record(cast.partnership, "c", title="C", state=PublicState.LEARNING)
    put_record(cast.partnership, "d", title="D", state=PublicState.WITHHELD, put_up_on=None)
    assert entries(client) == [
        ("B", "2026-05-22T00:00:00Z", "Farshire CSP. Taken down on 22 May 2026."),
        ("A", "2026-05-21T00:00:00Z", f"Testshire CSP. Published. Put up on 2 March 2026. {REPORT}."),
        ("C", "2026-03-02T00:00:00Z", "Testshire CSP. Learning for publication. Put up on 2 March 2026."),
        ("D", "1970-01-01T00:00:00Z", "Testshire CSP. Not published."),
    ]
    assert [entry[0] for entry in entries(client, "/public/of/farshire/feed.xml")] == ["B"]


def test_says_whose_feed_it_is_and_where_it_stands(cast: Cast, far: Partnership, client: Client) -> None:
    """The identity is that of the register; the addresses are those of the feed that was asked for."""
    put_record(far)
    for path, home, title in (
        ("/public/feed.xml", "/public/", "Testshire CSP: published reviews"),
        ("/public/of/farshire/feed.xml", "/public/of/farshire/", "Farshire CSP: published reviews"),
    ):
        root = etree.fromstring(client.get(path).content)
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links == {"self": SITE + path, "alternate": SITE + home}
        assert root.findtext(f"{ATOM}title") == root.findtext(f"{ATOM}author/{ATOM}name") == title
        assert root.findtext(f"{ATOM}updated") == "2026-03-02T00:00:00Z"
        entry = root.find(f"{ATOM}entry")
        assert entry is not None
        assert entry.findtext(f"{ATOM}id") == f"{SITE}/public/robin-2019/"
    assert register_title(None) == "Published reviews"


def test_is_as_old_as_time_while_nothing_was_put_up(cast: Cast, client: Client) -> None:
    root = etree.fromstring(client.get("/public/feed.xml").content)
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert root.findall(f"{ATOM}entry") == []
    assert "Last-Modified" not in client.get("/public/feed.xml").headers


def test_feeds_the_newest_when_there_are_more(cast: Cast, client: Client) -> None:
    for number in range(NEWEST + 2):
        put_record(cast.partnership, f"r{number}", title=f"R{number}", put_up_on=UP + datetime.timedelta(days=number))
    titles = [entry[0] for entry in entries(client)]
    assert (titles[0], titles[-1], len(titles)) == (f"R{NEWEST + 1}", "R2", NEWEST)
