"""How Django meets the workflow app."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """The only app, besides the settings, that imports viewflow."""

    name = "workflows"
    verbose_name = "Workflows"
    default_auto_field = "django.db.models.BigAutoField"
