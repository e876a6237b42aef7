"""How Django meets the learning app: by which name."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """What was learnt: briefings, later lessons, themes and seminars."""

    name = "learning"
    verbose_name = "Learning"
    default_auto_field = "django.db.models.BigAutoField"
