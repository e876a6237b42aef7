"""How does a partnership bring its own Word template, and how does one come out of use?

A template is tried with an invented paper before it is taken; what it cannot fill in is said by its name.
"""

import uuid
from contextlib import ExitStack

from django.core.files.base import ContentFile, File

from dhr_cases.actions.core import require
from dhr_cases.actions.partnership_settings import changing
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import Partnership, User, WordTemplate
from dhr_cases.papers import templates
from dhr_cases.papers.kinds import MADE, MadePaper
from dhr_cases.papers.uploads import DOCX, check_upload


def add_word_template(
    *, by: User, partnership: Partnership, kind: MadePaper, upload: File[bytes], reason: str
) -> WordTemplate:
    """Take a template for one kind of paper; the newest in use is the one that counts.

    Raises Incomplete for a file that is no Word file, or for a template that cannot take an invented paper.
    """
    compose = MADE[kind].compose
    if compose is None:
        raise Incomplete(f"{MADE[kind].label}: it is no text, so it takes no Word template.")
    with ExitStack() as undo:
        with changing(by, reason):
            checked = check_upload(upload)
            require((checked.kind is DOCX, "A template is a Word file. Save it as .docx."))
            templates.check(checked.content, compose(MADE[kind].example))
            row = WordTemplate(
                partnership=partnership,
                kind=kind,
                file_name=checked.name,
                sha256=checked.sha256,
                added_by=by,
            )
            row.file.save(f"{uuid.uuid4().hex}.docx", ContentFile(checked.content), save=False)
            undo.callback(row.file.storage.delete, str(row.file.name))
            row.save()
        undo.pop_all()
    return row


def retire_word_template(*, by: User, template: WordTemplate, reason: str) -> None:
    """Take a template out of use; the one before it, or our own form, counts again.

    Raises NotNow for one that is out of use already.
    """
    with changing(by, reason):
        template.refresh_from_db()
        if not template.is_used:
            raise NotNow("This template is out of use already.")
        template.is_used = False
        template.save()
