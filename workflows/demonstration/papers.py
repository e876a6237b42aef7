"""How do drafts, copies, releases and the public register look in the demonstration? Brought there by the acts."""

import datetime
from collections.abc import Collection, Mapping

from dhr_cases.actions import publication, release, report_sections, section_comments, section_filling
from dhr_cases.actions.anonymity import Protection, protect_words
from dhr_cases.actions.core import as_of, today
from dhr_cases.actions.paper_orders import claim_next, order_paper
from dhr_cases.actions.public_register import PublicWords
from dhr_cases.actions.reading_room import open_reading
from dhr_cases.anonymity_terms import Judgement, TokenKind
from dhr_cases.models import DraftReading, PaperVersion, PartialDate, PublicFile, SectionVersion
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.asking import NOTHING
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MadePaper
from dhr_cases.release_gate import release_state
from dhr_cases.report_filling.facts import NOT_RECORDED
from dhr_cases.report_texts import current_texts
from dhr_cases.stages import Stage, has_reached
from learning.actions.briefings import begin_briefing
from learning.briefing_boxes import BriefingKind
from workflows.demonstration.chronologies import send_chronologies
from workflows.demonstration.people import Town
from workflows.demonstration.scripts import Script
from workflows.demonstration.words import (
    COMMENTS,
    MEMBER,
    NOTHING_TO_TELL,
    REMAINS,
    REPORT,
    SUMMARY,
    TAKEN_DOWN,
    as_typed,
)
from workflows.paper_work import make
from workflows.playing.play import Play

S = Stage
WITH_A_REPORT = (S.DRAFTING, S.FAMILY_REVIEW)
"""Cases that stand here have their whole report in sections; others the executive summary."""
ON_THE_REGISTER = (S.PRE_PUBLICATION, S.PUBLISHED, S.LEARNING, S.MONITORING, S.CLOSED)


def meanwhile(play: Play, town: Town, script: Script, stage: Stage, day: datetime.date) -> None:
    """What happens with papers once a case reaches a stage, as its script asks."""
    doings = {
        S.PANEL_WORK: _protect,
        S.DRAFTING: _draft,
        S.FAMILY_REVIEW: _let_read,
        S.PRE_PUBLICATION: _release,
        S.MONITORING: _brief,
        S.CLOSED: _take_down,
    }
    doing = doings.get(stage)
    if doing is not None and has_reached(script.stage, S.DRAFTING):
        with as_of(PartialDate.on(day)):
            doing(play, town, script)


def _protect(play: Play, town: Town, script: Script) -> None:
    """Words that must not leave the review, beyond the names of its people."""
    by = play.company.coordinator
    for kind, value, instead in (
        (TokenKind.SCHOOL, "Fictholme Primary School", "a primary school"),
        (TokenKind.EMPLOYER, "Fictholme Nurseries", "a garden centre"),
    ):
        protect_words(case=play.case, by=by, words=Protection(kind=kind, value=value, replacement=instead))


def _draft(play: Play, town: Town, script: Script) -> None:
    """The summary is written in sections; where a case still stands in writing, so is the report."""
    chair = play.company.chair
    papers = {PaperKind.EXECUTIVE_SUMMARY: SUMMARY}
    if script.stage in WITH_A_REPORT:
        papers[PaperKind.OVERVIEW_REPORT] = REPORT
        send_chronologies(play)
    for kind, texts in papers.items():
        for filled in section_filling.fill_empty_sections(case=play.case, by=chair, kind=kind):
            if filled.section.code not in texts:
                _fill_gaps(play, filled)
        _write(play, kind, {code: as_typed(text, script.pseudonym) for code, text in texts.items()})


def _write(play: Play, kind: PaperKind, texts: Mapping[str, str]) -> None:
    """What the chair writes by hand, over what the record filled in."""
    standing = {section.code: section.number for section in current_texts(play.case, kind)}
    for code, text in texts.items():
        report_sections.write_section(
            case=play.case, by=play.company.chair, kind=kind, code=code, text=text, based_on=standing[code]
        )


def _fill_gaps(play: Play, filled: SectionVersion) -> None:
    """What the record does not know is written by hand, or left out."""
    if NOT_RECORDED not in filled.text:
        return
    report_sections.write_section(
        case=play.case,
        by=play.company.chair,
        kind=PaperKind(filled.section.kind),
        code=filled.section.code,
        text=_without_gaps(filled.text) or NOTHING_TO_TELL,
        based_on=filled.number,
    )


def _without_gaps(text: str) -> str:
    lines = text.replace(f"| {NOT_RECORDED}", f"| {MEMBER}").splitlines()
    return "\n".join(line for line in lines if NOT_RECORDED not in line)


def _let_read(play: Play, town: Town, script: Script) -> None:
    """The family's advocate reads in the reading room; a member of the panel and an agency comment."""
    if script.stage is not S.FAMILY_REVIEW:
        return
    chair, advocate = play.company.chair, town.accounts["advocate"]
    for code, text in COMMENTS.items():
        section_comments.comment_on_section(
            case=play.case, by=town.accounts["panel"], kind=PaperKind.OVERVIEW_REPORT, code=code, text=text
        )
    reading = DraftReading.objects.filter(case=play.case).exclude(person=None).first()
    if reading is not None:
        until = today() + datetime.timedelta(weeks=6)
        open_reading(case=play.case, by=chair, reading=reading, until=until, readers=(advocate,))


def _release(play: Play, town: Town, script: Script) -> None:
    """The summary for the public is made, looked through and approved; in one case a second approval is missing."""
    if script.stage not in ON_THE_REGISTER:
        return
    version = _made(play)
    release.scan_for_release(case=play.case, by=play.company.coordinator, version=version)
    _keep_open_findings(play, version)
    people = (play.company.csp_chair, play.company.agencies[0].member)
    for person in people[:1] if script.stage is S.PRE_PUBLICATION else people:
        release.approve_release(case=play.case, by=person, version=version)


def _keep_open_findings(play: Play, version: PaperVersion) -> None:
    found = [each for each in release_state(version).found if each.is_open]
    if found:
        release.decide(
            case=play.case,
            by=play.company.coordinator,
            found=found,
            judgement=Judgement.KEEP,
            reason="Part of the invented text",
        )


def _made(play: Play) -> PaperVersion:
    order = order_paper(
        case=play.case,
        by=play.company.coordinator,
        kind=MadePaper.PUBLISHED_SUMMARY,
        form=Format.HTML,
        ask=NOTHING,
    )
    claimed = claim_next(order.ordered_at)
    if claimed is None:
        raise LookupError("The order of the demonstration is gone.")
    make(claimed)
    claimed.refresh_from_db()
    if claimed.version is None:
        raise LookupError(f"The summary of the demonstration was not made: {claimed.fault}")
    return claimed.version


def _brief(play: Play, town: Town, script: Script) -> None:
    """A briefing is begun from the published summary."""
    begin_briefing(case=play.case, by=play.company.coordinator, kind=BriefingKind.SEVEN_MINUTE)


def _take_down(play: Play, town: Town, script: Script) -> None:
    """A report comes down after its time; its summary and its address stay."""
    files: Collection[int] = PublicFile.objects.filter(record__case=play.case).values_list("pk", flat=True)
    publication.take_down(
        case=play.case,
        by=play.company.coordinator,
        reason="Two years have passed",
        public_words=PublicWords(TAKEN_DOWN, REMAINS),
        keeps=tuple(files),
    )
