"""What lies on the table when a pack is planned, shown or made? Each chosen review, read from disk once.

Every reading of a published file hashes its bytes and asks for its approvals. Whoever needs several answers about a
pack takes the material once and asks them all of it; it is never kept from one request to the next.
"""

from dataclasses import dataclass

from dhr_cases.models import PublicRecord, PublicState
from learning.briefings import Briefing, briefings_upon
from learning.first_words import SourceParagraph
from learning.models import PackReview, SeminarPack, Theme
from learning.sources import paragraphs_of
from learning.theme_rows import themes_of_record


@dataclass(frozen=True)
class ReviewMaterial:
    """One chosen review: the paragraphs of its released summary, its briefings, and the themes two people found."""

    choice: PackReview
    paragraphs: tuple[SourceParagraph, ...]
    briefings: tuple[Briefing, ...]
    themes: tuple[tuple[Theme, tuple[int, ...]], ...]

    @property
    def record(self) -> PublicRecord:
        """Its place on the public register."""
        found: PublicRecord = self.choice.record
        return found

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
    rows = PackReview.objects.filter(pack=pack, is_chosen=True, record__state=PublicState.PUBLISHED)
    chosen = rows.select_related("record__case", "record__partnership").order_by("pk")
    return Material(pack, tuple(_review(choice) for choice in chosen))


def _review(choice: PackReview) -> ReviewMaterial:
    paragraphs = paragraphs_of(choice.record)
    return ReviewMaterial(
        choice, paragraphs, briefings_upon(choice.record, paragraphs), themes_of_record(choice.record)
    )
