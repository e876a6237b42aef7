"""Who is asked next in a review? Every step leads to one hub, which reads the case's stage and asks the next person.

The stage table decides where a case may go; the hub only follows it. Entering at any stage is therefore the
same as going on: new referrals, cases taken on and reopened cases start at the step their stage calls for.
"""

from collections.abc import Callable

from viewflow import this
from viewflow.workflow import nodes
from viewflow.workflow.activation import Activation

from dhr_cases.models import Case
from workflows.models import CaseProcess
from workflows.nodes import CaseFlow, case_task, stage_now
from workflows.steps import stages_of


def stands_at(node: str) -> Callable[[Activation], bool]:
    """A condition: the case stands in one of the node's stages."""
    return lambda activation: stage_now(activation) in stages_of(node)


def begin(activation: Activation, case: Case) -> CaseProcess:
    """Note the case on the new process."""
    activation.process.case = case
    process: CaseProcess = activation.process
    return process


class ReviewFlow2026(CaseFlow):
    """A review from referral to closure. A node once released keeps its name."""

    process_title = "Review"

    start = nodes.StartHandle(begin).Next(this.hub)

    hub = (
        nodes.Switch()
        .Case(this.agree_lead, stands_at("agree_lead"))
        .Case(this.start_scoping, stands_at("start_scoping"))
        .Case(this.decide, stands_at("decide"))
        .Case(this.tell_home_office, stands_at("tell_home_office"))
        .Case(this.record_scrutiny, stands_at("record_scrutiny"))
        .Case(this.tell_family, stands_at("tell_family"))
        .Case(this.appoint_chair, stands_at("appoint_chair"))
        .Case(this.form_panel, stands_at("form_panel"))
        .Case(this.agree_terms, stands_at("agree_terms"))
        .Case(this.send_requests, stands_at("send_requests"))
        .Case(this.information, stands_at("information"))
        .Case(this.start_panel_work, stands_at("start_panel_work"))
        .Case(this.plan_inquiry, stands_at("plan_inquiry"))
        .Case(this.start_drafting, stands_at("start_drafting"))
        .Case(this.send_for_reading, stands_at("send_for_reading"))
        .Case(this.settle_reading, stands_at("settle_reading"))
        .Case(this.sign_off, stands_at("sign_off"))
        .Case(this.record_end_view, stands_at("record_end_view"))
        .Case(this.submit, stands_at("submit"))
        .Case(this.record_board, stands_at("record_board"))
        .Case(this.record_qa_letter, stands_at("record_qa_letter"))
        .Case(this.answer_letter, stands_at("answer_letter"))
        .Case(this.prepare_publication, stands_at("prepare_publication"))
        .Case(this.publish, stands_at("publish"))
        .Case(this.start_learning, stands_at("start_learning"))
        .Case(this.follow_withholding, stands_at("follow_withholding"))
        .Case(this.start_monitoring, stands_at("start_monitoring"))
        .Case(this.close, stands_at("close"))
        .Case(this.transferred, stands_at("transferred"))
        .Case(this.closed, stands_at("closed"))
    )

    agree_lead = case_task("agree_lead").Next(this.hub)
    start_scoping = case_task("start_scoping").Next(this.hub)
    decide = case_task("decide").Next(this.hub)
    tell_home_office = case_task("tell_home_office").Next(this.hub)
    record_scrutiny = case_task("record_scrutiny").Next(this.hub)
    tell_family = case_task("tell_family").Next(this.hub)
    appoint_chair = case_task("appoint_chair").Next(this.hub)
    form_panel = case_task("form_panel").Next(this.hub)
    agree_terms = case_task("agree_terms").Next(this.hub)
    send_requests = case_task("send_requests").Next(this.hub)
    information = nodes.Handle().Next(this.hub)
    start_panel_work = case_task("start_panel_work").Next(this.hub)
    plan_inquiry = case_task("plan_inquiry").Next(this.hub)
    start_drafting = case_task("start_drafting").Next(this.hub)
    send_for_reading = case_task("send_for_reading").Next(this.hub)
    settle_reading = case_task("settle_reading").Next(this.hub)
    sign_off = case_task("sign_off").Next(this.hub)
    record_end_view = case_task("record_end_view").Next(this.hub)
    submit = case_task("submit").Next(this.hub)
    record_board = case_task("record_board").Next(this.hub)
    record_qa_letter = case_task("record_qa_letter").Next(this.hub)
    answer_letter = case_task("answer_letter").Next(this.hub)
    prepare_publication = case_task("prepare_publication").Next(this.hub)
    publish = case_task("publish").Next(this.hub)
    start_learning = case_task("start_learning").Next(this.hub)
    follow_withholding = case_task("follow_withholding").Next(this.hub)
    start_monitoring = case_task("start_monitoring").Next(this.hub)
    close = case_task("close").Next(this.hub)

    transferred = nodes.End()
    closed = nodes.End()


REVIEW_FLOWS: tuple[type[CaseFlow], ...] = (ReviewFlow2026,)
"""Every version that a process may still name, newest last."""

NEWEST_REVIEW = ReviewFlow2026
