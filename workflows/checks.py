"""What must hold of the whole installation before it starts? Checks that Django runs by itself."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import Permission
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import connection
from django.db.models import Q
from django.urls import URLPattern, URLResolver, get_resolver
from viewflow.workflow import lock

from dhr_cases.papers.writing import pdf
from dhr_cases.roles import CasePermission, RequestPermission
from dhr_cases.views.gate import rule_of
from workflows.flows.request import InformationRequestFlow
from workflows.flows.review import REVIEW_FLOWS
from workflows.following_funding import FOLLOWED
from workflows.funding_nodes import FundingFlow
from workflows.nodes import CaseFlow, HumanTask

FLOWS: tuple[type[CaseFlow | FundingFlow], ...] = (
    *REVIEW_FLOWS,
    InformationRequestFlow,
    *(followed.flow for followed in FOLLOWED.values()),
)


@register
def check_human_nodes(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """A person acts only at nodes that ask for a permission, and every flow locks its process."""
    return [fault for flow in FLOWS for fault in faults_of_flow(flow)]


@register(Tags.urls)
def check_every_address_has_a_rule(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Every address declares who may open it; one without a rule stays closed and stops the build."""
    return [
        Error(
            f"The page at “{address}” declares no access rule.",
            hint="Decorate the view with a rule of dhr_cases.views.gate.",
            id="dhr.E003",
        )
        for address, view in addresses(get_resolver())
        if rule_of(view) is None
    ]


@register(Tags.database)
def check_no_global_case_permission(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """No group and no account holds a permission on all cases at once."""
    if Permission._meta.db_table not in connection.introspection.table_names():
        return []
    return [
        Error(f"“{permission.codename}” is granted on every case at once.", id="dhr.E004")
        for permission in Permission.objects.filter(_held_globally()).distinct()
    ]


@register
def check_pdf_can_be_written(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Papers can be written as PDF; where they cannot, the site works without and says why."""
    sentence = pdf.hindrance()
    return [Info(sentence, id="dhr.I001")] if sentence else []


def faults_of_flow(flow: type[CaseFlow | FundingFlow]) -> list[CheckMessage]:
    """What is wrong with one flow."""
    faults: list[CheckMessage] = [
        Error(f"{flow.__name__}.{node.name} asks a person but no permission.", id="dhr.E001")
        for node in flow.instance.nodes()
        if node.task_type == "HUMAN" and not isinstance(node, HumanTask)
    ]
    if not _waits_for_its_turn(flow):
        faults.append(Error(f"{flow.__name__} does not lock its process.", id="dhr.E002"))
    return faults


def _waits_for_its_turn(flow: type[CaseFlow | FundingFlow]) -> bool:
    """True for a flow that locks its process, and queues for the lock."""
    return isinstance(flow.lock_impl, lock.SelectForUpdateLock) and not flow.lock_impl.nowait


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address of the site with its view."""
    for pattern in resolver.url_patterns:
        address = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield address, pattern.callback
        else:
            yield from addresses(pattern, address)


def _held_globally() -> Q:
    codes = [permission.value for permission in (*CasePermission, *RequestPermission)]
    return Q(codename__in=codes) & (Q(group__isnull=False) | Q(user__isnull=False))
