"""What lies on the table when a pack is planned, shown or made? Each chosen review, read from disk once.

Every reading of a published file hashes its bytes and asks for its approvals. Whoever needs several answers about a
pack takes the material once and asks them all of it; it is never kept from one request to the next.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dhr_cases.models import PublicRecord, PublicState
from learning.briefing_boxes import BoxRow
from learning.briefings import Briefing, briefings_upon
from learning.first_words import SourceParagraph
from learning.models import PackReview, SeminarPack, Theme
from learning.sources import paragraphs_of
from learning.theme_rows import themes_of_record

FAMILY = BoxRow(
    "family", "Voice of the family", "", 60, found_under=("tribute", "pen portrait", "voice of the family", "words of")
)
"""Where a summary holds the family's own words, and how many of them are read out [D]."""


@dataclass(frozen=True)
class ReviewMaterial:
    """One chosen review: the paragraphs of its released summary, its briefings, and the themes two people found.

    ``name`` is its title, with its address on the register where another chosen review has the same title.
    """

    choice: PackReview
    name: str
    paragraphs: tuple[SourceParagraph, ...]
    briefings: tuple[Briefing, ...]
    themes: tuple[tuple[Theme, tuple[int, ...]], ...]

    @property
    def record(self) -> PublicRecord:
        """Its place on the public register."""
        found: PublicRecord = self.choice.record
        return found

    @property
    def of_family(self) -> frozenset[int]:
        """Numbers of the paragraphs that hold the family's own words."""
        return frozenset(row.number for row in self.paragraphs if _is_of_family(row.heading))

    @property
    def read_out(self) -> tuple[SourceParagraph, ...]:
        """The paragraphs that the pack may hold: the family's own words only where the family agreed."""
        kept_back = frozenset() if self.choice.has_family_agreed else self.of_family
        return tuple(row for row in self.paragraphs if row.number not in kept_back)

    @property
    def signed_off(self) -> tuple[Briefing, ...]:
        """The briefings that a second person signed off in exactly these words."""
        return tuple(briefing for briefing in self.briefings if briefing.is_signed_off)


@dataclass(frozen=True)
class Material:
    """A pack with the chosen reviews that are on the register now, in the order in which they were chosen."""

    pack: SeminarPack
    reviews: tuple[ReviewMaterial, ...]

    @property
    def records(self) -> list[PublicRecord]:
        """The places of the reviews on the public register."""
        return [review.record for review in self.reviews]


def material_of(pack: SeminarPack) -> Material:
    """The material as it is now; so many queries a review, however long its summary."""
    chosen = PackReview.objects.filter(pack=pack, is_chosen=True, record__state=PublicState.PUBLISHED)
    rows = list(chosen.select_related("record__case", "record__partnership").order_by("pk"))
    titles = Counter(choice.record.title for choice in rows)
    return Material(pack, tuple(_review(choice, titles) for choice in rows))


def _review(choice: PackReview, titles: Mapping[str, int]) -> ReviewMaterial:
    record, paragraphs = choice.record, paragraphs_of(choice.record)
    name = record.title if titles[record.title] == 1 else f"{record.title} ({record.slug})"
    return ReviewMaterial(choice, name, paragraphs, briefings_upon(record, paragraphs), themes_of_record(record))


def _is_of_family(heading: str) -> bool:
    return any(words in heading.lower() for words in FAMILY.found_under)
