"""How does the page of roles read: who holds which, what each permits, what each sees from when?"""

from collections.abc import Container, Iterable

from dhr_cases.disclosure import FROM_STAGE, SHOWN_AS, Material
from dhr_cases.roles import ROLES, CasePermission, Holding, RequestPermission, Role, RoleRow, SitePermission
from dhr_cases.stages import STAGES, START, Stage
from workflows.reference_pages.writing import EVIDENCE, table
from workflows.reference_pages.writing import page as whole_page

HELD = {Holding.CASE: "one review", Holding.TEAM: "a standing team", Holding.EITHER: "either"}
YES = "yes"


def page() -> str:
    """The page."""
    return whole_page(
        "Roles and permissions",
        "`dhr_cases/roles.py` and `dhr_cases/disclosure.py`",
        "A person holds a role on one review, or stands in a team that works on every review of its partnership. "
        "Nothing about a review is ever permitted everywhere at once.",
        table(("Role", "Held on", "By whom", "Source"), (_role(row) for row in ROLES.values())),
        EVIDENCE,
        "## On a review",
        table(("Permission", *_labels()), (_matrix_row(permission) for permission in CasePermission)),
        "## On one request to an agency, and beyond reviews",
        table(("Permission", *_labels()), _other_rows()),
        "## What each role sees, from which stage",
        "A number is the stage from which the role sees it; nothing means never. What is not seen answers like a page "
        "that is not there.",
        table(("Material", *_labels()), (_material_row(material) for material in Material)),
        "Beside the usual order a stage shows only as much as another. The closing of a case adds nothing where no "
        "review was held or one ended early, and no later stage makes a report public that is withheld.",
        table(
            ("Stage", "Shows as much as"), ((_numbered(one), _numbered(as_much)) for one, as_much in SHOWN_AS.items())
        ),
    )


def _labels() -> list[str]:
    return [row.label for row in ROLES.values()]


def _role(row: RoleRow) -> tuple[str, ...]:
    return row.label, HELD[row.holding], row.held_by, row.source


def _matrix_row(permission: CasePermission) -> list[str]:
    return _marks(permission, (row.on_case for row in ROLES.values()))


def _other_rows() -> list[list[str]]:
    on_request = [_marks(permission, (row.on_request for row in ROLES.values())) for permission in RequestPermission]
    on_site = [_marks(permission, (row.on_site for row in ROLES.values())) for permission in SitePermission]
    return on_request + on_site


def _marks(permission: str, carried: Iterable[Container[str]]) -> list[str]:
    """The permission in words, then a mark for each role that carries it."""
    return [_words(permission), *(YES if permission in held else "" for held in carried)]


def _material_row(material: Material) -> list[str]:
    return [_words(material), *(_first_stage(role, material) for role in ROLES)]


def _first_stage(role: Role, material: Material) -> str:
    stage = FROM_STAGE[role].get(material)
    if stage is None:
        return ""
    return "from the start" if stage is START else _numbered(stage)


def _numbered(stage: Stage) -> str:
    return f"{STAGES[stage].number} {STAGES[stage].label}"


def _words(code: str) -> str:
    return str(code).replace("_", " ")
