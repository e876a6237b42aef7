"""Who is on a case, as what, from when to when; and the permission rows derived from that.

``CaseMembership`` is the truth. The three permission tables are guardian's, with a real foreign key;
they are an index written only by ``actions.memberships`` and rebuilt by ``manage.py sync_permissions``.
``until`` copies the membership's last day, so that access ends on time even when no sweep runs.
"""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from dhr_cases.models.accounts import User
from dhr_cases.models.case import Case
from dhr_cases.models.history import AuditedModel
from dhr_cases.models.organisations import Organisation
from dhr_cases.models.partnerships import role_choices
from dhr_cases.models.requests import InformationRequest


class CaseMembership(AuditedModel):
    """A person holds a role on one case, from a day, until a last day."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="case_memberships")
    role = models.CharField("role", max_length=30, choices=role_choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    starts_on = models.DateField("from")
    ends_on = models.DateField("last day", null=True, blank=True)
    reason = models.TextField("reason", blank=True)

    class Meta:
        ordering = ("starts_on", "pk")
        indexes = (models.Index(fields=("user", "case")),)


class CaseUserPermission(UserObjectPermissionBase):
    """One permission of one person on one case, derived from a membership."""

    content_object = models.ForeignKey(Case, models.CASCADE, related_name="user_permissions")
    until = models.DateField("last day", null=True, blank=True)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        indexes = (models.Index(fields=("user", "permission", "content_object")),)


class CaseGroupPermission(GroupObjectPermissionBase):
    """One permission of one standing team on one case."""

    content_object = models.ForeignKey(Case, models.CASCADE, related_name="group_permissions")

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
        indexes = (models.Index(fields=("group", "permission", "content_object")),)


class RequestUserPermission(UserObjectPermissionBase):
    """One permission of one person on one information request."""

    content_object = models.ForeignKey(InformationRequest, models.CASCADE, related_name="user_permissions")
    until = models.DateField("last day", null=True, blank=True)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
