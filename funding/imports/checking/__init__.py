"""Does the file fit together, and does it fit what is in the records already? Nothing is written here."""

from collections.abc import Iterator

from funding.file_values import FileFault
from funding.imports.checking.bodies import body_faults
from funding.imports.checking.known import Known, known_in
from funding.imports.checking.models import model_faults
from funding.imports.checking.years import year_faults
from funding.imports.grants import faults_in_grants
from funding.imports.reading import FundingFile

__all__ = ["Known", "faults_of", "known_in"]


def faults_of(file: FundingFile, known: Known) -> Iterator[FileFault]:
    """Every fault: what could not be read, then what does not fit, in the order of the file."""
    codes = {*known.bodies, *file.mentioned, *(row["code"] for row in file.organisations)}
    yield from file.faults
    yield from body_faults(file, known, codes)
    yield from model_faults(file, known, codes)
    yield from year_faults(file, known, codes)
    yield from faults_in_grants(known.partnership, file.grants, codes)
