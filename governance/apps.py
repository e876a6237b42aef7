"""How Django meets the governance app: by which name."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Who decided: bodies, meetings, resolutions, what was asked of partners, and the reports they read."""

    name = "governance"
    verbose_name = "Governance"
    default_auto_field = "django.db.models.BigAutoField"
