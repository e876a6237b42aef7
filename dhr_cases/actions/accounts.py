"""Who is let in, under which details, and who is shut out? An account is never deleted and never has a password
that somebody else knows.
"""

from dataclasses import asdict, dataclass

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from dhr_cases.actions.core import lock_row
from dhr_cases.actions.memberships import one_manager_ends_at_a_time
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import AccountAct, AccountChange, Notice, User
from dhr_cases.notices import Kind
from dhr_cases.permissions import check_can_on_site, team_memberships
from dhr_cases.policies.accounts import check_a_manager_stays
from dhr_cases.roles import SitePermission


@dataclass(frozen=True)
class AccountDetails:
    """What an account says of a person at work."""

    email: str
    full_name: str
    job_title: str = ""
    telephone: str = ""


@transaction.atomic
def make_account(*, by: User, details: AccountDetails, reason: str = "") -> User:
    """Make an account without a password and invite the person to sign in by a code sent to the same address.

    Raises NotPermitted, or Incomplete for an address in use.
    """
    check_can_on_site(SitePermission.MANAGE_ACCOUNTS, by)
    account = open_account(details)
    AccountChange.objects.create(account=account, kind=AccountAct.MADE, by=by, reason=reason)
    _queue_invitation(account)
    return account


def open_account(details: AccountDetails, password: str | None = None) -> User:
    """Write the row of a new account. Raises Incomplete for an address in use or a password too weak."""
    email = details.email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise Incomplete(f"There is an account with the address {email} already.")
    facts = {**asdict(details), "email": email}
    if password is not None:
        check_password_is_strong(password, User(**facts))
    return User.objects.create_user(password=password, **facts)


def check_password_is_strong(password: str, account: User) -> None:
    """Pass for a password that the installation's rules accept; raise Incomplete with what is wrong."""
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise Incomplete(" ".join(fault.messages), tuple(fault.messages)) from fault


@transaction.atomic
def invite_again(*, by: User, account: User) -> None:
    """Send the invitation once more. Raises NotNow for an account that is closed."""
    check_can_on_site(SitePermission.MANAGE_ACCOUNTS, by)
    lock_row(account)
    if not account.is_active:
        raise NotNow("This account is deactivated. Reactivate it first.")
    AccountChange.objects.create(account=account, kind=AccountAct.INVITED, by=by)
    _queue_invitation(account)


def _queue_invitation(account: User) -> None:
    Notice.objects.create(kind=Kind.ACCOUNT_INVITATION, to=account, path=reverse("home"))


@transaction.atomic
def change_account(*, by: User, account: User, details: AccountDetails, reason: str) -> None:
    """Change the details of an account; after a change of address the old one no longer signs in.

    Raises NotPermitted, or Incomplete for an address in use.
    """
    check_can_on_site(SitePermission.MANAGE_ACCOUNTS, by)
    email = details.email.strip().lower()
    if User.objects.filter(email__iexact=email).exclude(pk=account.pk).exists():
        raise Incomplete(f"There is an account with the address {email} already.")
    lock_row(account)
    changed = _changed_fields(account, {**asdict(details), "email": email})
    account.save()
    if "email" in changed:
        EmailAddress.objects.filter(user=account).delete()
    AccountChange.objects.create(
        account=account, kind=AccountAct.CHANGED, by=by, reason=reason, detail=_named(account, changed)
    )


def _changed_fields(account: User, facts: dict[str, str]) -> list[str]:
    changed = [name for name, value in facts.items() if getattr(account, name) != value]
    for name in changed:
        setattr(account, name, facts[name])
    return changed


def _named(account: User, fields: list[str]) -> str:
    return ", ".join(str(field.verbose_name) for field in account._meta.fields if field.name in fields) or "nothing"


@transaction.atomic
def deactivate(*, by: User, account: User, reason: str) -> None:
    """Shut a person out at once: every session ends, tasks they held are free again, history keeps their name.

    Raises NotPermitted, or NotNow for the last account that can manage accounts.
    """
    check_can_on_site(SitePermission.MANAGE_ACCOUNTS, by)
    one_manager_ends_at_a_time()
    lock_row(account)
    if not account.is_active:
        raise NotNow("This account is deactivated already.")
    check_a_manager_stays(list(team_memberships(account)))
    account.is_active = False
    account.save()
    for session in UserSession.objects.filter(user=account):
        session.end()
    AccountChange.objects.create(account=account, kind=AccountAct.DEACTIVATED, by=by, reason=reason)


@transaction.atomic
def reactivate(*, by: User, account: User, reason: str) -> None:
    """Let a person in again, with the roles that have not ended meanwhile. Raises NotPermitted or NotNow."""
    check_can_on_site(SitePermission.MANAGE_ACCOUNTS, by)
    lock_row(account)
    if account.is_active:
        raise NotNow("This account is active.")
    account.is_active = True
    account.save()
    AccountChange.objects.create(account=account, kind=AccountAct.REACTIVATED, by=by, reason=reason)


def choose_digest(*, account: User, wants_digest: bool) -> None:
    """Let a person say whether they want the daily e-mail."""
    account.wants_digest = wants_digest
    account.save(update_fields=["wants_digest"])
