"""Which files do tests upload? Made here, byte by byte, so that each is what it says."""

import io
import zipfile
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"


def archive(parts: Mapping[str, str]) -> bytes:
    """A ZIP file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def office(main_type: str, part: str, **more: str) -> bytes:
    """An Office package whose main part has this content type."""
    types = f'<?xml version="1.0"?><Types><Override PartName="/{part}" ContentType="{main_type}"/></Types>'
    return archive({"[Content_Types].xml": types, part: "<document/>", **more})


DOCX = office(WORD_MAIN, "word/document.xml")
XLSX = office(EXCEL_MAIN, "xl/workbook.xml")
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 17
JPG = b"\xff\xd8\xff\xe0" + b"\x00" * 16
CSV = b"agency,date,event\nTestshire Police,2026-03-04,Call\n"
TXT = b"What the family asked to be said.\n"


def upload(name: str = "overview report.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as the browser sends it."""
    return SimpleUploadedFile(name, content)
