"""How Django meets the workflow app."""

from importlib import import_module

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """The only app, besides the settings, that imports viewflow."""

    name = "workflows"
    verbose_name = "Workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what is recorded, and register the checks; both need the models."""
        for module in ("listening", "listening_funding", "listening_meetings", "checks"):
            import_module(f"workflows.{module}")
