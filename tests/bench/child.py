"""How is a part of the benchmark run in a process of its own? With the models loaded first, then the part."""

import os
import subprocess
import sys

import django
from django.utils.module_loading import import_string

from config.env import ROOT


def run(part: str, settings: str, url: str, *arguments: str) -> None:
    """Run a part with these settings on this database; raises CalledProcessError when it fails."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": url}
    command = (sys.executable, "-m", "tests.bench.child", f"tests.bench.{part}.main", *arguments)
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    django.setup()
    import_string(sys.argv[1])(*sys.argv[2:])
