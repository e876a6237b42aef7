"""May this address send one more public form just now? Counted where sign-in limits are counted.

The rates stand in the settings beside those of sign-in, so that one cache and one rule about proxies serves both.
"""

from allauth.core import ratelimit
from django.http import HttpRequest


def within_limits(request: HttpRequest, action: str) -> bool:
    """True while the request is within the rate that the settings give the action; reading a page counts nothing."""
    return bool(ratelimit.consume(request, action=action))
