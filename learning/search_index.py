"""How does every published paragraph come to be found, and how does one that was taken down stop being found?

Read from the approved bytes alone, through the release gate, and read anew whenever the summary of a review changes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction
from django.db.models import F
from django.db.models.signals import post_save
from django.dispatch import receiver

from dhr_cases.models import PublicFile, PublicRecord, PublicState
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.published_text import READABLE_FORMATS
from dhr_cases.release_gate import live_files
from learning.first_words import SourceParagraph
from learning.models import IndexedSummary, PublishedPassage, SearchWord
from learning.search_words import words_of
from learning.sources import paragraphs_of

BATCH = 400
"""Rows written or keys asked for at once, below what SQLite takes."""
LONGEST_WORD = 80
LONGEST_HEADING = 300


@dataclass(frozen=True)
class Indexed:
    """What a run over the register did."""

    read: int
    taken_out: int


def index_register() -> Indexed:
    """Bring the index in line with the whole register; what has not changed is not read again."""
    changes = [index(record) for record in PublicRecord.objects.order_by("pk")]
    return Indexed(sum(change > 0 for change in changes), sum(change < 0 for change in changes))


@transaction.atomic
def index(record: PublicRecord) -> int:
    """Bring the index in line with one review: 1 when it was read anew, -1 when it was taken out, 0 for no change."""
    sha256 = summary_sha256(record)
    held = IndexedSummary.objects.select_for_update().filter(record=record).first()
    if (held.sha256 if held else "") == sha256:
        return 0
    if held is not None:
        _take_out(held)
    return _read(record, sha256) if sha256 else -1


def summary_sha256(record: PublicRecord) -> str:
    """The digest of the file whose text the page of a review shows; "" where there is none or it is not published."""
    if record.state != PublicState.PUBLISHED:
        return ""
    summaries = {each.file_format: each for each in live_files(record) if each.kind == PaperKind.PUBLISHED_SUMMARY}
    found = next((summaries[each] for each in READABLE_FORMATS if each in summaries), None)
    return found.sha256 if found else ""


def _read(record: PublicRecord, sha256: str) -> int:
    paragraphs = paragraphs_of(record)
    if not paragraphs:
        return 0
    summary = IndexedSummary(record=record, sha256=sha256)
    add_paragraphs([(summary, paragraphs)])
    return 1


def add_paragraphs(read: Iterable[tuple[IndexedSummary, Sequence[SourceParagraph]]]) -> None:
    """Put the paragraphs of summaries that are not in the index into it."""
    passages = [passage for summary, paragraphs in read for passage in _saved(summary, paragraphs)]
    PublishedPassage.objects.bulk_create(passages, batch_size=BATCH)
    _count(passages, 1)
    if connection.vendor == "sqlite":
        _write_words(passages)


def _saved(summary: IndexedSummary, paragraphs: Sequence[SourceParagraph]) -> list[PublishedPassage]:
    """The summary with its sums is saved; its passages are only made."""
    passages = [_passage(summary, paragraph) for paragraph in paragraphs]
    summary.paragraphs, summary.words = len(passages), sum(len(each.words.split()) for each in passages)
    summary.save()
    return passages


def _passage(summary: IndexedSummary, paragraph: SourceParagraph) -> PublishedPassage:
    words = " ".join(word[:LONGEST_WORD] for word in words_of(f"{paragraph.heading} {paragraph.text}"))
    return PublishedPassage(
        summary=summary,
        number=paragraph.number,
        heading=paragraph.heading[:LONGEST_HEADING],
        text=paragraph.text,
        words=words,
    )


def _take_out(summary: IndexedSummary) -> None:
    passages = list(summary.passages.all())
    _count(passages, -1)
    if connection.vendor == "sqlite":
        _drop_words([passage.pk for passage in passages])
    summary.delete()


def _count(passages: Iterable[PublishedPassage], sign: int) -> None:
    """Keep how many paragraphs hold each word."""
    counted = Counter(word for passage in passages for word in set(passage.words.split()))
    for words in _batches(sorted(counted)):
        known = set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))
        SearchWord.objects.bulk_create([SearchWord(word=word, passages=0) for word in words if word not in known])
        _add_counts({word: sign * counted[word] for word in words})


def _add_counts(counted: dict[str, int]) -> None:
    """Words with the same count are changed in one statement."""
    by_count: dict[int, list[str]] = {}
    for word, number in counted.items():
        by_count.setdefault(number, []).append(word)
    for number, words in by_count.items():
        SearchWord.objects.filter(word__in=words).update(passages=F("passages") + number)


def _batches(words: Sequence[str]) -> Iterator[Sequence[str]]:
    return (words[start : start + BATCH] for start in range(0, len(words), BATCH))


def _write_words(passages: Iterable[PublishedPassage]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT OR REPLACE INTO learning_passage_words(rowid, words) VALUES (%s, %s)",
            [(passage.pk, passage.words) for passage in passages],
        )


def _drop_words(keys: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM learning_passage_words WHERE rowid = %s", [(key,) for key in keys])


@receiver(post_save, sender=PublicRecord)
def follow_record(instance: PublicRecord, **_: object) -> None:
    """What becomes of a review on the register is followed once it is certain."""
    transaction.on_commit(partial(index, instance), robust=True)


@receiver(post_save, sender=PublicFile)
def follow_file(instance: PublicFile, **_: object) -> None:
    """A summary that is put up, corrected or taken down is followed once it is certain."""
    if instance.kind == PaperKind.PUBLISHED_SUMMARY:
        transaction.on_commit(partial(index, instance.record), robust=True)
