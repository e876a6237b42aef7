"""Do the checks find a node without a permission, an address without a rule, a grant on everything?"""

import pytest
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest, HttpResponse
from django.urls import path
from viewflow import this
from viewflow.workflow import lock, nodes

from dhr_cases.roles import CasePermission
from workflows import checks
from workflows.nodes import CaseFlow
from workflows.steps import STEPS


class OpenFlow(CaseFlow):
    """A flow with a human node that asks for nothing."""

    __module__ = "workflows.flows.review"
    lock_impl = lock.no_lock
    start = nodes.StartHandle().Next(this.open_to_all)
    open_to_all = nodes.View(None).Next(this.end)
    end = nodes.End()


def _unguarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


def test_passes_the_flows_as_they_are() -> None:
    assert checks.check_human_nodes(None) == []


def test_finds_a_human_node_without_permission_and_a_flow_without_lock() -> None:
    assert [fault.id for fault in checks.faults_of_flow(OpenFlow)] == ["dhr.E001", "dhr.E002"]


def test_finds_a_rule_on_every_address() -> None:
    assert checks.check_every_address_has_a_rule(None) == []


def test_finds_an_address_without_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    class Resolver:
        url_patterns = (path("forgotten/", _unguarded),)

    monkeypatch.setattr(checks, "get_resolver", Resolver)
    faults = checks.check_every_address_has_a_rule(None)
    assert [fault.id for fault in faults] == ["dhr.E003"]
    assert "forgotten/" in faults[0].msg


@pytest.mark.django_db
def test_finds_a_case_permission_granted_on_everything() -> None:
    assert checks.check_no_global_case_permission(None) == []
    group = Group.objects.create(name="Everybody")
    group.permissions.add(Permission.objects.get(codename=CasePermission.VIEW.value))
    assert [fault.id for fault in checks.check_no_global_case_permission(None)] == ["dhr.E004"]


def test_asks_a_permission_at_every_step() -> None:
    assert all(step.permissions for step in STEPS.values())
