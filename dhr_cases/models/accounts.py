"""Who can sign in? A person is an account; what they may do is in their memberships."""

from typing import Any, ClassVar, NoReturn

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes accounts by e-mail; there are no superusers."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account whatever the letter case of the e-mail."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password the person signs in by code."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *_: object, **__: object) -> NoReturn:
        """Refused: a superuser passes every permission check unseen."""
        raise NotImplementedError("There are no superusers. Use: manage.py set_up")


class User(AbstractBaseUser, PermissionsMixin):
    """A person's account. Never deleted, since tasks and history name it: deactivated instead."""

    email = models.EmailField("e-mail address", unique=True)
    full_name = models.CharField("full name", max_length=200)
    job_title = models.CharField("job title", max_length=200, blank=True)
    telephone = models.CharField("telephone", max_length=40, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField("account made", default=timezone.now)
    home_seen_at = models.DateTimeField("home page last opened", null=True, blank=True)
    calendar_key = models.CharField("secret of the calendar link", max_length=64, blank=True, db_index=True)
    wants_digest = models.BooleanField("daily e-mail", default=True)
    digest_sent_on = models.DateField("last daily e-mail", null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "account"
        ordering = ("full_name", "pk")

    def __str__(self) -> str:
        """The person's name."""
        return self.full_name or self.email

    def get_full_name(self) -> str:
        """The person's name."""
        return str(self)

    def delete(self, *_: object, **__: object) -> NoReturn:
        """Refused: deleting an account would delete the tasks it did."""
        raise models.ProtectedError("An account is never deleted; deactivate it instead.", {self})
