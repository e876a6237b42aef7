"""How is identifying text kept unreadable at rest?

Fernet with the keys of ``settings.FIELD_ENCRYPTION_KEYS``: the first encrypts, all decrypt, so a key
can be rotated. Encrypted text cannot be searched; a lookup other than ``isnull`` is refused.
"""

from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


def cipher() -> MultiFernet:
    """The cipher of this installation, newest key first."""
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])


class EncryptedTextField(models.TextField[str, str]):
    """Text that is encrypted in the database; "" stays "". A wrong key raises ``InvalidToken``."""

    def get_prep_value(self, value: Any) -> str | None:
        """Encrypt on the way in."""
        text = super().get_prep_value(value)
        return cipher().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Decrypt on the way out."""
        return cipher().decrypt(value.encode()).decode() if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow ``isnull`` only: equal texts do not have equal ciphertexts."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched.")
        return super().get_lookup(lookup_name)
