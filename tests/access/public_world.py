"""One review on the public register with files in every state between written and gone, each with a word of its own."""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from dhr_cases.actions import public_register, publication, release
from dhr_cases.actions.public_register import PublicWords
from dhr_cases.models import Case, PaperVersion, PublicFile, PublicRecord
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.writing import word
from dhr_cases.papers.writing.blocks import Paper, Paragraph
from dhr_cases.release_gate import live_files, seal_of
from tests.conftest import Cast
from tests.released import (
    approved,
    change_a_byte,
    cleared_case,
    decided,
    file_for_public,
    looked_through,
    published,
    released,
)

OPEN_WORD = "wheelbarrow"
"""Stands in the released summary and may be read by everybody."""


@dataclass(frozen=True)
class PublicWorld:
    """The record, and the words that stand in files which nobody may get, each with what is wrong with its file."""

    case: Case
    record: PublicRecord
    secrets: dict[str, str]


SECRETS = {
    "unlooked": "umbrella",
    "half approved": "harpsichord",
    "tampered with": "trombone",
    "taken down": "thimble",
    "approval taken back": "bassoon",
    "never approved, without a seal": "nutcracker",
    "half approved, with a seal": "saxophone",
}


def public_world(cast: Cast, case: Case) -> PublicWorld:
    """Released, half-approved, tampered, taken-down and smuggled files of one review."""
    cleared_case(cast, case)
    summary = file_for_public(cast, case, _summary(), PaperKind.PUBLISHED_SUMMARY, "summary.docx")
    approved(cast, case, decided(cast, case, looked_through(cast, case, summary)))
    for name, kind in (
        ("tampered with", PaperKind.PUBLISHED_REPORT),
        ("approval taken back", PaperKind.PUBLISHED_PLAN),
    ):
        released(cast, case, _text(name), kind, f"{kind}.txt")
    record = published(cast, case)
    taken_down = released(cast, case, _text("taken down"), PaperKind.BRIEFING, "b.txt", "One page")
    public_register.put_up_file(case=case, by=cast.coordinator, version=taken_down)
    keeps = [file.pk for file in live_files(record) if file.paper_version != taken_down]
    words = PublicWords("It was out of date.")
    publication.take_down(case=case, by=cast.coordinator, reason="Old", public_words=words, keeps=keeps)
    file_for_public(cast, case, _text("unlooked"), PaperKind.BRIEFING, "u.txt", "Never looked through")
    half = looked_through(
        cast, case, file_for_public(cast, case, _text("half approved"), PaperKind.BRIEFING, "h.txt", "H")
    )
    release.approve_release(case=case, by=cast.csp_chair, version=half)
    _withdraw(cast, case, record)
    _tamper(record)
    _smuggle(cast, record, half)
    return PublicWorld(case, record, SECRETS)


def _text(name: str) -> bytes:
    return f"Agencies learnt to share what they know about the {SECRETS[name]}.\n".encode()


def _summary() -> bytes:
    blocks = (Paragraph(f"Agencies learnt to share what they know about the {OPEN_WORD}."),)
    return word.write(Paper(title="Executive summary", subject="Robin", foot="Testshire", blocks=blocks))


def _withdraw(cast: Cast, case: Case, record: PublicRecord) -> None:
    plan = PublicFile.objects.get(record=record, kind=PaperKind.PUBLISHED_PLAN)
    assert plan.paper_version is not None
    release.withdraw_approval(case=case, by=cast.panel_member, version=plan.paper_version, reason="A street")


def _tamper(record: PublicRecord) -> None:
    change_a_byte(PublicFile.objects.get(record=record, kind=PaperKind.PUBLISHED_REPORT))


def _smuggle(cast: Cast, record: PublicRecord, half: PaperVersion) -> None:
    """Somebody who can write to the tables puts rows on the register by hand."""
    for name, version in (("never approved, without a seal", None), ("half approved, with a seal", half)):
        content = _text(name)
        sha256 = hashlib.sha256(content).hexdigest()
        row = PublicFile(
            record=record,
            paper_version=version,
            kind=PaperKind.BRIEFING,
            label=name,
            file_name=f"{hashlib.md5(content, usedforsecurity=False).hexdigest()}.txt",
            file_format="txt",
            size=len(content),
            sha256=sha256,
            seal=seal_of(record, PaperKind.BRIEFING, sha256) if version else "0" * 64,
            put_up_on=timezone.localdate(),
            put_up_by=cast.coordinator,
        )
        row.file.save(row.file_name, ContentFile(content), save=False)
        with change("Smuggled", None):
            row.save()
