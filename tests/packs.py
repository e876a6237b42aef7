"""How does a test come to a seminar pack? From reviews on the register and an event of the cast's partnership."""

import datetime
import json
from collections.abc import Mapping

from django.core.files.base import ContentFile

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import PublicRecord, User
from dhr_cases.papers.uploads import digest_of
from dhr_cases.roles import Role
from learning.actions.packs import PackPlan, claim_pack, make_pack, order_pack, plan_pack
from learning.models import Event, PackEdition, PackFile, PackOrder, SeminarPack
from learning.pack_gate import digest_of_files, registers_digest
from learning.pack_terms import PARTS, PackPart
from tests.conftest import Cast
from tests.public_records import put_record, put_summary

SUMMARY = """<!DOCTYPE html><html lang="en-GB"><head><title>Robin/2019</title></head><body>
<h2>Background</h2><p>Robin died in 2019. Three services knew the family.</p>
<h2>Chronology</h2><p>In May 2018 Robin told a nurse of threats.</p><p>In March 2017 the police were called.</p>
<h2>Good practice</h2><p>A nurse asked each time and wrote it down.</p>
<h2>Tribute of the family</h2><p>She lit up every room.</p>
<h2>Lessons</h2><ul><li>A separation raises the risk.</li><li>Share what is known with those who can act.</li></ul>
<h2>Recommendations</h2><p>The trust trains every ward manager.</p>
</body></html>"""
SMALL = {PackPart.SLIDES: b"slides", PackPart.ACTION_RECORD: b"record"}
WORDS = "Separation raises the risk\nShare what is known: robin-2019 7"


def a_record(cast: Cast, slug: str = "robin-2019", summary: str = SUMMARY, **changed: object) -> PublicRecord:
    """A published review whose summary anybody may read."""
    record = put_record(cast.partnership, slug, **changed)
    put_summary(record, cast.coordinator, summary.encode())
    return record


def a_plan(*records: PublicRecord, themes: str = WORDS, practice: str = "") -> PackPlan:
    """A plan that tells of the records."""
    return PackPlan(records=tuple(record.pk for record in records), themes=themes, practice=practice)


def planned(cast: Cast, event: Event, plan: PackPlan) -> SeminarPack:
    """A pack that the coordinator planned."""
    return plan_pack(event=event, by=cast.coordinator, plan=plan)


def made(cast: Cast, pack: SeminarPack) -> PackEdition:
    """The pack asked for by the coordinator and made."""
    return make_pack(claimed(cast, pack))


def claimed(cast: Cast, pack: SeminarPack) -> PackOrder:
    """The pack asked for by the coordinator and taken up."""
    order_pack(pack=pack, by=cast.coordinator)
    order = claim_pack(datetime.datetime.now(datetime.UTC))
    if order is None:
        raise LookupError("No order waits.")
    return order


def small_edition(pack: SeminarPack, by: User, contents: Mapping[PackPart, bytes] = SMALL) -> PackEdition:
    """An edition of small files: what approves and gives out goes by bytes, whatever they say."""
    digests = [digest_of(content) for content in contents.values()]
    edition: PackEdition = PackEdition.objects.create(
        pack=pack,
        number=1,
        digest=digest_of_files(digests),
        register=registers_digest([row.record for row in pack.reviews.all()]),
        ordered_by=by,
    )
    for (part, content), digest in zip(contents.items(), digests, strict=True):
        PackFile.objects.create(
            edition=edition,
            part=part,
            label=PARTS[part].label,
            file=ContentFile(content, name=f"{part}.docx"),
            file_name=f"asking-again-{part}.docx",
            size=len(content),
            sha256=digest,
            findings=json.dumps([{"words": "Robin", "where": "page 1", "context": "Robin told a nurse"}]),
        )
    return edition


def second_coordinator(cast: Cast) -> User:
    """Another coordinator, who planned nothing."""
    other: User = User.objects.create_user("second@example.test", full_name="Sam Second")
    join_team(by=None, to=other, partnership=cast.partnership, role=Role.COORDINATOR)
    return other
