"""How Django meets the review app: its name, its checks and its start-up validation."""

from django.apps import AppConfig


class DhrCasesConfig(AppConfig):
    """Registers the system checks; policy files are validated when the checks module loads them."""

    name = "dhr_cases"
    verbose_name = "Domestic Homicide Reviews"
    default_auto_field = "django.db.models.BigAutoField"
