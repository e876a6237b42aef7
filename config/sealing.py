"""How is a short text sealed so that the database alone does not reveal it?"""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def sealer() -> MultiFernet:
    """The installation's keys: the first seals, all open."""
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])


def seal(text: str) -> str:
    """The text, sealed with the first key."""
    return sealer().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again. Raises `cryptography.fernet.InvalidToken` when no key opens it."""
    return sealer().decrypt(sealed.encode()).decode()
