"""How do the forms of allauth that set a password name their fields? In the manner of the site, without Capitals."""

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm

LABELS: Mapping[str, str] = {
    "oldpassword": "Current password",
    "password1": "New password",
    "password2": "New password, again",
}


class Named:
    """Gives the fields of a form their names."""

    fields: dict[str, Any]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in LABELS.keys() & self.fields.keys():
            self.fields[name].label = LABELS[name]


class ChangePassword(Named, ChangePasswordForm):
    """The current password and a new one."""


class ResetPassword(Named, ResetPasswordKeyForm):
    """A new password, after a link that came by e-mail."""


class SetPassword(Named, SetPasswordForm):
    """The first password of an account."""
