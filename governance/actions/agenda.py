"""How does something come onto an agenda or off it, and which papers go with it?"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile, File

from dhr_cases.models import User
from dhr_cases.papers.uploads import CheckedUpload, check_upload
from governance.actions.core import acting, check_not_future, require, today
from governance.item_codes import ItemCode, next_in
from governance.meeting_terms import Access, CirculationMeans
from governance.models import AgendaItem, Meeting, MeetingPaper, MeetingPaperFile, PaperCirculation, PlannedItem
from governance.policies.meetings import check_takes_items, items_of
from governance.verbs import GovernanceVerb


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """What an item is. ``number`` None takes the next one of its part."""

    part: str
    title: str
    number: int | None = None
    public_title: str = ""
    purpose: str = ""
    presenters: str = ""
    access: Access = Access.PUBLIC
    restricted_why: str = ""
    is_minuted: bool = True


def add_item(*, meeting: Meeting, by: User, facts: ItemFacts) -> AgendaItem:
    """An item comes onto the agenda. Raises NotNow once minutes are numbered, Incomplete for a code in use."""
    with acting(GovernanceVerb.ADD_ITEM, meeting.body.partnership, by) as act:
        meeting.refresh_from_db()
        item = _put_on(AgendaItem(meeting=meeting), facts)
        act.record(about=item, detail={"item": str(item.code)})
        return item


def change_item(*, item: AgendaItem, by: User, facts: ItemFacts, reason: str = "") -> AgendaItem:
    """An item is moved or reworded. Raises as ``add_item``. The papers of one that is restricted now are too."""
    with acting(GovernanceVerb.CHANGE_ITEM, item.meeting.body.partnership, by, reason=reason) as act:
        item.refresh_from_db()
        _put_on(item, facts)
        if item.is_restricted:
            _restrict_papers(item)
        act.record(about=item, detail={"item": str(item.code)})
        return item


def _restrict_papers(item: AgendaItem) -> None:
    for paper in item.papers.exclude(access=Access.RESTRICTED):
        paper.access = Access.RESTRICTED
        paper.save()


def _put_on(item: AgendaItem, facts: ItemFacts) -> AgendaItem:
    check_takes_items(item.meeting)
    others = [row.code for row in items_of(item.meeting).exclude(pk=item.pk)]
    code = ItemCode(facts.part, facts.number) if facts.number else _kept_or_next(item, facts.part, others)
    is_explained = facts.access is Access.PUBLIC or bool(facts.restricted_why.strip())
    require(
        (bool(facts.title.strip()), "Enter the title of the item."),
        (code not in others, f"{code} is on the agenda already."),
        (is_explained, "Say why the item is restricted. Public papers print the reason."),
    )
    for name, value in {**vars(facts), "number": code.number}.items():
        setattr(item, name, value)
    item.save()
    return item


def _kept_or_next(item: AgendaItem, part: str, others: Sequence[ItemCode]) -> ItemCode:
    """The item's own number while it stays in its part, else the next free one."""
    return item.code if item.pk and item.part == part else next_in(part, others)


def withdraw_item(*, item: AgendaItem, by: User, reason: str) -> AgendaItem:
    """An item comes off the agenda; its code is free again. Raises NotNow once anything was resolved on it."""
    with acting(GovernanceVerb.WITHDRAW_ITEM, item.meeting.body.partnership, by, reason=reason) as act:
        item.refresh_from_db()
        check_takes_items(item.meeting)
        require(
            (bool(reason.strip()), "Say why the item comes off the agenda."),
            (not item.is_withdrawn, "The item is off the agenda already."),
            (not item.resolutions.exists(), "Something was resolved on this item. It stays."),
            (not item.partner_requests.exists(), "A partner was asked at this item. It stays."),
        )
        item.is_withdrawn = True
        item.save()
        act.record(about=item, detail={"item": str(item.code)})
        return item


def take_planned_item(
    *, meeting: Meeting, by: User, planned: PlannedItem, part: str, number: int | None = None
) -> AgendaItem:
    """Something on the forward plan comes onto the agenda. Raises Incomplete where it is not due or on it already."""
    with acting(GovernanceVerb.TAKE_PLANNED_ITEM, meeting.body.partnership, by) as act:
        meeting.refresh_from_db()
        planned.refresh_from_db()
        is_on = items_of(meeting).filter(planned=planned).exists()
        require(
            (planned.body_id == meeting.body_id, "This stands on the forward plan of another body."),
            (planned.ended_on is None, "This has been taken off the forward plan."),
            (not is_on, "This is on the agenda already."),
        )
        why = "Restricted on the forward plan" if planned.access == Access.RESTRICTED else ""
        facts = ItemFacts(
            part=part,
            number=number,
            title=planned.title,
            presenters=planned.presenters,
            access=Access(planned.access),
            restricted_why=why,
        )
        item = _put_on(AgendaItem(meeting=meeting, planned=planned), facts)
        act.record(about=item, detail={"item": str(item.code), "planned": planned.pk})
        return item


