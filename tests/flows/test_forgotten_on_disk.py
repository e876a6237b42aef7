"""Do the files of the database themselves hold nothing of a destroyed record? Not even in pages given up."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymisation.traces import Words, traces_in_files, words_of
from dhr_cases.models import Case, Part
from dhr_cases.stages import Stage
from tests.conftest import Cast

WORD = "Quillfeather"


def stored() -> Iterator[bytes]:
    """The bytes of every file of the database."""
    name = str(connection.settings_dict["NAME"])
    for path in Path(name).parent.glob(f"{Path(name).name}*"):
        yield path.read_bytes()


def is_on_disk(word: str) -> bool:
    """True when the word stands as it is in a file of the database."""
    return any(word.encode() in content for content in stored())


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="another server keeps its files to itself")
def test_leaves_no_byte_of_a_word_in_the_files_of_the_database(cast: Cast, case: Case) -> None:
    """What is not sealed can be read from a file with any editor, also after an ordinary delete."""
    if "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("this database has no file")
    facts = PersonFacts(part=Part.DECEASED, name=WORD, pseudonym="Wren", pseudonym_reason=f"So that {WORD} is not told")
    record_person(case=case, by=cast.coordinator, facts=facts)
    QuerySet(Case).filter(pk=case.pk).update(stage=Stage.CLOSED, referred_by=f"Sister of {WORD} " * 6)
    assert is_on_disk(WORD)
    people = ("--by", cast.coordinator.email, "--approved-by", cast.administrator.email, "--reason", "Time")
    call_command("forget_case", case.reference, *people, stdout=StringIO())
    assert not is_on_disk(WORD)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the site with a log, a mail and a picture."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "1.log").write_text("To: the coordinator\n\nZebedee  QUILLFEATHER rang", encoding="utf-8")
    (tmp_path / "site.log").write_text("quillfeathers are birds; Zebedee is a name", encoding="utf-8")
    return tmp_path


def test_reads_logs_and_mail_for_words_that_tell_by_themselves(folder: Path) -> None:
    words = words_of([Token("Zebedee Quillfeather", ("Zebedee",))])
    assert traces_in_files(words, folder) == {"mail/1.log": 1}
    assert traces_in_files(Words((), ()), folder) == {}
