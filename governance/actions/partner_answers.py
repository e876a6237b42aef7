"""A partner answers by itself what a meeting asked of it; every answer is added, none replaces another.

The request then stands where the office's own record of an answer would put it: it waits for its report back.
Source: a request has an answer and an outcome, L28 [D]; that the partner gives it itself, ours [D].
"""

import datetime
import uuid
from contextlib import ExitStack
from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from django.utils import timezone

from dhr_cases.actions.team_acts import TeamAct
from dhr_cases.deadlines import long_date
from dhr_cases.errors import NotNow
from dhr_cases.models import User
from dhr_cases.papers.uploads import CheckedUpload, check_upload
from governance.actions.core import acting, require, today
from governance.models import GovernanceEvent, PartnerAnswer, PartnerRequest
from governance.policies.requests import check_partner_may_answer
from governance.queries import check_answers_for
from governance.verbs import GovernanceVerb

BY_ITSELF = "the partner itself"
"""Who answered, as papers print it: the body's own people are not named there."""


@dataclass(frozen=True)
class Said:
    """What a partner says: its answer, or with ``is_refusal`` why it cannot.

    ``after`` is how many answers to the request its person had read.
    """

    text: str
    is_refusal: bool = False
    upload: File[bytes] | None = None
    after: int = 0


def answer_as_partner(*, request: PartnerRequest, by: User, said: Said) -> PartnerAnswer:
    """A person who stands for the body answers, or adds to its answer until that is reported back.

    Raises NotPermitted for whoever does not stand for it; NotNow for a closed request, and where another answer came
    in the meantime; Incomplete without words, or for a file we do not take.
    """
    with ExitStack() as undo:
        with acting(GovernanceVerb.ANSWER_AS_PARTNER, request.item.meeting.body.partnership, by) as act:
            request.refresh_from_db()
            check_answers_for(by, request)
            check_partner_may_answer(request)
            _check_nothing_came_between(request, said.after)
            row = PartnerAnswer(is_from_partner=True, is_refusal=said.is_refusal, text=said.text, on=today())
            if said.upload is not None:
                _keep(undo, row, check_upload(said.upload))
            write_answer(act, request, by, row, BY_ITSELF)
            act.record(about=request, detail={"is_refusal": row.is_refusal, "sha256": row.sha256})
        undo.pop_all()
    return row


def write_answer(
    act: TeamAct[GovernanceEvent], request: PartnerRequest, by: User, row: PartnerAnswer, answered_by: str
) -> None:
    """Add the answer to its request, inside an act. Raises Incomplete without words."""
    row.text = row.text.strip()
    require((bool(row.text), "Write the answer." if not row.is_refusal else "Say why it cannot be done."))
    row.request, row.by, row.by_role = request, by, act.as_role
    row.save()
    request.answer = "\n\n".join(filter(None, (request.answer, row.words)))
    request.answered_on, request.answered_by = row.on, answered_by
    request.save()


def _check_nothing_came_between(request: PartnerRequest, read: int) -> None:
    """Two people at once: the second is shown what the first said before it adds to it."""
    last = request.answers.select_related("by").last()
    if last is None or request.answers.count() <= read:
        return
    who = str(last.by) if last.is_from_partner else "The office, for your organisation,"
    raise NotNow(
        f"{who} answered on {_moment(last.recorded_at)}, while you wrote. Read that answer on this page. "
        "Your words are kept below: send them again to add them to it."
    )


def _moment(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{long_date(local.date())} at {local:%H:%M}"


def _keep(undo: ExitStack, row: PartnerAnswer, checked: CheckedUpload) -> None:
    """Write the bytes under a random name; ``undo`` takes them away again when anything after it fails."""
    row.file_name, row.size, row.sha256 = checked.name, checked.size, checked.sha256
    row.file.save(f"{uuid.uuid4().hex}.{checked.kind.ending}", ContentFile(checked.content), save=False)
    undo.callback(row.file.storage.delete, str(row.file.name))
