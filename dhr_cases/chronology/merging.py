"""Which chronologies have the agencies of a case sent, and what do they say taken together?"""

from itertools import chain

from dhr_cases.chronology.entries import Merged, ReadTable, UnreadFile
from dhr_cases.chronology.table_files import read_table
from dhr_cases.errors import Incomplete
from dhr_cases.filed_content import content_of
from dhr_cases.models import Case, PaperVersion
from dhr_cases.paper_kinds import PaperKind


def merged(case: Case) -> Merged:
    """The newest version of every agency's chronology, read and put together; every file is read anew.

    A file that is gone or is not the one that was filed is told among those not read.
    """
    tables = [_table(version) for version in newest_chronologies(case)]
    return Merged(
        entries=tuple(chain.from_iterable(table.entries for table in tables)),
        set_aside=tuple(chain.from_iterable(table.set_aside for table in tables)),
        unread=tuple(chain.from_iterable(table.unread for table in tables)),
        files=len(tables),
    )


def newest_chronologies(case: Case) -> tuple[PaperVersion, ...]:
    """The newest version of each agency chronology, in the order in which the papers came; one query."""
    rows = PaperVersion.objects.filter(paper__case=case, paper__kind=PaperKind.CHRONOLOGY)
    newest = {row.paper_id: row for row in rows.select_related("paper__organisation").order_by("number")}
    return tuple(newest[key] for key in sorted(newest))


def _table(version: PaperVersion) -> ReadTable:
    body = version.paper.organisation
    try:
        content = content_of(version)
    except Incomplete as fault:
        return ReadTable(unread=(UnreadFile(version.file_name, fault.sentence),))
    return read_table(content, version.file_name, str(body) if body else "")
