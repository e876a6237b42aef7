"""By which words is each published paragraph found? Made from the approved files and made anew when they change.

Nothing here is a record: every row can be thrown away and built again. Beside the columns below, PostgreSQL keeps a
vector of the words with an index on it, SQLite a full-text table (see the migration that makes them).
"""

from django.db import models

from dhr_cases.models import PublicRecord


class IndexedSummary(models.Model):
    """The published summary of one review as it was last read: ``sha256`` is that of the file it was read from."""

    record = models.OneToOneField(PublicRecord, models.CASCADE, related_name="indexed_summary")
    sha256 = models.CharField("SHA-256", max_length=64)
    paragraphs = models.PositiveIntegerField("paragraphs")
    words = models.PositiveIntegerField("words")

    class Meta:
        verbose_name_plural = "indexed summaries"

    def __str__(self) -> str:
        """Whose summary."""
        return f"Summary of {self.record.title}"


class PublishedPassage(models.Model):
    """One numbered paragraph: its heading, its text, and the words it is found by, separated by blanks."""

    summary = models.ForeignKey(IndexedSummary, models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField("paragraph")
    heading = models.CharField("heading", max_length=300, blank=True)
    text = models.TextField("text")
    words = models.TextField("words", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("summary", "number"), name="one_passage_a_number"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """Where it stands."""
        return f"{self.summary.record.title}, paragraph {self.number}"


class SearchWord(models.Model):
    """How many paragraphs hold a word: the fewer, the more it tells."""

    word = models.CharField("word", max_length=80, unique=True)
    passages = models.PositiveIntegerField("paragraphs")

    def __str__(self) -> str:
        """The word."""
        return self.word
