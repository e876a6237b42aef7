"""How do the papers of a submission become one ZIP file that says what is in it? Same papers, same bytes."""

import io
import json
import zipfile
from collections.abc import Iterator

from dhr_cases.papers.submission_bundle.facts import BundledFile, BundleFacts

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a ZIP file can hold: no file in it says when it was put in, so that two makings are alike."""


def write(facts: BundleFacts) -> bytes:
    """The files in their order, then the manifest for machines and for people."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in _entries(facts):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _entries(facts: BundleFacts) -> Iterator[tuple[str, bytes]]:
    for file in facts.files:
        yield file.name, file.content
    yield "manifest.json", json.dumps(manifest(facts), indent=2, ensure_ascii=False).encode()
    yield "manifest.txt", "\n".join(manifest_lines(facts)).encode()


def manifest(facts: BundleFacts) -> dict[str, object]:
    """What the bundle holds, for a machine."""
    return {
        "reference": facts.frame.reference,
        "partnership": facts.frame.partnership,
        "marking": facts.frame.handling.marking,
        "round": facts.round,
        "made_at": facts.made_at.isoformat(timespec="seconds"),
        "files": [_row(file) for file in facts.files],
        "missing": list(facts.missing),
    }


def _row(file: BundledFile) -> dict[str, object]:
    return {
        "name": file.name,
        "paper": file.label,
        "version": file.version,
        "size": len(file.content),
        "sha256": file.sha256,
    }


def manifest_lines(facts: BundleFacts) -> Iterator[str]:
    """The same for a person."""
    yield facts.frame.handling.line
    yield f"Submission to the Home Office, round {facts.round}: {facts.frame.reference}, {facts.frame.partnership}"
    yield f"Made at {facts.made_at:%Y-%m-%d %H:%M} UTC"
    yield ""
    for file in facts.files:
        yield f"{file.label}, version {file.version}: {file.name}, {len(file.content)} bytes"
        yield f"  SHA-256 {file.sha256}"
    for label in facts.missing:
        yield f"{label}: not in this bundle"
    yield ""
