"""Reports, dashboard and data are for those who see governance, as at the day asked for, and refuse what cannot be."""

import datetime
import io
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.models import Case, Part, PartialDate, User
from dhr_cases.models.history import change
from dhr_cases.papers.formats import Format
from dhr_cases.papers.writing import pdf
from governance.dashboards.reading import Shown
from governance.papers.report_kinds import KINDS
from tests.conftest import Cast
from tests.followed import followed
from tests.money import agreement
from tests.papers.read_back import csv_rows, word_texts, zip_files
from tests.portfolio import TOLD_ON, take_on_portfolio
from tests.public_records import put_file, put_record

pytestmark = pytest.mark.django_db

REPORTS = "/meetings/testshire/reports/"
DASHBOARD = "/meetings/testshire/dashboard/"
LIBRARY = "/meetings/testshire/library-fields/"
TODAY = timezone.localdate()


def seen_by(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def page(user: User, address: str, **query: str) -> str:
    """The page as text."""
    answer = seen_by(user).get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", [REPORTS, DASHBOARD, LIBRARY, f"{REPORTS}committee-report/"])
def test_is_there_for_those_who_see_governance_and_for_nobody_else(cast: Cast, address: str) -> None:
    allowed = {"coordinator", "csp_chair", "auditor"}
    for part, user in cast.people().items():
        assert (part, seen_by(user).get(address).status_code) == (part, 200 if part in allowed else 404)


# Reports


def test_offers_every_report_in_its_versions_and_formats(cast: Cast) -> None:
    text = page(cast.csp_chair, REPORTS)
    for kind, row in KINDS.items():
        assert row.label in text
        versions = {"restricted" if version else "public" for version in row.versions}
        linked = {
            version for version in ("public", "restricted") if f"{kind}/?" in text and f"version={version}" in text
        }
        assert versions <= linked
    assert f"on={TODAY.isoformat()}" in text


def test_downloads_the_report_of_the_day_asked_for(cast: Cast) -> None:
    take_on_portfolio(cast)
    query = {"on": TOLD_ON.isoformat(), "version": "restricted", "format": "docx", "to": "South Cambridgeshire CSP"}
    answer = seen_by(cast.coordinator).get(f"{REPORTS}committee-report/", query)
    assert (
        answer["Content-Disposition"] == 'attachment; filename="committee-report-testshire-2022-10-12-restricted.docx"'
    )
    assert answer["Cache-Control"] == "no-store, private"
    texts = word_texts(answer.content)
    assert "With the Home Office for a view on ending or shortening | 2 | 0" in texts
    assert "By | Coordinator" in texts


def test_keeps_the_boxes_of_the_form_in_the_links(cast: Cast) -> None:
    boxes = {"on_day": "12", "on_month": "10", "on_year": "2022", "to": "Steering group & others"}
    text = page(cast.coordinator, REPORTS, **boxes)
    (link,) = [
        part.split('"')[0]
        for part in text.split('href="')
        if "steering-group-paper" in part and "format=docx" in part.split('"')[0]
    ]
    asked = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
    assert (asked["on"], asked["to"]) == (["2022-10-12"], ["Steering group & others"])


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"on": (TODAY + datetime.timedelta(days=1)).isoformat()}, "must be today or in the past"),
        ({"on": "2022-10-12", "since": "2022-10-12"}, "must be before the day of the position"),
        ({"on_day": "31", "on_month": "2", "on_year": "2022"}, "The day of the position"),
    ],
)
def test_says_beside_the_field_why_a_day_cannot_be(cast: Cast, query: dict[str, str], sentence: str) -> None:
    text = page(cast.coordinator, REPORTS, **query)
    assert "There is a problem" in text
    assert sentence in text
    assert "format=docx" not in text
    answer = seen_by(cast.coordinator).get(f"{REPORTS}committee-report/", query)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{REPORTS}?")


@pytest.mark.parametrize(
    "address",
    [
        "no-such-report/", "committee-report/?format=odt", "committee-report/?version=secret",
        "steering-group-paper/?version=public", "scrutiny-report/?version=restricted",
    ],
)  # fmt: skip  # an address a line reads worse
def test_knows_no_report_version_or_format_that_there_is_not(cast: Cast, address: str) -> None:
    assert seen_by(cast.coordinator).get(f"{REPORTS}{address}").status_code == 404


