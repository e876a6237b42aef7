"""Which kinds of protected words, findings and judgements are there? Imports no Django.

Source: domain 4.2 and 4.3: what a review never prints [K]/[D].
"""

from enum import StrEnum


class TokenKind(StrEnum):
    """What sort of thing a protected word is."""

    NAME = "name"
    NICKNAME = "nickname"
    INITIALS = "initials"
    ADDRESS = "address"
    PLACE = "place"
    SCHOOL = "school"
    EMPLOYER = "employer"
    VEHICLE = "vehicle"
    NUMBER = "number"
    DATE = "date"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _TOKEN_LABELS.get(self, self.value.capitalize())


_TOKEN_LABELS = {
    TokenKind.VEHICLE: "Vehicle or its plate",
    TokenKind.NUMBER: "Number, such as a telephone or NHS number",
    TokenKind.DATE: "Date, such as a date of birth",
}


class FindingKind(StrEnum):
    """What a recogniser says it has found."""

    PROTECTED = "protected"
    MISSPELT = "misspelt"
    DAY = "day"
    EXACT_AGE = "exact_age"
    CHILD = "child"
    POSTCODE = "postcode"
    TELEPHONE = "telephone"
    NHS_NUMBER = "nhs_number"
    NI_NUMBER = "ni_number"
    PLATE = "plate"
    EMAIL = "email"
    WEB_ADDRESS = "web_address"
    RARE_FACTS = "rare_facts"
    UNKNOWN_NAME = "unknown_name"
    MARKING = "marking"
    MODEL = "model"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _FINDING_LABELS[self]

    @property
    def blocks_release(self) -> bool:
        """True for what no decision can wave through: a protected word itself."""
        return self in {FindingKind.PROTECTED, FindingKind.MISSPELT}


_FINDING_LABELS = {
    FindingKind.PROTECTED: "Protected word",
    FindingKind.MISSPELT: "Protected word, misspelt",
    FindingKind.DAY: "Date to the day",
    FindingKind.EXACT_AGE: "Exact age",
    FindingKind.CHILD: "Sex or age of a child",
    FindingKind.POSTCODE: "Postcode",
    FindingKind.TELEPHONE: "Telephone number",
    FindingKind.NHS_NUMBER: "NHS number",
    FindingKind.NI_NUMBER: "National Insurance number",
    FindingKind.PLATE: "Number plate",
    FindingKind.EMAIL: "E-mail address",
    FindingKind.WEB_ADDRESS: "Web address",
    FindingKind.RARE_FACTS: "Rare facts together",
    FindingKind.UNKNOWN_NAME: "May be a name",
    FindingKind.MARKING: "Draft marking",
    FindingKind.MODEL: "Second opinion",
}


class Judgement(StrEnum):
    """What a person decides about a finding."""

    KEEP = "keep"
    REPLACE = "replace"
    GENERALISE = "generalise"

    @property
    def label(self) -> str:
        """The judgement in words."""
        return {"keep": "Keep as it is", "replace": "Replace", "generalise": "Make less exact"}[self.value]
