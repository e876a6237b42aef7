"""How Django meets the learning app: by which name."""

from importlib import import_module

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """What was learnt: briefings, later lessons, themes and seminars."""

    name = "learning"
    verbose_name = "Learning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow the public register, so that what is published there is found."""
        import_module("learning.search_index")
