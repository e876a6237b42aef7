"""How Django meets the funding app: by which name."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """The money of reviews: who owes what, who has confirmed, and why there is a gap."""

    name = "funding"
    verbose_name = "Funding"
    default_auto_field = "django.db.models.BigAutoField"
