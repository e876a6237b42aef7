"""No path yields a public byte without two approvals on it: no page, no interface, no job, no command, no copy.

Every address open to everybody is asked for, whatever it is; every command and job of ours is run or has its reason.
While they run, every opening of a kept file is watched: none happens but inside the release gate.
"""

import ast
import gzip
import io
import itertools
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command, get_commands
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case, PublicFile, PublicRecord
from learning.models import Attendee, Event
from tests.access.addresses import Address, addresses
from tests.access.public_world import OPEN_WORD, PublicWorld, public_world
from tests.conftest import Cast
from tests.events import announced, book
from workflows.worker import one_round

GATE = "dhr_cases.release_gate"
OURS = ("dhr_cases", "learning", "governance", "workflows", "funding", "config")

VALUES: Mapping[str, str] = {
    "code": "partnership",
    "slug": "record",
    "file_id": "files",
    "key": "word",
    "event": "event",
    "token": "token",
    "form_token": "word",
    "uidb36": "word",
    "reference": "case",
    "path": "word",
}
"""What fills each parameter of an address that is open to everybody."""

WRITES_COPIES = frozenset({"export_public_register"})
"""Commands whose output is meant for the public."""

STAYS_INSIDE: Mapping[str, str] = {
    "build_paper": "gives a restricted paper to who runs the server",
    "check_review_model": "prints the stage table",
    "committee_report": "gives a paper to who runs the server",
    "demo": "fills a demonstration with invented cases by the same acts",
    "docs": "prints tables of the program",
    "due_dates": "prints due dates of a file",
    "feedback_statistics": "prints counts to who runs it",
    "forget_case": "destroys",
    "forget_event_names": "destroys",
    "import_action_plan": "takes a plan into a case by the ordinary acts",
    "index_published": "writes an index of what is public already",
    "position": "prints counts to who runs it",
    "release_check": "looks through a file and prints findings to who runs it",
    "replay_case": "plays known cases by the same acts",
    "seminar_pack": "gives files to who runs the server; each is looked through, and made of what is public already",
    "set_up": "makes the first account and partnership",
    "suggest_pseudonyms": "prints suggestions to who runs it",
    "sync_permissions": "writes permission rows",
    "take_on": "reads a table of running cases",
    "work": "runs the jobs, which are tried here",
}
"""Every other command about reviews, with why nothing of it is public."""


