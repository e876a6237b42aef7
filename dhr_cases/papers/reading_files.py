"""How do files that are filed already become the combined chronology, the submission bundle, an agency's form?"""

from django.db.models import Max
from django.utils import timezone

from dhr_cases.chronology.merging import merged
from dhr_cases.completeness import NEEDED_PAPERS
from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete
from dhr_cases.filed_content import content_of
from dhr_cases.models import Case, InformationRequest, Organisation, PaperVersion, Submission, TermsOfReference
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.combined_chronology.facts import ChronologyFacts
from dhr_cases.papers.frame import known
from dhr_cases.papers.imr.facts import ImrFacts
from dhr_cases.papers.reading import frame_of
from dhr_cases.papers.submission_bundle.facts import BundledFile, BundleFacts
from dhr_cases.stages import Stage, has_reached
from dhr_cases.submission_set import newest_of_each


def chronology_facts(case: Case, ask: Ask) -> ChronologyFacts:
    """The newest version of every agency's chronology, read and put together.

    Raises Incomplete when no agency's chronology is among the papers.
    """
    found = merged(case)
    if not found.files:
        raise Incomplete("No agency's chronology is among the papers yet. Add each as an Excel, CSV or Word table.")
    return ChronologyFacts(frame_of(case, ask), found.entries, found.set_aside, found.unread, found.files)


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
