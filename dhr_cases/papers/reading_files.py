"""How do files that are filed already become the combined chronology, the submission bundle, an agency's form?"""

from itertools import chain

from django.db.models import Max
from django.utils import timezone

from dhr_cases.completeness import NEEDED_PAPERS
from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, InformationRequest, Organisation, PaperVersion, Submission, TermsOfReference
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.combined_chronology.facts import ChronologyFacts, ReadTable
from dhr_cases.papers.combined_chronology.table_files import read_table
from dhr_cases.papers.frame import known
from dhr_cases.papers.imr.facts import ImrFacts
from dhr_cases.papers.reading import frame_of
from dhr_cases.papers.submission_bundle.facts import BundledFile, BundleFacts
from dhr_cases.papers.uploads import digest_of
from dhr_cases.stages import Stage, has_reached
from dhr_cases.submission_set import newest_of_each


def chronology_facts(case: Case, ask: Ask) -> ChronologyFacts:
    """The newest version of every agency's chronology, read and put together.

    Raises Incomplete when no agency's chronology is among the papers.
    """
    versions = newest_chronologies(case)
    if not versions:
        raise Incomplete("No agency's chronology is among the papers yet. Add each as an Excel or CSV table.")
    tables = [_table(version) for version in versions]
    return ChronologyFacts(
        frame=frame_of(case, ask),
        entries=tuple(chain.from_iterable(table.entries for table in tables)),
        set_aside=tuple(chain.from_iterable(table.set_aside for table in tables)),
        unread=tuple(chain.from_iterable(table.unread for table in tables)),
        files=len(tables),
    )


def newest_chronologies(case: Case) -> tuple[PaperVersion, ...]:
    """The newest version of each agency chronology, in the order in which the papers came."""
    rows = PaperVersion.objects.filter(paper__case=case, paper__kind=PaperKind.CHRONOLOGY)
    newest = {row.paper_id: row for row in rows.select_related("paper__organisation").order_by("number")}
    return tuple(newest[key] for key in sorted(newest))


def _table(version: PaperVersion) -> ReadTable:
    body = version.paper.organisation
    return read_table(content_of(version), version.file_name, str(body) if body else "")


def content_of(version: PaperVersion) -> bytes:
    """The bytes of a version. Raises Incomplete when they are not those that were filed."""
    with version.file.open("rb") as opened:
        content: bytes = opened.read()
    if digest_of(content) != version.sha256:
        label = KINDS[PaperKind(version.paper.kind)].label
        raise Incomplete(f"{label}, version {version.number}: the file is not the one that was filed. Tell the "
                         "administrator.")  # fmt: skip  # one sentence
    return content


def bundle_facts(case: Case, ask: Ask) -> BundleFacts:
    """The newest of every paper a submission needs. Raises Incomplete when the case has none of them."""
    versions = newest_of_each(case)
    if not versions:
        raise Incomplete("The case has none of the papers a submission needs.")
    there = {version.paper.kind for version in versions}
    return BundleFacts(
        frame=frame_of(case, ask),
        round=round_of(case),
        made_at=timezone.now(),
        files=tuple(_bundled(place, version) for place, version in enumerate(versions, 1)),
        missing=tuple(KINDS[kind].label for kind in NEEDED_PAPERS if kind not in there),
    )


def round_of(case: Case) -> int:
    """The round a bundle made now is for: the one to come before a submission and while points are answered."""
    last = Submission.objects.filter(case=case).aggregate(last=Max("round"))["last"] or 0
    waits = case.at is Stage.AMENDING or not has_reached(case.at, Stage.SUBMITTED)
    return last + 1 if waits else max(last, 1)


def _bundled(place: int, version: PaperVersion) -> BundledFile:
    """A file under a plain name: the name it was uploaded under may say more than it should."""
    ending = version.file_name.rpartition(".")[2].lower()
    kind = PaperKind(version.paper.kind)
    name = f"{place}-{kind.value.replace('_', '-')}-v{version.number}.{ending}"
    return BundledFile(name, KINDS[kind].label, version.number, content_of(version), version.sha256)


def imr_facts(case: Case, ask: Ask) -> ImrFacts:
    """The form for one agency. Raises Incomplete without an agency."""
    agency = Organisation.objects.filter(pk=ask.organisation).first()
    if agency is None:
        raise Incomplete("Choose the agency the form is for.")
    asked = InformationRequest.objects.filter(case=case, organisation=agency).first()
    terms = TermsOfReference.objects.filter(case=case).order_by("version").last()
    return ImrFacts(
        frame=frame_of(case, ask),
        agency=str(agency),
        scope=_scope(terms) if terms else "",
        lines_of_enquiry=_lines(terms) if terms else (),
        asks_for=asked.asks_for if asked else "",
        due_on=long_date(asked.due_on) if asked else "",
    )


def _scope(terms: TermsOfReference) -> str:
    if not terms.scope_from.is_known and not terms.scope_to.is_known:
        return ""
    return f"{known(terms.scope_from)} to {known(terms.scope_to)}"


def _lines(terms: TermsOfReference) -> tuple[str, ...]:
    lines = (line.strip().removeprefix("- ") for line in terms.lines_of_enquiry.splitlines())
    return tuple(filter(None, lines))
