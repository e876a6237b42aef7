"""Bring the search in line with the public register, review by review."""

from typing import Any

from django.core.management.base import BaseCommand

from learning.search_index import index_register


class Command(BaseCommand):
    """Read summaries that are new or corrected, take out those that were taken down."""

    help = "Read published summaries into the search. What has not changed is not read again."

    def handle(self, *_: Any, **__: Any) -> None:
        """Run, and say what was done."""
        done = index_register()
        noun = "summary" if done.read == 1 else "summaries"
        self.stdout.write(f"{done.read} {noun} read, {done.taken_out} taken out.")
