"""How does a file leave as a download that no browser opens on this site and nothing keeps on the way?"""

from typing import IO, TypeVar

from django.http import FileResponse, HttpResponse, HttpResponseBase

from dhr_cases.papers.uploads import content_type_of

Answer = TypeVar("Answer", bound=HttpResponseBase)


def download(content: bytes, name: str, content_type: str = "") -> HttpResponse:
    """A file made here; its type goes by the ending of its name where none is given."""
    answer = HttpResponse(content, content_type=content_type or content_type_of(name))
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return closed(answer)


def stored_download(opened: IO[bytes], name: str) -> FileResponse:
    """A file that is kept, read as it is sent."""
    return closed(FileResponse(opened, as_attachment=True, filename=name, content_type=content_type_of(name)))


def closed(answer: Answer) -> Answer:
    """The answer as one that may run nothing, is guessed at by no browser and kept by no cache."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
