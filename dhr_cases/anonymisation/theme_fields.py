"""How far may themes, codes and the index of published text travel? A part of the one table of fields. No Django."""

from collections.abc import Mapping

from dhr_cases.anonymisation.field_classes import FieldClass, classes

THEME_FIELDS: Mapping[str, Mapping[str, FieldClass]] = {
    "ThemeSet": classes(open_="id partnership code label kind is_exclusive source"),
    "Theme": classes(open_="id theme_set code label from_on to_on"),
    "ThemeChange": classes(open_="id kind on proposed_on earlier later reason"),
    "CodedItem": classes(open_="id partnership record recommendation number text digest kind"),
    "CodingReading": classes(identifying="by", sensitive="reason", open_="id item on is_settled recorded_at"),
    "ThemeCode": classes(open_="id reading theme"),
    "RecommendationTheme": classes(open_="id recommendation theme is_held"),
    "IndexedSummary": classes(open_="id record sha256 paragraphs words"),
    "PublishedPassage": classes(open_="id summary number heading text words"),
    "SearchWord": classes(open_="id word passages"),
}