def expect_meeting_paper(
    *,
    item: AgendaItem,
    by: User,
    title: str,
    author: str = "",
    access: Access = Access.PUBLIC,
    due_on: datetime.date | None = None,
    upload: File[bytes] | None = None,
) -> MeetingPaper:
    """A paper for an item is expected by a day, or comes with its file at once.

    A paper of a restricted item is restricted. Raises Incomplete for a file that is not of a kind we take.
    """
    with acting(GovernanceVerb.EXPECT_MEETING_PAPER, item.meeting.body.partnership, by) as act:
        require(
            (bool(title.strip()), "Enter the title of the paper."),
            (not item.is_withdrawn, "The item is off the agenda."),
        )
        paper: MeetingPaper = MeetingPaper.objects.create(
            item=item,
            title=title,
            author=author,
            access=Access.RESTRICTED if item.is_restricted else access,
            due_on=due_on or item.meeting.papers_due_on or item.meeting.on,
        )
        if upload is not None:
            _store(paper, by, check_upload(upload), today())
        act.record(about=paper, detail={"due": paper.due_on.isoformat(), "has_file": upload is not None})
        return paper


def take_in_meeting_paper(
    *, paper: MeetingPaper, by: User, upload: File[bytes], received_on: datetime.date
) -> MeetingPaperFile:
    """The file of a paper, or its next version. Raises Incomplete for a file we do not take."""
    with acting(GovernanceVerb.TAKE_IN_MEETING_PAPER, paper.item.meeting.body.partnership, by) as act:
        check_not_future(received_on, "The day the paper came in")
        row = _store(paper, by, check_upload(upload), received_on)
        act.record(about=paper, on=received_on, detail={"version": row.number, "sha256": row.sha256})
        return row


def _store(paper: MeetingPaper, by: User, checked: CheckedUpload, received_on: datetime.date) -> MeetingPaperFile:
    row = MeetingPaperFile(
        paper=paper,
        number=MeetingPaperFile.objects.filter(paper=paper).count() + 1,
        file_name=checked.name,
        size=checked.size,
        sha256=checked.sha256,
        received_on=received_on,
        added_by=by,
    )
    row.file.save(f"{uuid.uuid4().hex}.{checked.kind.ending}", ContentFile(checked.content), save=False)
    row.save()
    return row


def circulate_papers(
    *,
    meeting: Meeting,
    by: User,
    papers: Sequence[MeetingPaper],
    on: datetime.date,
    to: str,
    means: CirculationMeans = CirculationMeans.EMAIL,
) -> list[PaperCirculation]:
    """Papers went out: one line of the log each, with the version sent.

    Raises Incomplete where none is chosen, one has no file, or nobody is named. Only what is handed out at the
    meeting may go without a file here.
    """
    with acting(GovernanceVerb.CIRCULATE_PAPERS, meeting.body.partnership, by) as act:
        check_not_future(on, "The day the papers went out")
        versions = {paper.pk: MeetingPaperFile.objects.filter(paper=paper).last() for paper in papers}
        without = [paper.title for paper in papers if versions[paper.pk] is None]
        require(
            (bool(papers), "Choose the papers that went out."),
            (bool(to.strip()), "Say to whom they went."),
            (all(paper.item.meeting_id == meeting.pk for paper in papers), "A paper belongs to another meeting."),
            (means is CirculationMeans.TABLED or not without, f"No file is in yet for: {', '.join(without)}."),
        )
        rows = [_log(paper, by, on, to, means, versions[paper.pk]) for paper in papers]
        act.record(about=meeting, on=on, detail={"papers": len(rows), "means": means.value})
        return rows


def _log(
    paper: MeetingPaper,
    by: User,
    on: datetime.date,
    to: str,
    means: CirculationMeans,
    version: MeetingPaperFile | None,
) -> PaperCirculation:
    row: PaperCirculation = PaperCirculation.objects.create(
        paper=paper, by=by, on=on, to=to, means=means, version=version
    )
    return row
