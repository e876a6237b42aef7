"""How far may what a seminar pack is made of travel? A part of the one table of fields. Imports no Django."""

from collections.abc import Mapping

from dhr_cases.anonymisation.field_classes import FieldClass, classes

PACK_FIELDS: Mapping[str, Mapping[str, FieldClass]] = {
    "SeminarPack": classes(sensitive="aims themes practice questions routes", open_="id event"),
    "PackReview": classes(open_="id pack record has_family_agreed is_chosen"),
    "PackOrder": classes(
        identifying="ordered_by", sensitive="fault", open_="id pack state tries ordered_at taken_at ended_at"
    ),
    "PackEdition": classes(identifying="ordered_by", open_="id pack number digest register made_at"),
    "PackFile": classes(sensitive="file file_name findings label", open_="id edition part size sha256"),
    "PackApproval": classes(identifying="by", sensitive="reason", open_="id edition digest is_given at"),
    "SlideTemplate": classes(
        identifying="added_by", sensitive="file file_name", open_="id partnership sha256 is_used added_at"
    ),
}
