"""How is a management command run?"""

import os
import sys

from django.core.management import execute_from_command_line

from config import env, local_file


def main() -> None:
    """Run the command named on the command line with the project's settings; the first run makes its own keys."""
    if "settings_test" not in os.environ.get("DJANGO_SETTINGS_MODULE", ""):
        local_file.ensure(env.local_file())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