def test_says_why_a_format_cannot_be_written_here(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "hindrance", lambda: "Pango is missing.")
    answer = seen_by(cast.coordinator).get(f"{REPORTS}committee-report/", {"format": Format.PDF.value})
    assert answer.status_code == 409
    assert "Pango is missing." in answer.content.decode()
    assert "format=pdf" not in page(cast.coordinator, REPORTS)


# Dashboard


def test_shows_each_part_with_its_table(cast: Cast, case: Case) -> None:
    followed(case, cast.police)
    take_on_portfolio(cast)
    agreement(cast.partnership, cast.police, 500_000)
    text = page(cast.csp_chair, DASHBOARD)
    for heading in (
        "Ageing by stage",
        "Time with the Home Office",
        "How agencies answer",
        "Actions by body",
        "Funding 2026/27",
        "When reviews may be published",
    ):
        assert heading in text
    assert "<svg" in text
    assert "style=" not in text.split("<main")[1]


def test_says_of_an_empty_partnership_that_there_is_nothing(cast: Cast) -> None:
    text = page(cast.csp_chair, DASHBOARD)
    for sentence in ("No review is live.", "No agency has been asked yet.", "No action is recorded yet."):
        assert sentence in text
    assert "<svg class=" not in text.split("<main")[1]


def test_looks_back_to_the_day_in_the_address(cast: Cast) -> None:
    take_on_portfolio(cast)
    text = page(cast.csp_chair, DASHBOARD, on=TOLD_ON.isoformat())
    assert "12 October 2022" in text
    assert "SC-1" in text
    assert "SC-1" not in page(cast.csp_chair, DASHBOARD, on="2022-10-11")


def test_keeps_to_reviews_on_hold_where_asked(cast: Cast) -> None:
    take_on_portfolio(cast)
    text = page(cast.csp_chair, DASHBOARD, shown=Shown.HELD.value)
    assert "Only some live reviews are shown" in text
    assert "No review is live." in text


def test_names_nobody_of_a_case(cast: Cast, case: Case) -> None:
    record_person(case=case, by=cast.coordinator, facts=PersonFacts(part=Part.DECEASED, name="Quintessa Realname"))
    for address in (DASHBOARD, REPORTS):
        assert "Quintessa" not in page(cast.coordinator, address)


# Data


def test_writes_published_reviews_in_the_fields_of_the_library(cast: Cast, case: Case) -> None:
    with change("Test", cast.coordinator):
        case.death_date = PartialDate.parse("2019-03-04")
        case.death_type, case.death_place_type = "homicide_then_suicide", "residential"
        case.save()
    facts = PersonFacts(part=Part.DECEASED, name="Quintessa Realname", age_at_death_event=34, sex="Female")
    record_person(case=case, by=cast.coordinator, facts=facts)
    put_file(put_record(cast.partnership, case=case), cast.coordinator)
    answer = seen_by(cast.coordinator).get(LIBRARY)
    files = {name: csv_rows(content) for name, content in zip_files(answer.content).items()}
    incident = dict(zip(*files["incidents.csv"], strict=True))
    victim = dict(zip(*files["victims.csv"], strict=True))
    document = dict(zip(*files["documents.csv"], strict=True))
    assert (incident["death_date"], incident["location_of_death"]) == ("March 2019", "residential_location")
    assert (incident["homicide_suicide"], incident["stalking"]) == ("TRUE", "FALSE")
    assert (victim["age_at_death"], victim["sex_of_victim"], victim["victim_religion"]) == (
        "25-34",
        "Female",
        "Unknown",
    )
    assert document["report_url"].endswith("/public/robin-2019/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert not any(b"Quintessa" in archive.read(name) for name in archive.namelist())


def test_gives_out_no_review_that_is_not_published(cast: Cast, case: Case) -> None:
    files = zip_files(seen_by(cast.coordinator).get(LIBRARY).content)
    assert {name: len(csv_rows(content)) for name, content in files.items()} == {
        "documents.csv": 1, "incidents.csv": 1, "victims.csv": 1, "perpetrators.csv": 1,
    }  # fmt: skip  # a file and its rows, the heads alone
