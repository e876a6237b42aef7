"""How does a council get the register as plain files for a web site of its own?

Pages, files, feed and JSON with relative addresses, in one folder. What an earlier copy put there and this one does
not have is removed; every other file in the folder is left alone. New files are written aside and moved into place,
so that a visitor never meets half a page. Bytes of papers come from the release gate alone. Source: local [D].
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from dhr_cases.colours import palette
from dhr_cases.errors import ReviewError
from dhr_cases.models import Partnership, PublicFile, PublicRecord
from dhr_cases.public_formats import feed, progress_json, record_json, register_json, register_title, schema
from dhr_cases.public_list import by_year, changed_at, progress_of, public_records, standing
from dhr_cases.public_pages import ICON, SCRIPT, STYLES, Frame, frame_of, list_page, record_page
from dhr_cases.release_gate import servable_files, served_bytes

MANIFEST = "register-manifest.json"
"""The file in the folder that says which of its files are ours, with their SHA-256."""
ASSETS = "assets"
BRAND = f"{ASSETS}/brand.css"
_NAMED = re.compile(r"""url\(["']?(?!data:)([^"')]+)["']?\)""")


class CopyRefusedError(ReviewError):
    """The folder cannot take the copy; nothing in it was changed."""


@dataclass(frozen=True)
class Copied:
    """What a copy did. ``held_back`` are labels of files that the release gate does not let out."""

    written: int
    removed: tuple[str, ...]
    held_back: tuple[str, ...]


class CopyLinks:
    """Addresses of the copy as seen from a page ``root`` below which it lies; "" for a file that is not in it."""

    def __init__(self, root: str, held_back: frozenset[int] = frozenset()) -> None:
        self.root = root
        self.held_back = held_back

    def record(self, record: PublicRecord) -> str:
        """The page of a review."""
        return f"{self.root}{_folder_of(record)}/index.html"

    def file(self, file: PublicFile) -> str:
        """A file of a review."""
        return "" if file.pk in self.held_back else f"{self.root}{_place_of(file)}"


def _folder_of(record: PublicRecord) -> str:
    return f"reviews/{record.slug}"


def _place_of(file: PublicFile) -> str:
    return f"{_folder_of(file.record)}/{file.pk}-{PurePosixPath(file.file_name).name}"


def copy_register(folder: Path, partnership: Partnership | None = None) -> Copied:
    """Bring the folder up to the register as it is now: of one partnership, or of all.

    Raises CopyRefusedError, before anything is changed, where a file of somebody else stands in the way.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _ours(folder)
    aside = Path(tempfile.mkdtemp(prefix=".register-", dir=folder))
    try:
        copy = _Copy(aside, partnership)
        copy.write()
        now = copy.written
        _check_free(folder, before, now)
        _write_manifest(folder, aside, {**before, **now})
        for name in now:
            _move(aside / name, folder / name)
        removed = tuple(sorted(before.keys() - now.keys()))
        for name in removed:
            _remove(folder, name)
        _write_manifest(folder, aside, now)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Copied(len(now), removed, tuple(copy.held_back))


class _Copy:
    """One copy being written into a folder of its own."""

    def __init__(self, aside: Path, partnership: Partnership | None) -> None:
        self.aside = aside
        self.partnership = partnership
        self.owner = partnership or Partnership.objects.filter(is_home=True).first()
        self.written: dict[str, str] = {}
        self.held_back: list[str] = []

    def write(self) -> None:
        """Every page and file."""
        records = list(public_records(self.partnership))
        held = frozenset(pk for record in records for pk in self._files(record))
        for record in records:
            self._record(record, held)
        self._lists(records, CopyLinks("", held))
        for name, content in _assets():
            self._put(f"{ASSETS}/{name}", content)
        self._brand()

    def _brand(self) -> None:
        owner = self.owner or Partnership()
        colours = palette(owner.brand_colour, owner.link_colour)
        self._put(BRAND, render_to_string("brand.css", {"colours": colours}).encode())

    def _files(self, record: PublicRecord) -> Iterator[int]:
        """Write the files that the gate lets out; give the keys of those it holds back."""
        servable = {file.pk for file in servable_files(record)}
        for file in standing(record):
            if file.pk in servable:
                self._put(_place_of(file), served_bytes(file))
            else:
                self.held_back.append(f"{record.title}: {file.label} ({file.file_format.upper()})")
                yield file.pk

    def _record(self, record: PublicRecord, held: frozenset[int]) -> None:
        links = CopyLinks("../../", held)
        page = record_page(self._frame("../../"), record, links, "review.json")
        self._put(f"{_folder_of(record)}/index.html", page.encode())
        self._put_json(f"{_folder_of(record)}/review.json", record_json(record, links, "../../schema.json"))
        if progress_of(record):
            told = progress_json(record, links, "../../schema.json", changed_at(record))
            self._put_json(f"{_folder_of(record)}/progress.json", told)

    def _lists(self, records: list[PublicRecord], links: CopyLinks) -> None:
        frame = self._frame("")
        page = list_page(
            frame, by_year(records, links, names_partnerships=_are_several(records)), len(records), {"is_first": True}
        )
        self._put("index.html", page.encode())
        self._put_json("reviews.json", register_json(records, links, "schema.json"))
        self._put_json("schema.json", schema())
        title = register_title(self.owner)
        news = feed(records, links, title=title, home="index.html", address="feed.xml", site=settings.SITE_URL)
        self._put("feed.xml", news)

    def _frame(self, root: str) -> Frame:
        assets = f"{root}{ASSETS}/"
        addresses = {
            "home": f"{root}index.html",
            "feed": f"{root}feed.xml",
            "json": f"{root}reviews.json",
        }
        styles = [*(assets + name for name in STYLES), root + BRAND]
        return frame_of(self.owner, styles=styles, icon=assets + ICON, script=assets + SCRIPT, addresses=addresses)

    def _put_json(self, name: str, told: Mapping[str, object]) -> None:
        self._put(name, json.dumps(told, ensure_ascii=False, indent=1).encode())

    def _put(self, name: str, content: bytes) -> None:
        place = self.aside / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        self.written[name] = hashlib.sha256(content).hexdigest()


