"""The register as plain files: which there are, what each says, what stands in the way, what goes and what stays."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from dhr_cases.models import Partnership, PublicState
from dhr_cases.models.history import change
from dhr_cases.public_pages import ICON, SCRIPT, STYLES
from dhr_cases.public_site import ASSETS, BRAND, MANIFEST, Copied, CopyRefusedError, copy_register
from tests.conftest import Cast
from tests.public_records import PDF, put_file, put_record, put_summary
from tests.released import change_a_byte

pytestmark = pytest.mark.first_database

ATOM = "{http://www.w3.org/2005/Atom}"
STEPS = [{"number": "1", "text": "Train", "state": "Done", "standing": "carried_out"}]


@pytest.fixture
def far(cast: Cast) -> Partnership:
    """A second partnership with colours of its own."""
    with change("Far", None):
        return Partnership.objects.create(code="farshire", name="Farshire CSP", brand_colour="#004d40")


def files(folder: Path) -> set[str]:
    """Every file below a folder but the styles and their fonts."""
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
    return {name for name in found if not name.startswith(ASSETS)}


def listed(folder: Path) -> dict[str, str]:
    """What the list of the copy says is its own."""
    found: dict[str, str] = json.loads((folder / MANIFEST).read_text())["files"]
    return found


def read(folder: Path, name: str) -> Any:
    """A file of JSON."""
    return json.loads((folder / name).read_text())


LISTS = {"index.html", "reviews.json", "schema.json", "feed.xml", MANIFEST}


def test_writes_an_empty_register(cast: Cast, tmp_path: Path) -> None:
    """The page says that nothing is there, as the site does."""
    done = copy_register(tmp_path)
    assert files(tmp_path) == LISTS
    assert (done.removed, done.held_back) == ((), ())
    assert "No review has been put on the register yet." in (tmp_path / "index.html").read_text()
    assert read(tmp_path, "reviews.json") == {"$schema": "schema.json", "reviews": []}


def test_writes_before_anything_is_set_up(db: None, tmp_path: Path) -> None:
    copy_register(tmp_path)
    root = html.fromstring((tmp_path / "index.html").read_bytes())
    assert root.findtext("head/title") == "Published reviews – Domestic abuse reviews"
    assert root.xpath("//link[@rel='stylesheet']/@href")[-1] == BRAND


def test_says_of_every_file_what_it_is(cast: Cast, tmp_path: Path) -> None:
    """The list holds each file but itself with its SHA-256, and no more."""
    put_summary(put_record(cast.partnership, progress=STEPS), cast.coordinator)
    done = copy_register(tmp_path)
    own = listed(tmp_path)
    everything = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert set(own) == everything - {MANIFEST}
    assert done.written == len(own)
    assert all(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == sha for name, sha in own.items())
    assert {f"{ASSETS}/{name}" for name in (*STYLES, ICON, SCRIPT)} | {BRAND} <= set(own)
    fonts = {name for name in own if name.endswith(".woff2")}
    assert fonts
    assert list(own) == sorted(own)


@pytest.mark.parametrize(
    ("state", "has_progress"),
    [
        (PublicState.PUBLISHED, True), (PublicState.LEARNING, True), (PublicState.WITHHELD, False),
        (PublicState.WITHDRAWN, False),
    ],
)  # fmt: skip
def test_writes_progress_only_of_what_can_be_read(
    cast: Cast, tmp_path: Path, state: PublicState, has_progress: bool
) -> None:
    put_record(cast.partnership, state=state, progress=STEPS)
    put_record(cast.partnership, "ash")
    copy_register(tmp_path)
    reviews = {name for name in files(tmp_path) if name.startswith("reviews/")}
    both = {f"reviews/{slug}/{name}" for slug in ("ash", "robin-2019") for name in ("index.html", "review.json")}
    assert reviews == both | ({"reviews/robin-2019/progress.json"} if has_progress else set())
    page = html.fromstring((tmp_path / "reviews/robin-2019/index.html").read_bytes())
    assert page.xpath("//a[@href='progress.json']/text()") == (["The same as data (JSON)"] if has_progress else [])


def test_gives_every_address_as_seen_from_where_it_stands(cast: Cast, tmp_path: Path) -> None:
    """From the list, from a page two folders below, and in what machines read."""
    record = put_record(cast.partnership, progress=STEPS)
    file = put_file(record, cast.coordinator)
    copy_register(tmp_path)
    place = f"reviews/robin-2019/{file.pk}-robin-2019-published-report.pdf"
    assert (tmp_path / place).read_bytes() == PDF
    review = read(tmp_path, "reviews.json")["reviews"][0]
    assert (review["url"], review["files"][0]["url"]) == ("reviews/robin-2019/index.html", place)
    one = read(tmp_path, "reviews/robin-2019/review.json")
    assert (one["$schema"], one["url"]) == ("../../schema.json", "../../reviews/robin-2019/index.html")
    assert one["files"][0]["url"] == f"../../{place}"
    progress = read(tmp_path, "reviews/robin-2019/progress.json")
    assert (progress["$schema"], progress["url"]) == (one["$schema"], one["url"])
    page = html.fromstring((tmp_path / "reviews/robin-2019/index.html").read_bytes())
    assert page.xpath("//a[contains(@class, 'public-files__link')]/@href") == [f"../../{place}"]
    assert page.xpath("//a[@class='govuk-back-link']/@href") == ["../../index.html"]
    assert page.xpath("//link[@type='application/json']/@href") == ["review.json"]
    assert page.xpath("//link[@rel='stylesheet']/@href")[-1] == f"../../{BRAND}"


def test_keeps_the_identities_of_the_site_in_its_feed(cast: Cast, tmp_path: Path) -> None:
    """Whoever reads both meets each review once."""
    put_record(cast.partnership)
    copy_register(tmp_path)
    root = etree.fromstring((tmp_path / "feed.xml").read_bytes())
    assert root.findtext(f"{ATOM}id") == "http://127.0.0.1:8000/public/feed.xml"
    assert root.findtext(f"{ATOM}entry/{ATOM}id") == "http://127.0.0.1:8000/public/robin-2019/"
    links = [link.get("href") for link in root.iter(f"{ATOM}link")]
    assert links == ["feed.xml", "index.html", "reviews/robin-2019/index.html"]


def test_copies_one_partnership_in_its_name_and_colours(cast: Cast, far: Partnership, tmp_path: Path) -> None:
    """The copy of all names whose each review is; that of one need not."""
    put_record(cast.partnership)
    put_record(far, "sky-2021", title="Sky/2021")
    copy_register(tmp_path / "all")
    copy_register(tmp_path / "far", far)
    whole, one = ((tmp_path / name / "index.html").read_text() for name in ("all", "far"))
    assert "Put up on 2 March 2026. Farshire CSP" in whole
    assert "Put up on 2 March 2026. Farshire CSP" not in one
    assert "Robin/2019" not in one
    assert "– Farshire CSP</title>" in one
    assert "– Testshire CSP</title>" in whole
    assert "#004d40" in (tmp_path / "far" / BRAND).read_text()
    assert "#004d40" not in (tmp_path / "all" / BRAND).read_text()
    assert [review["id"] for review in read(tmp_path / "far", "reviews.json")["reviews"]] == ["sky-2021"]


def test_changes_nothing_when_nothing_changed(cast: Cast, tmp_path: Path) -> None:
    """The same bytes again, nothing removed, and no folder of its own work left behind."""
    put_file(put_record(cast.partnership), cast.coordinator)
    first = copy_register(tmp_path)
    own = listed(tmp_path)
    again = copy_register(tmp_path)
    assert again == first == Copied(len(own), (), ())
    assert listed(tmp_path) == own
    assert not list(tmp_path.glob(".register-*"))


def test_names_each_file_that_the_gate_holds_back(cast: Cast, tmp_path: Path) -> None:
    """By review, paper and format; what was copied of it before is taken away."""
    record = put_record(cast.partnership)
    file = put_file(record, cast.coordinator)
    summary = put_summary(record, cast.coordinator)
    assert copy_register(tmp_path).held_back == ()
    change_a_byte(file)
    change_a_byte(summary)
    done = copy_register(tmp_path)
    assert sorted(done.held_back) == sorted(
        f"Robin/2019: {each.label} ({each.file_format.upper()})" for each in (file, summary)
    )
    assert len(done.removed) == 2
    one = read(tmp_path, "reviews/robin-2019/review.json")
    assert [each["url"] for each in one["files"]] == [None, None]
    assert one["summary"] == []


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        ("index.html", "index.html"),
        ("reviews", "reviews"),
        ("reviews/robin-2019", "reviews/robin-2019"),
        ("assets", "assets"),
        ("assets/css", "assets/css"),
        (BRAND, BRAND),
    ],
)
def test_changes_nothing_where_a_file_of_others_stands_in_the_way(
    cast: Cast, tmp_path: Path, taken: str, named: str
) -> None:
    """Also one that has the name of a folder the copy needs."""
    put_record(cast.partnership)
    place = tmp_path / taken
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("The council's own")
    with pytest.raises(CopyRefusedError) as refusal:
        copy_register(tmp_path)
    assert refusal.value.sentence == (
        f"{named} is in the folder already and is not of an earlier copy. Move it away first."
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [place]
    assert place.read_text() == "The council's own"


def test_leaves_a_folder_in_which_others_keep_something(cast: Cast, tmp_path: Path) -> None:
    """An own page of the council below the folder of a review stays when the review goes from the copy."""
    far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    put_record(cast.partnership)
    copy_register(tmp_path)
    note = tmp_path / "reviews/robin-2019/note.txt"
    note.write_text("ours")
    done = copy_register(tmp_path, far)
    assert done.removed == ("reviews/robin-2019/index.html", "reviews/robin-2019/review.json")
    assert [path.name for path in (tmp_path / "reviews/robin-2019").iterdir()] == ["note.txt"]


def test_takes_a_file_back_that_somebody_removed(cast: Cast, tmp_path: Path) -> None:
    """And minds nothing when what should go is gone already."""
    record = put_record(cast.partnership, progress=STEPS)
    copy_register(tmp_path)
    (tmp_path / "reviews/robin-2019/progress.json").unlink()
    (tmp_path / "index.html").unlink()
    with change("Test", None):
        record.progress = []
        record.save()
    done = copy_register(tmp_path)
    assert done.removed == ("reviews/robin-2019/progress.json",)
    assert (tmp_path / "index.html").is_file()


@pytest.mark.parametrize("content", ["", "[]", '{"files": null}', '{"other": {}}', "{", '{"files": 3}'])
def test_trusts_no_list_it_cannot_read(cast: Cast, tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(CopyRefusedError) as refusal:
        copy_register(tmp_path)
    assert refusal.value.sentence == f"{MANIFEST} in the folder cannot be read. Put the folder right first."
    assert files(tmp_path) == {MANIFEST}


@pytest.mark.parametrize("name", ["", "../a", "/etc/hosts", "reviews/../../a"])
def test_trusts_no_list_that_names_what_lies_elsewhere(cast: Cast, tmp_path: Path, name: str) -> None:
    (tmp_path / MANIFEST).write_text(json.dumps({"files": {name: "0"}}))
    with pytest.raises(CopyRefusedError) as refusal:
        copy_register(tmp_path)
    assert refusal.value.sentence == f"{MANIFEST} names files outside the folder. Put the folder right first."


def test_names_no_site_in_what_visitors_open(cast: Cast, tmp_path: Path) -> None:
    """Only the way out leads elsewhere; the feed alone names the site, as what its entries are."""
    put_summary(put_record(cast.partnership), cast.coordinator)
    copy_register(tmp_path)
    for path in tmp_path.rglob("index.html"):
        addresses = re.findall(r'(?:href|src)="(https?:[^"]+)"', path.read_text())
        assert set(addresses) == {"https://www.bbc.co.uk/weather"}, path
    for path in tmp_path.rglob("*.json"):
        assert "127.0.0.1" not in path.read_text(), path
