"""How Django meets the review app: by which name."""

from django.apps import AppConfig


class DhrCasesConfig(AppConfig):
    """The review app; its receivers connect themselves where the models are loaded."""

    name = "dhr_cases"
    verbose_name = "Domestic Homicide Reviews"
    default_auto_field = "django.db.models.BigAutoField"