def _are_several(records: Iterable[PublicRecord]) -> bool:
    return len({record.partnership_id for record in records}) > 1


def _assets() -> Iterator[tuple[str, bytes]]:
    """Styles, script, icon, and what the styles name: fonts."""
    for name in (*STYLES, ICON, SCRIPT):
        content = _asset(name)
        yield name, content
        if name.endswith(".css"):
            for other in _NAMED.findall(content.decode()):
                found = os.path.normpath(PurePosixPath(name).parent / other)
                yield found, _asset(found)


def _asset(name: str) -> bytes:
    found = finders.find(name)
    if not found:
        raise CopyRefusedError(f"The style {name} is not there. Run “make assets” first.")
    return Path(found).read_bytes()


def _ours(folder: Path) -> dict[str, str]:
    """What an earlier copy put into the folder. Raises CopyRefusedError for a list that cannot be trusted."""
    manifest = folder / MANIFEST
    if not manifest.exists():
        return {}
    files = _listed(manifest)
    if any(_leads_out(folder, name) for name in files):
        raise CopyRefusedError(f"{MANIFEST} names files outside the folder. Put the folder right first.")
    return files


def _listed(manifest: Path) -> dict[str, str]:
    """The SHA-256 of each file that a copy says it wrote, by its name."""
    try:
        listed = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        return {str(name): str(sha256) for name, sha256 in listed.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise CopyRefusedError(f"{MANIFEST} in the folder cannot be read. Put the folder right first.") from fault


def _check_free(folder: Path, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Pass when no name of the copy is taken by a file of somebody else, or leads out of the folder."""
    fresh = now.keys() - before.keys()
    taken = sorted({*(name for name in fresh if os.path.lexists(folder / name)), *_files_on_the_way(folder, fresh)})
    if taken:
        raise CopyRefusedError(
            f"{taken[0]} is in the folder already and is not of an earlier copy. Move it away first."
        )
    _check_inside(folder, now)


def _files_on_the_way(folder: Path, names: Iterable[str]) -> set[str]:
    """Names that stand for a file where the copy needs a folder."""
    above = {str(parent) for name in names for parent in PurePosixPath(name).parents}
    return {parent for parent in above if os.path.lexists(folder / parent) and not (folder / parent).is_dir()}


def _check_inside(folder: Path, names: Iterable[str]) -> None:
    astray = sorted(name for name in names if _leads_out(folder, name))
    if astray:
        raise CopyRefusedError(f"{astray[0]} would be written outside the folder. Take the link out of it first.")


def _leads_out(folder: Path, name: str) -> bool:
    """True for a name that leaves the folder, by its dots or by a link on its way."""
    place = folder / name
    return not name or not place.parent.resolve().is_relative_to(folder.resolve()) or place.is_symlink()


def _move(new: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    new.replace(place)


def _remove(folder: Path, name: str) -> None:
    """Take away a file of an earlier copy, and the folders that it leaves empty."""
    (folder / name).unlink(missing_ok=True)
    for parent in (folder / name).relative_to(folder).parents:
        above = folder / parent
        if above == folder or not above.is_dir() or any(above.iterdir()):
            return
        above.rmdir()


def _write_manifest(folder: Path, aside: Path, files: Mapping[str, str]) -> None:
    """Written before files are moved as well, so that a copy cut short still knows what is ours."""
    new = aside / MANIFEST
    new.write_text(json.dumps({"files": dict(sorted(files.items()))}, indent=1), encoding="utf-8")
    new.replace(folder / MANIFEST)
