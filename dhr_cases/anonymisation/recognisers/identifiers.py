"""Where does a text hold a number, an address or a marking that belongs to one person or to one draft?"""

import re
from collections.abc import Iterator

from dhr_cases.anonymisation.hits import Hit, hits_of
from dhr_cases.anonymity_terms import FindingKind

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR "
    "NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA "
    "WC WD WF WN WR WS WV YO ZE"
)
_POSTCODE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})"
    r"(?:[1-9]\d?|0|[1-9][ABCDEFGHJKMNPRSTUVWXY])[ \u00a0\t\n-]{0,2}\d[ABD-HJLNP-UW-Z]{2}(?!\w)"
    r"|\bGIR ?0AA\b|\bBFPO ?\d{1,4}\b",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<![\w./-])(?:(?:\+|00)44[ \u00a0.-]?(?:\(0\)|0)?|\(?0)(?=[ \u00a0().-]*[1-9])"
    r"(?:[ \u00a0().–-]{0,2}\d){9,10}(?!\w)"
    r"|(?<![\w./-])\(?0[1-9]\d{1,4}\)? [-–] \d{3,4} ?\d{3,4}(?!\w)"
)
_ABROAD = re.compile(r"(?<![\w./-])(?:\+ ?|00)(?!44)[1-9](?:[ ().–-]{0,2}\d){8,13}(?!\w)")
_NUMBERS_OF_NOBODY = re.compile(r"^(?:3|5|8|9)")
_TEN_FIGURES = re.compile(
    r"(?<![\d.,/-])(?:\d{3}[ .–-]{0,2}\d{3}[ .–-]{0,2}\d{4}|\d{4} \d{3} \d{3}|\d{5} \d{5})(?![\d,]|\.\d)"
)
_NATIONAL_INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ .\u00a0-]?(?:\d\d[ .\u00a0-]?){3}[A-D]\b",
    re.IGNORECASE,
)
_PLATE = re.compile(r"\b[A-HJ-PR-Y][A-HJ-PR-Y](?:[05][1-9]|[1-46-9]\d|[05]0)[ \u00a0]?[A-HJ-PR-Z]{3}\b")
_LOOSE_PLATE = re.compile(r"\b[a-hj-pr-y]{2}[ -]?\d\d[ -]?[a-hj-pr-z]{3}\b", re.IGNORECASE)
_OLDER_PLATE = re.compile(r"\b(?:[A-HJ-NPR-TV-Y]\d{1,3}[ \u00a0]?[A-Z]{3}|[A-Z]{3}[ \u00a0]?\d{1,3}[A-HJ-NPR-TV-Y])\b")
_VEHICLE = re.compile(r"\b(?:registration|reg|plates?|vehicle|car|van|motorcycle|VRM|index)\b", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WEB_ADDRESS = re.compile(
    r"(?:\b(?:https?://|ftp://|www\.)|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|uk|info|eu|io|me|tv)/)"
    r"[^\s<>\"”)\]]*[^\s<>\"”)\].,;:]",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@/+'-])@[A-Za-z_]\w{2,}")
_MARKING = re.compile(
    r"\bOFFICIAL\b(?:[ \u00a0]?[-–—:]?[ \u00a0]?SENSITIVE\b)?|\bOfficial[ -]?[-–—:]?[ -]?Sensitive\b"
    r"|\b(?:TOP SECRET|SECRET|RESTRICTED|CONFIDENTIAL|EMBARGOED|DRAFT)\b|\bPROTECT ?[-–—:] ?[A-Z]{4,}\b"
    r"|\b(?:NOT PROTECTIVELY MARKED|NOT FOR PUBLICATION|NOT FOR CIRCULATION|IN CONFIDENCE)\b"
    r"|\b(?:[Ff]inal )?[Dd]raft (?:v|version )\d[\d.]*|\[not recorded\]"
)
_AROUND = 60


def postcodes(text: str) -> Iterator[Hit]:
    """Whole postcodes of an existing area, with or without the space."""
    yield from hits_of(FindingKind.POSTCODE, _POSTCODE.finditer(text), "A postcode leads to a few houses.")


def telephones(text: str) -> Iterator[Hit]:
    """Numbers of lines and mobiles, and those abroad with their country; those for the public (03, 08) are nobody's."""
    found = (match for match in _TELEPHONE.finditer(text) if not _NUMBERS_OF_NOBODY.match(_national(match[0])))
    yield from hits_of(FindingKind.TELEPHONE, found, "A telephone number.")
    yield from hits_of(FindingKind.TELEPHONE, _ABROAD.finditer(text), "A telephone number abroad.")


def _national(number: str) -> str:
    return re.sub(r"^(?:0044|44)?0*", "", re.sub(r"\D", "", number))


def nhs_numbers(text: str) -> Iterator[Hit]:
    """Ten figures whose last one checks the others by modulus 11."""
    found = (match for match in _TEN_FIGURES.finditer(text) if is_nhs_number(match[0]))
    yield from hits_of(FindingKind.NHS_NUMBER, found, "Ten figures that check as an NHS number.")


def is_nhs_number(number: str) -> bool:
    """Whether the tenth figure is 11 less the remainder of the weighted nine by 11 (11 counts as 0, 10 never occurs).

    Source: NHS Data Model and Dictionary, NHS number [K].
    """
    figures = list(map(int, filter(str.isdigit, number)))
    if len(figures) != 10 or len(set(figures)) == 1:
        return False
    weighted = sum(figure * weight for figure, weight in zip(figures[:9], range(10, 1, -1), strict=True))
    return (11 - weighted % 11) % 11 == figures[9]


def national_insurance_numbers(text: str) -> Iterator[Hit]:
    """Two letters, six figures, a letter from A to D; prefixes never given out are left aside."""
    yield from hits_of(FindingKind.NI_NUMBER, _NATIONAL_INSURANCE.finditer(text), "A National Insurance number.")


def plates(text: str) -> Iterator[Hit]:
    """Number plates: the shape since 2001 anywhere, older and looser ones where the words around speak of a vehicle."""
    yield from hits_of(FindingKind.PLATE, _PLATE.finditer(text), "This looks like a number plate.")
    yield from hits_of(FindingKind.PLATE, _beside_vehicle(_OLDER_PLATE, text), "This looks like an older number plate.")
    yield from hits_of(FindingKind.PLATE, _beside_vehicle(_LOOSE_PLATE, text), "This looks like a number plate.")


def _beside_vehicle(form: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (match for match in form.finditer(text) if _speaks_of_vehicle(text, match.start(), match.end()))


def _speaks_of_vehicle(text: str, start: int, end: int) -> bool:
    return bool(_VEHICLE.search(text[max(0, start - _AROUND) : end + _AROUND]))


def emails(text: str) -> Iterator[Hit]:
    """E-mail addresses, those of organisations too: a person decides."""
    yield from hits_of(FindingKind.EMAIL, _EMAIL.finditer(text), "An e-mail address.")


def web_addresses(text: str) -> Iterator[Hit]:
    """Addresses of web pages, and names that people bear on social media."""
    yield from hits_of(FindingKind.WEB_ADDRESS, _WEB_ADDRESS.finditer(text), "A web address may lead to a person.")
    yield from hits_of(FindingKind.WEB_ADDRESS, _HANDLE.finditer(text), "A name on social media may lead to a person.")


def markings(text: str) -> Iterator[Hit]:
    """Handling markings, signs of a draft, and gaps of the record that nobody filled, as printed.

    Source: domain 3.7: removed before publication [D].
    """
    yield from hits_of(
        FindingKind.MARKING, _MARKING.finditer(text), "A marking or a gap that a published paper does not bear."
    )
