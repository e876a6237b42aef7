"""Which keys of a PDF hold words of people, and which names are the format's own?

The format's names (Page, Fields, Root, Lang) are surnames too and stand in every file, so they are passed over.
"""

import re

from pypdf import constants

LABELS = {
    "/Contents": "note", "/RC": "note", "/Subj": "note", "/T": "author of a note or name of a field",
    "/TU": "help text of a field", "/TM": "name of a field", "/V": "value of a field", "/DV": "value of a field",
    "/Opt": "choice of a field", "/CA": "text of a button", "/DA": "", "/DS": "", "/RV": "value of a field",
    "/Alt": "alternative text", "/ActualText": "replacement text", "/E": "written-out abbreviation",
    "/Title": "title", "/Author": "author", "/Subject": "subject", "/Keywords": "keywords",
    "/URI": "target of a link", "/F": "file name", "/UF": "file name", "/Desc": "description",
    "/JS": "script", "/Name": "name", "/P": "page label", "/Lang": "",
    "/Producer": "", "/Creator": "", "/CreationDate": "", "/ModDate": "", "/M": "", "/LastModified": "",
    "/FontFamily": "",
}  # fmt: skip
"""Keys whose texts people write, and what to call them; empty for a program's own."""

SKIPPED = frozenset({"/OE", "/UE", "/Registry", "/Ordering", "/CharSet", "/CheckSum", "/Differences", "/CharProcs"})
"""Keys that hold checksums, letter sets and glyph names."""
CHECKSUMS = frozenset({"/ID", "/O", "/U"})
"""Keys that hold checksums in one place and words in another: the name of a part, an act when a page opens."""
FONT_NAMES = frozenset({"/BaseFont", "/FontName", "/FontFamily"})

_STRUCTURE = (
    "Document DocumentFragment Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "
    "H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot "
    "Ruby RB RT RP Warichu WT WP Figure Formula Form Title FENote Sub Em Strong Aside Artifact Layout List "
    "PrintField UserProperties Pagination Page Background Header Footer Watermark Bates LineNum Redaction Row "
    "Column Both Scope Summary Headers Placement Block Inline Before Start End WritingMode LrTb RlTb TbRl TextAlign "
    "Center Justify BBox ListNumbering Disc Circle Square Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha None "
    "Unordered Ordered Description ColSpan RowSpan TextIndent SpaceBefore SpaceAfter StartIndent EndIndent "
    "LineHeight Color BackgroundColor BorderColor BorderStyle BorderThickness Padding TextDecorationType Underline "
    "Overline LineThrough Role Checked"
)
_OBJECTS = (
    "Type0 Type1 Type1C Type3 TrueType MMType1 CIDFontType0 CIDFontType0C CIDFontType2 OpenType FontDescriptor "
    "FontFile FontFile2 FontFile3 FontBBox FontMatrix FontStretch FontWeight Flags Ascent Descent CapHeight XHeight "
    "StemV StemH ItalicAngle AvgWidth MaxWidth MissingWidth Leading Widths FirstChar LastChar Encoding "
    "WinAnsiEncoding MacRomanEncoding StandardEncoding PDFDocEncoding BaseEncoding Identity Identity-H Identity-V "
    "ToUnicode CMap CMapName CIDSystemInfo CIDToGIDMap CIDSet DescendantFonts DW W Supplement Encoding UseCMap "
    "Image Indexed ICCBased CalRGB CalGray Lab DeviceN Alternate Alternates FunctionType Functions Function Domain "
    "Range Bounds Encode C0 C1 N ShadingType Coords Extend AntiAlias PatternType PaintType TilingType XStep YStep "
    "Matrix FormType Group Transparency Luminosity Alpha Isolated Knockout BC SMaskInData Matte XRef ObjStm First "
    "Index Linearized MCID MCR OBJR Obj Pg Stm StmOwn StructElem ParentTree ParentTreeNextKey RoleMap ClassMap "
    "IDTree ActualText Alt Marked Suspects NS Namespace Namespaces RoleMapNS Phoneme AF AFRelationship Supplement "
    "Unspecified EmbeddedFile EmbeddedFiles Filespec Params CreationDate ModDate Size Desc Collection Navigator "
    "Widget Text FreeText Line Square Polygon PolyLine Highlight Squiggly StrikeOut Stamp Caret Ink Popup "
    "FileAttachment Sound Movie Screen PrinterMark TrapNet Watermark Redact Rect QuadPoints Border BS BE IC AP AS "
    "Open State StateModel Review Accepted Rejected IRT RT RC Subj CL LE ExData Comment Key Insert NewParagraph "
    "Help Off Yes On Btn Tx Ch Sig Ff MaxLen DA DR Q Opt TI JavaScript URI GoTo GoToR GoToE Launch Named SubmitForm "
    "ResetForm ImportData Hide Rendition Print Next NextPage PrevPage FirstPage LastPage IsMap NewWindow Win OCG "
    "OCMD OCGs OCProperties BaseState Unchanged ON OFF Order RBGroups Locked ListMode AllPages VisiblePages Usage "
    "CreatorInfo Language Export View Zoom PageElement Event Category AllOn AnyOn AnyOff AllOff Intent Design All "
    "DisplayDocTitle HideToolbar HideMenubar FitWindow CenterWindow Direction L2R R2L PrintScaling AppDefault "
    "UseNone UseOutlines UseThumbs UseOC UseAttachments FullScreen Duplex NumCopies XML Metadata GTS_PDFA1 GTS_PDFX "
    "OutputIntent OutputCondition DestOutputProfile OutputConditionIdentifier RegistryName Info Nums Limits Names "
    "Dests PDF ImageB ImageC ImageI Perceptual Normal Multiply Compatible RelativeColorimetric Saturation "
    "AbsoluteColorimetric True False Unknown BaseVersion ExtensionLevel ADBE ISO_ DL Rev SchemaURL TrueTypeFont "
    "Separation DeviceGray Thumb PTEX.Fullbanner Lock ByteRange Cert Reason Location ContactInfo SubFilter "
    "Prop_Build"
)
_OWN = frozenset(
    value.removeprefix("/")
    for group in vars(constants).values()
    if isinstance(group, type)
    for value in vars(group).values()
    if isinstance(value, str)
)
OWN_NAMES = _OWN | frozenset(_STRUCTURE.split()) | frozenset(_OBJECTS.split())
"""Names of the format itself."""

_RESOURCE = re.compile(r"[A-Za-z]{1,6}[-_.]?\d{1,6}|[A-Za-z]{1,2}|\d+")


def is_own_name(name: str) -> bool:
    """True for a name of the format or of a numbered resource (/F1, /Im0)."""
    plain = name.removeprefix("/")
    return plain in OWN_NAMES or bool(_RESOURCE.fullmatch(plain))
