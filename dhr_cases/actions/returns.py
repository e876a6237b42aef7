"""An agency writes its return, takes it back, and signs it off: nil return, summary report or full report.

Source: 2016 guidance on IMRs: author independent of the case, signed off by a senior of the agency [K].
"""

from contextlib import ExitStack

from django.core.files.base import File

from dhr_cases.actions.core import require, today
from dhr_cases.actions.papers import file_version
from dhr_cases.actions.requests_core import acting_on_request, become, reaching_request
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.events import Event
from dhr_cases.models import InformationRequest, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.request_states import AnswerKind, RequestState
from dhr_cases.roles import RequestPermission

WRITING = (RequestState.ASKED, RequestState.SENT_BACK)
"""States in which the agency's author writes."""


def save_draft(
    *,
    request: InformationRequest,
    by: User,
    kind: AnswerKind,
    text: str = "",
    is_author_independent: bool | None = None,
) -> None:
    """What is written so far is kept for the agency alone; no event, since nothing has been answered.

    Raises NotPermitted for another agency's people, NotNow when the return is no longer being written.
    """
    with reaching_request(RequestPermission.RESPOND, request, by, reason="Draft saved") as act:
        if act.request.at not in WRITING:
            raise NotNow("This return is not being written now. Take it back first, to change it.")
        _write(request, by, kind, text, is_author_independent)
        request.save()


def answer_request(
    *,
    request: InformationRequest,
    by: User,
    kind: AnswerKind,
    text: str = "",
    is_author_independent: bool | None = None,
) -> None:
    """The author finishes the return; it waits for the agency's sign-off.

    A nil return needs no text. Raises Incomplete for a report without text, or a full report whose author had a
    part in the case. Source: author independent of the case [K].
    """
    is_report = kind is not AnswerKind.NIL
    require(
        (not is_report or bool(text.strip()), "Write the report before you finish it."),
        (
            kind is not AnswerKind.IMR or is_author_independent is True,
            "The author of a full report had no part in the case and managed nobody who had. "
            "If you had, ask your agency to name another author.",
        ),
    )
    with acting_on_request(RequestPermission.RESPOND, request, by, reason="Return written") as act:
        become(request, RequestState.DRAFTED)
        _write(request, by, kind, text, is_author_independent)
        request.save()
        act.record(Event.RETURN_DRAFTED, about=request, detail=_words(request))


def _write(
    request: InformationRequest, by: User, kind: AnswerKind, text: str, is_author_independent: bool | None
) -> None:
    request.answer_kind = kind
    request.answer = text
    request.author = by
    request.is_author_independent = is_author_independent


def recall_return(*, request: InformationRequest, by: User, reason: str = "") -> None:
    """A return that waits for sign-off goes back to its author. Raises NotNow once it is signed off."""
    with acting_on_request(RequestPermission.RESPOND, request, by, reason=reason or "Return taken back") as act:
        become(request, RequestState.ASKED)
        request.save()
        act.reason = reason
        act.record(Event.RETURN_RECALLED, about=request, detail=_words(request))


def sign_off_return(*, request: InformationRequest, by: User, upload: File[bytes] | None = None) -> None:
    """A senior of the agency stands by the return, with its file if there is one; it counts as returned today.

    A file comes with the sign-off and not before, so that nothing unsigned lies among the review's papers.
    Raises Incomplete when the author of a full report would sign it off alone, or for a file we do not take.
    Source: agency senior sign-off [K].
    """
    with ExitStack() as undo:
        with acting_on_request(RequestPermission.SIGN_OFF, request, by, reason="Return signed off") as act:
            become(request, RequestState.SIGNED_OFF)
            if request.answer_kind == AnswerKind.IMR and request.author_id == by.pk:
                raise Incomplete("A full report is signed off by somebody other than its author.")
            request.signed_off_by = by
            request.returned_on = today()
            request.save()
            act.record(Event.RETURN_SIGNED_OFF, about=request, detail=_words(request))
            if upload is not None:
                file_version(
                    act, undo, kind=PaperKind.IMR, title=_title(request), upload=upload,
                    organisation=request.organisation,
                )  # fmt: skip
        undo.pop_all()


def _title(request: InformationRequest) -> str:
    return f"Return of {request.organisation}"[:200]


def _words(request: InformationRequest) -> dict[str, str]:
    return {"agency": str(request.organisation), "kind": AnswerKind(request.answer_kind).label}
