"""What must be in place before the site can serve, beyond packages and styles?

The installation's own secrets, the tables of the database, and the cases of a demonstration still empty.
"""

import os

import django
from django.apps import apps
from django.core.management import call_command

from config import env, local_file


def prepare() -> None:
    """Make what is missing; change nothing that is there."""
    os.umask(0o077)  # what this makes is its owner's to read
    local_file.ensure(env.local_file())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if env.load().switch("DEMO") and is_empty():
        call_command("demo")


def is_empty() -> bool:
    """Whether no partnership has been set up yet."""
    return not apps.get_model("dhr_cases", "Partnership").objects.exists()


if __name__ == "__main__":
    prepare()