@pytest.fixture
def world(case: Case, cast: Cast) -> PublicWorld:
    """A register with files in every state, and an event with a booking."""
    book(cast, announced(cast))
    return public_world(cast, case)


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Every opening of a kept file from here on, and whether the gate asked for it."""
    seen: list[tuple[str, bool]] = []
    really: Callable[..., File[bytes]] = FileSystemStorage.__dict__["_open"]

    def watched(self: FileSystemStorage, name: str, mode: str = "rb") -> File[bytes]:
        seen.append((name, GATE in set(_callers())))
        return really(self, name, mode)

    monkeypatch.setattr(FileSystemStorage, "_open", watched)
    return seen


def _callers() -> Iterator[str]:
    frame = sys._getframe(1)
    while frame.f_back is not None:
        yield str(frame.f_globals.get("__name__", ""))
        frame = frame.f_back


def open_addresses() -> list[Address]:
    """Every address that somebody who is not signed in may ask for."""
    return [address for address in addresses() if address.rule is not None and address.rule.kind == "anyone"]


def filled(address: Address, world: PublicWorld) -> Iterator[str]:
    """The address with every value that could lead somewhere. Fails for a parameter that nobody has filled."""
    unknown = set(address.parameters) - VALUES.keys()
    assert not unknown, f"{address.route} is open to everybody: say in VALUES what fills {sorted(unknown)}."
    ways: dict[str, list[Any]] = {
        "partnership": [world.record.partnership.code],
        "record": [world.record.slug],
        "files": list(PublicFile.objects.values_list("pk", flat=True)),
        "case": [world.case.reference],
        "event": list(Event.objects.values_list("code", flat=True)),
        "token": list(Attendee.objects.values_list("token", flat=True)),
        "word": ["word"],
    }
    choices = [ways[VALUES[name]] for name in address.parameters]
    for values in itertools.product(*choices):
        yield reverse(address.name, kwargs=dict(zip(address.parameters, values, strict=True)))


def body(response: Any) -> str:
    """All that was sent, unpacked, as text."""
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    if response.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    return unpacked(content) + str(response.headers)


def unpacked(content: bytes) -> str:
    """Bytes as text, with the parts of an archive."""
    if not content.startswith(b"PK\x03\x04"):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8", errors="replace") for name in package.namelist())


def leaks(text: str, world: PublicWorld) -> list[str]:
    """Which files a text gives away, by what is wrong with them."""
    return [why for why, word in world.secrets.items() if word in text]


def test_gives_no_byte_of_an_unreleased_file_at_any_address(
    world: PublicWorld, openings: list[tuple[str, bool]]
) -> None:
    """The released summary can be read; nothing of the others can, whatever is asked with whichever key."""
    asked, said = 0, ""
    for address in open_addresses():
        for path in filled(address, world):
            response = Client(raise_request_exception=False).get(path)
            assert response.status_code < 500, path
            text = body(response)
            assert leaks(text, world) == [], path
            asked, said = asked + 1, said + text
    assert OPEN_WORD in said
    assert asked > len(open_addresses())
    assert openings
    assert [name for name, by_gate in openings if not by_gate] == []


def test_serves_only_what_is_released(world: PublicWorld) -> None:
    """Each file of the register by its own address: one is there, one is gone, the others are not."""
    statuses: dict[str, int] = {}
    for file in PublicFile.objects.filter(record=world.record):
        path = reverse("public_file", args=(world.record.slug, file.pk))
        statuses[f"{file.kind}: {file.label}"] = Client().get(path).status_code
    assert sorted(statuses.values()) == [200, 404, 404, 404, 404, 410]
    assert statuses["published_summary: Executive summary"] == 200
    assert statuses["briefing: Case briefing"] == 410


def test_copies_no_byte_of_an_unreleased_file(
    world: PublicWorld, tmp_path: Path, openings: list[tuple[str, bool]]
) -> None:
    """A council's own copy of the register holds what the register serves; what is held back is told."""
    with pytest.raises(CommandError, match="Held back"):
        call_command("export_public_register", tmp_path, stdout=io.StringIO())
    written = {path: unpacked(path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.name for path, text in written.items() if leaks(text, world)} == set()
    assert any(OPEN_WORD in text and path.suffix == ".docx" for path, text in written.items())
    kept = [name for name, by_gate in openings if not by_gate and name.startswith(("public/", "papers/"))]
    assert kept == []


def test_knows_of_every_command_whether_it_is_for_the_public() -> None:
    """A new command says so here, and one for the public is tried above."""
    ours = {name for name, app in get_commands().items() if app in ("dhr_cases", "learning", "governance", "workflows")}
    assert ours - WRITES_COPIES - STAYS_INSIDE.keys() == set()


def test_puts_nothing_up_by_a_job(world: PublicWorld, openings: list[tuple[str, bool]]) -> None:
    """A round of the worker leaves the register as it was."""
    before = list(PublicFile.objects.order_by("pk").values()), list(PublicRecord.objects.order_by("pk").values())
    one_round()
    after = list(PublicFile.objects.order_by("pk").values()), list(PublicRecord.objects.order_by("pk").values())
    assert after == before
    assert [name for name, by_gate in openings if not by_gate and name.startswith("public/")] == []


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for app in OURS:
        for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(settings.BASE_DIR)), ast.parse(path.read_text(encoding="utf-8"))


def _makes_public_files(node: ast.AST) -> bool:
    """True for PublicFile(...) and PublicFile.objects.create(...) and its kin."""
    if not isinstance(node, ast.Call):
        return False
    words = ast.unparse(node.func)
    makers = ("create", "get_or_create", "update_or_create", "bulk_create")
    return words == "PublicFile" or (words.startswith("PublicFile.objects") and words.endswith(makers))


def test_makes_a_public_file_in_one_module_only() -> None:
    """Whoever else writes such a row goes past the gate."""
    makers = {path for path, tree in _modules() if any(_makes_public_files(node) for node in ast.walk(tree))}
    assert makers == {"dhr_cases/actions/public_register.py"}


def test_gives_no_kept_file_an_address() -> None:
    """Nothing under the folder of kept files is served by a web server, nor its address asked for."""
    assert not settings.MEDIA_URL.strip("/")
    asks = {
        path
        for path, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "url" and ast.unparse(node.value).endswith(".file")
    }
    assert asks == set()
