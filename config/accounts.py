"""How does signing in differ from what allauth does by itself?"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from config.sealing import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves."""
        return False


class MfaAdapter(DefaultMFAAdapter):
    """The secrets behind authenticator apps and recovery codes are sealed in the database."""

    def encrypt(self, text: str) -> str:
        """The secret, sealed with the installation's first key."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return unseal(encrypted_text)
