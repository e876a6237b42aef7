"""How does a test's file come to be public? Added, looked through, approved by two people, put up: by the actions."""

from dhr_cases.actions import publication, release
from dhr_cases.actions.papers import add_paper
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.anonymity_terms import Judgement
from dhr_cases.models import Case, PaperVersion, Part, PublicFile, PublicRecord
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.release_gate import release_state
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.files import upload
from tests.stages import case_at
from tests.steps_learning import make_ready

CLEAN = b"Agencies did not speak to each other. They have learnt to share what they know.\n"
NEXT = CLEAN + b"A sentence was put right.\n"
NAME = "Rosalind Tarrant"
"""The name of the person who died, in no file but where a test plants it."""


def cleared_case(cast: Cast, case: Case) -> Case:
    """A case cleared by the Home Office, about a person whose name is protected."""
    case_at(cast, case, Stage.QA_CLEARED)
    facts = PersonFacts(part=Part.DECEASED, name=NAME)
    record_person(case=case, by=cast.coordinator, facts=facts)
    return case


def file_for_public(
    cast: Cast,
    case: Case,
    content: bytes = CLEAN,
    kind: PaperKind = PaperKind.PUBLISHED_REPORT,
    name: str = "report.txt",
    title: str = "",
) -> PaperVersion:
    """The coordinator adds a file for the public."""
    return add_paper(case=case, by=cast.coordinator, kind=kind, title=title, upload=upload(name, content))


def looked_through(cast: Cast, case: Case, version: PaperVersion) -> PaperVersion:
    """The coordinator has the file looked through."""
    release.scan_for_release(case=case, by=cast.coordinator, version=version)
    return version


def decided(cast: Cast, case: Case, version: PaperVersion) -> PaperVersion:
    """The coordinator keeps every suggestion of the last look as it is."""
    found = [row for row in release_state(version).found if row.is_open]
    if found:
        reason = "A fact of the report"
        release.decide(case=case, by=cast.coordinator, found=found, judgement=Judgement.KEEP, reason=reason)
    return version


def approved(cast: Cast, case: Case, version: PaperVersion) -> PaperVersion:
    """The partnership's chair and a member of the panel approve what was looked through."""
    for person in (cast.csp_chair, cast.panel_member):
        release.approve_release(case=case, by=person, version=version)
    return version


def released(
    cast: Cast,
    case: Case,
    content: bytes = CLEAN,
    kind: PaperKind = PaperKind.PUBLISHED_REPORT,
    name: str = "report.txt",
    title: str = "",
) -> PaperVersion:
    """A file with all that its release needs."""
    version = file_for_public(cast, case, content, kind, name, title)
    return approved(cast, case, looked_through(cast, case, version))


def published(cast: Cast, case: Case) -> PublicRecord:
    """The case at its publication, with whatever of its files is released."""
    make_ready(cast, case_at(cast, case, Stage.PRE_PUBLICATION))
    publication.publish(case=case, by=cast.coordinator)
    return PublicRecord.objects.get(case=case)


def only_file(record: PublicRecord) -> PublicFile:
    """The one file of a record that stands."""
    found: PublicFile = PublicFile.objects.get(record=record, taken_down_on=None)
    return found


def change_a_byte(file: PublicFile | PaperVersion) -> None:
    """Somebody writes to the disk behind the program's back: one byte, the same length."""
    content = bytearray(file.file.storage.open(str(file.file.name)).read())
    content[0] ^= 1
    with file.file.storage.open(str(file.file.name), "wb") as opened:
        opened.write(bytes(content))
