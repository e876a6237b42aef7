"""The register as plain files: complete, relative, nothing of others touched, nothing left of what was taken down."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from dhr_cases.models import Partnership, PublicState
from dhr_cases.models.history import change
from dhr_cases.public_site import MANIFEST, CopyRefusedError, copy_register
from tests.conftest import Cast
from tests.public_records import PDF, PUT_UP, put_file, put_record, put_summary

ADDRESS = re.compile(r'(?:href|src)="([^"#]+)"')
ELSEWHERE = ("https://www.bbc.co.uk/", "mailto:")


def files_in(folder: Path) -> set[str]:
    """Every file below the folder, also hidden ones."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def copied(folder: Path, *options: str) -> str:
    """Run the command; what it says."""
    said = StringIO()
    call_command("export_public_register", str(folder), *options, stdout=said)
    return said.getvalue()


def test_copies_pages_files_feed_and_json(cast: Cast, tmp_path: Path) -> None:
    record = put_record(cast.partnership)
    put_summary(record, cast.coordinator)
    file = put_file(record, cast.coordinator)
    place = f"reviews/robin-2019/{file.pk}-robin-2019-published-report.pdf"
    assert "files written, 0 removed" in copied(tmp_path / "new" / "folder")
    folder = tmp_path / "new" / "folder"
    assert (folder / place).read_bytes() == PDF
    assert "What was learnt" in (folder / "reviews/robin-2019/index.html").read_text()
    assert json.loads((folder / "reviews.json").read_text())["reviews"][0]["files"][1]["url"] == place
    assert {"index.html", "feed.xml", "schema.json", MANIFEST, "reviews/robin-2019/review.json"} <= files_in(folder)


def test_leads_nowhere_that_is_not_in_the_folder(cast: Cast, tmp_path: Path) -> None:
    """Every address of every page, style and list is relative and there."""
    put_file(put_record(cast.partnership), cast.coordinator)
    copy_register(tmp_path)
    for page in tmp_path.rglob("*.html"):
        for address in ADDRESS.findall(page.read_text()):
            if not address.startswith(ELSEWHERE):
                assert (page.parent / address).is_file(), (page, address)
                assert not address.startswith(("/", "http"))
    for font in re.findall(r'url\("([^"]+)"\)', (tmp_path / "assets/css/tokens.css").read_text()):
        assert (tmp_path / "assets/css" / font).is_file()


def test_says_the_same_as_the_site(cast: Cast, client: Client, tmp_path: Path) -> None:
    """Words of the review's page, addresses left aside."""
    put_summary(put_record(cast.partnership), cast.coordinator)
    copy_register(tmp_path)
    site = client.get("/public/robin-2019/").content.decode()
    copy = (tmp_path / "reviews/robin-2019/index.html").read_text()
    without_tags = re.compile(r"<[^>]*>")
    assert without_tags.sub("", site).split() == without_tags.sub("", copy).split()


def test_leaves_files_of_others_alone(cast: Cast, tmp_path: Path) -> None:
    put_record(cast.partnership)
    (tmp_path / "reviews").mkdir()
    mine = (tmp_path / "robots.txt", tmp_path / "reviews" / "about.html")
    for path in mine:
        path.write_text("ours")
    copy_register(tmp_path)
    copy_register(tmp_path)
    assert [path.read_text() for path in mine] == ["ours", "ours"]


def test_refuses_to_write_over_a_file_of_others(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("The council's own page")
    with pytest.raises(CommandError, match=r"index\.html is in the folder already"):
        copied(tmp_path)
    assert files_in(tmp_path) == {"index.html"}
    assert (tmp_path / "index.html").read_text() == "The council's own page"


def test_takes_away_what_was_taken_down(cast: Cast, tmp_path: Path) -> None:
    """The file goes, the page stays and says why; nothing else is left behind."""
    record = put_record(cast.partnership)
    file = put_file(record, cast.coordinator)
    copy_register(tmp_path)
    before = files_in(tmp_path)
    with change("Test", None):
        file.taken_down_on, file.taken_down_reason = PUT_UP, "The year is over."
        file.save()
        record.state, record.reason = PublicState.WITHDRAWN, "The year is over."
        record.save()
    done = copy_register(tmp_path)
    assert done.removed == (f"reviews/robin-2019/{file.pk}-robin-2019-published-report.pdf",)
    assert before - files_in(tmp_path) == set(done.removed)
    assert "The year is over." in (tmp_path / "reviews/robin-2019/index.html").read_text()


def test_removes_a_folder_it_leaves_empty(cast: Cast, tmp_path: Path) -> None:
    far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    put_record(cast.partnership)
    put_record(far, "sky-2021")
    copy_register(tmp_path)
    copy_register(tmp_path, far)
    assert not (tmp_path / "reviews/robin-2019").exists()
    assert (tmp_path / "reviews/sky-2021/index.html").is_file()
    assert "Farshire CSP" in (tmp_path / "index.html").read_text()


def test_holds_back_a_changed_file_and_still_copies_the_rest(cast: Cast, tmp_path: Path) -> None:
    """A file that fails the gate must not keep what was taken down from going."""
    record = put_record(cast.partnership)
    file = put_file(record, cast.coordinator)
    copy_register(tmp_path)
    Path(file.file.path).write_bytes(b"%PDF-1.7 another")
    with pytest.raises(CommandError, match=r"Robin/2019: Report for publication \(PDF\)"):
        copied(tmp_path)
    assert not [name for name in files_in(tmp_path) if name.endswith(".pdf")]
    assert "PDF" not in (tmp_path / "reviews/robin-2019/index.html").read_text()
    assert json.loads((tmp_path / "reviews/robin-2019/review.json").read_text())["files"][0]["url"] is None


@pytest.mark.parametrize(
    "listed", ['{"files": {"../outside.txt": "0"}}', '{"files": {"/etc/hosts": "0"}}', "not JSON", '{"files": ["a"]}']
)
def test_believes_no_list_that_leads_outside(cast: Cast, tmp_path: Path, listed: str) -> None:
    folder, outside = tmp_path / "site", tmp_path / "outside.txt"
    folder.mkdir()
    outside.write_text("stays")
    (folder / MANIFEST).write_text(listed)
    with pytest.raises(CopyRefusedError, match="Put the folder right first"):
        copy_register(folder)
    assert outside.read_text() == "stays"
    assert files_in(folder) == {MANIFEST}


def test_follows_no_link_out_of_the_folder(cast: Cast, tmp_path: Path) -> None:
    put_record(cast.partnership)
    folder, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "reviews").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(CopyRefusedError, match="outside the folder"):
        copy_register(folder)
    assert files_in(elsewhere) == set()


def test_leaves_the_last_copy_whole_when_a_new_one_fails(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_record(cast.partnership)
    copy_register(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in files_in(tmp_path)}

    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dhr_cases.public_site.feed", lambda *_, **__: fail())
    put_record(cast.partnership, "sky-2021")
    with pytest.raises(CommandError, match="No space left"):
        copied(tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in files_in(tmp_path)} == before


def test_tells_machines_what_it_did(cast: Cast, tmp_path: Path) -> None:
    put_record(cast.partnership)
    done = json.loads(copied(tmp_path, "--json", "--partnership", "testshire"))
    assert done["removed"] == done["held_back"] == []
    assert done["written"] == len(files_in(tmp_path)) - 1


def test_knows_no_partnership_by_another_code(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No partnership has the code nowhere"):
        copied(tmp_path, "--partnership", "nowhere")
