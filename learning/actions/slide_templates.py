"""How does a partnership bring its own slide template, and how does one come out of use?

A template is tried with an invented seminar before it is taken.
"""

import uuid
from contextlib import ExitStack

from django.conf import settings
from django.core.files.base import ContentFile, File

from dhr_cases.actions.core import require
from dhr_cases.errors import NotNow
from dhr_cases.models import Partnership, User
from dhr_cases.papers.uploads import MEGABYTE, PPTX, digest_of, safe_name
from learning.actions.core import acting
from learning.models import SlideTemplate
from learning.papers.pack import slide_template
from learning.papers.pack.example import EXAMPLE
from learning.papers.pack.slide_words import compose
from learning.verbs import LearningVerb


def bring_slide_template(*, partnership: Partnership, by: User, upload: File[bytes]) -> SlideTemplate:
    """Take a slide template; the newest in use is the one that counts.

    Raises Incomplete for a file that is too large or no PowerPoint file, or in which the slides would not fit.
    """
    limit: int = settings.UPLOAD_LIMIT
    require((upload.size <= limit, f"The file is larger than {limit // MEGABYTE} MB. Make its pictures smaller."))
    upload.seek(0)
    content: bytes = upload.read(limit + 1)
    with ExitStack() as undo:
        with acting(LearningVerb.BRING_SLIDE_TEMPLATE, partnership, by) as act:
            slide_template.check(content, compose(EXAMPLE))
            name = safe_name(upload.name or "", PPTX)
            row = SlideTemplate(partnership=partnership, file_name=name, sha256=digest_of(content), added_by=by)
            row.file.save(f"{uuid.uuid4().hex}.pptx", ContentFile(content), save=False)
            undo.callback(row.file.storage.delete, str(row.file.name))
            row.save()
            act.record(about=row, detail={"sha256": row.sha256})
        undo.pop_all()
    return row


def retire_slide_template(*, template: SlideTemplate, by: User, reason: str) -> None:
    """Take a template out of use; the one before it, or our own look, counts again. Raises NotNow when it is out."""
    with acting(LearningVerb.RETIRE_SLIDE_TEMPLATE, template.partnership, by, reason=reason) as act:
        template.refresh_from_db()
        if not template.is_used:
            raise NotNow("This template is out of use already.")
        template.is_used = False
        template.save()
        act.record(about=template, detail={"sha256": template.sha256})
