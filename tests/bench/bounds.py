"""What would each page and step cost if the rows were fetched and written by hand? The statements of a careful clerk.

They fetch the rows that the page shows and leave out everything a page is for: forms, words, markup, and asking the
permission of every single step. So they are a bound that no page reaches, the same on both databases.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from dhr_cases.models import Case, User
from dhr_cases.roles import CasePermission

Params = Mapping[str, object]

VISIBLE = """
    SELECT p.content_object_id FROM dhr_cases_caseuserpermission p
    JOIN auth_permission a ON a.id = p.permission_id
    WHERE p.user_id = %(user)s AND a.codename = %(view)s AND (p.until IS NULL OR p.until >= %(day)s)
    UNION SELECT g.content_object_id FROM dhr_cases_casegrouppermission g
    JOIN auth_permission a ON a.id = g.permission_id
    JOIN dhr_cases_team t ON t.group_id = g.group_id
    JOIN dhr_cases_teammembership m ON m.team_id = t.id
    WHERE m.user_id = %(user)s AND m.starts_on <= %(day)s AND (m.ends_on IS NULL OR m.ends_on >= %(day)s)
    AND a.codename = %(view)s
"""
_TASKS = """
    SELECT t.id, t.process_id, t.flow_task, t.assigned, t.created, u.full_name, c.reference, c.pseudonym
    FROM viewflow_task t JOIN workflows_caseprocess p ON p.process_ptr_id = t.process_id
    JOIN dhr_cases_case c ON c.id = p.case_id LEFT JOIN dhr_cases_user u ON u.id = t.owner_id
    WHERE t.flow_task_type = 'HUMAN' AND
"""
MINE = f"{_TASKS} t.status = 'ASSIGNED' AND t.owner_id = %(user)s ORDER BY t.assigned"
TAKEABLE = f"{_TASKS} t.status = 'NEW' AND p.case_id IN ({VISIBLE}) ORDER BY t.created LIMIT 25"
OTHERS = f"""{_TASKS} t.status = 'ASSIGNED' AND t.owner_id <> %(user)s AND p.case_id IN ({VISIBLE})
    ORDER BY t.created LIMIT 25"""
CHANGES = f"""
    SELECT e.kind, e.recorded_at, c.reference, u.full_name FROM dhr_cases_caseevent e
    JOIN dhr_cases_case c ON c.id = e.case_id JOIN dhr_cases_user u ON u.id = e.by_id
    WHERE e.case_id IN ({VISIBLE}) AND e.by_id <> %(user)s ORDER BY e.id DESC LIMIT 15
"""
CASES = f"""SELECT c.*, s.name FROM dhr_cases_case c JOIN dhr_cases_partnership s ON s.id = c.lead_csp_id
    WHERE c.id IN ({VISIBLE}) ORDER BY c.id DESC"""
CASES_PAGE = f"{CASES} LIMIT 25"
COUNT = f"SELECT count(*) FROM ({VISIBLE}) seen"


def _clock_rows(cases: str) -> tuple[str, ...]:
    """Events, holds and extensions, from which the clocks of these cases are read."""
    return (
        f'SELECT case_id, kind, "on", stage FROM dhr_cases_caseevent WHERE case_id IN ({cases})',
        f"SELECT case_id, starts_on, ends_on, reason, scope FROM dhr_cases_hold WHERE case_id IN ({cases})",
        f"SELECT case_id, clock, new_due_on, agreed_on FROM dhr_cases_extension WHERE case_id IN ({cases})",
    )


REQUESTS = f"""SELECT r.id, r.case_id, r.state, r.asked_on, r.due_on, o.name FROM dhr_cases_informationrequest r
    JOIN dhr_cases_organisation o ON o.id = r.organisation_id WHERE r.case_id IN ({VISIBLE})"""
_LAST_25 = f"""SELECT content_object_id FROM ({VISIBLE}) seen
    ORDER BY content_object_id DESC LIMIT 25"""
DUE = (CASES, *_clock_rows(VISIBLE), REQUESTS)
ONE_CASE = "SELECT c.* FROM dhr_cases_case c WHERE c.id = %(case)s"
ROLES = "SELECT role FROM dhr_cases_casemembership WHERE case_id = %(case)s AND user_id = %(user)s"
OPEN_TASK = f"{_TASKS} t.status IN ('NEW', 'ASSIGNED') AND p.case_id = %(case)s"
LATEST = """SELECT e.*, u.full_name FROM dhr_cases_caseevent e JOIN dhr_cases_user u ON u.id = e.by_id
    WHERE e.case_id = %(case)s ORDER BY e.id DESC LIMIT 5"""
EVENTS = LATEST.replace("LIMIT 5", "LIMIT 50")
ONE_REQUEST = """SELECT r.*, o.name, c.reference FROM dhr_cases_informationrequest r
    JOIN dhr_cases_organisation o ON o.id = r.organisation_id JOIN dhr_cases_case c ON c.id = r.case_id
    WHERE r.id = %(request)s"""
CASE_COUNT = "SELECT count(*) FROM dhr_cases_caseevent WHERE case_id = %(case)s"
GRANTED = """SELECT a.codename FROM dhr_cases_caseuserpermission p JOIN auth_permission a ON a.id = p.permission_id
    WHERE p.user_id = %(user)s AND p.content_object_id = %(case)s AND (p.until IS NULL OR p.until >= %(day)s)
    UNION SELECT a.codename FROM dhr_cases_casegrouppermission g JOIN auth_permission a ON a.id = g.permission_id
    JOIN dhr_cases_team t ON t.group_id = g.group_id JOIN dhr_cases_teammembership m ON m.team_id = t.id
    WHERE m.user_id = %(user)s AND g.content_object_id = %(case)s AND m.starts_on <= %(day)s
    AND (m.ends_on IS NULL OR m.ends_on >= %(day)s)"""

INBOX = (MINE, TAKEABLE, OTHERS)
HOME = (*INBOX, CHANGES, *DUE)
LIST = (CASES_PAGE, COUNT, *_clock_rows(_LAST_25))
WORKSPACE = (ONE_CASE, GRANTED, ROLES, OPEN_TASK, LATEST, *_clock_rows("%(case)s"))
HISTORY = (ONE_CASE, ROLES, CASE_COUNT, EVENTS)
REQUEST = (ONE_REQUEST, ROLES, *_clock_rows("%(case)s")[1:])
EXPORT = (CASES, *_clock_rows(VISIBLE))
CLOCKS = _clock_rows("SELECT id FROM dhr_cases_case")


def params_of(user: User, case: Case | None = None, request: int = 0) -> Params:
    """What the statements are asked for."""
    return {
        "user": user.pk,
        "view": CasePermission.VIEW.value,
        "day": timezone.localdate(),
        "case": case.pk if case else 0,
        "request": request,
    }


def fetching(statements: Sequence[str], params: Params) -> Callable[[], object]:
    """An act that fetches every row of the statements by one cursor."""

    def fetch() -> int:
        with connection.cursor() as cursor:
            return sum(len(_rows(cursor, statement, params)) for statement in statements)

    return fetch


def _rows(cursor: Any, statement: str, params: Params) -> list[tuple[Any, ...]]:
    asked = {name: value for name, value in params.items() if f"%({name})s" in statement}
    cursor.execute(statement, asked)
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


COPIED = ("dhr_cases_caseevent", "dhr_cases_historicalcase", "viewflow_task", "viewflow_task")
"""What one step writes: its event, the case's history, the task of the engine's hub and the next person's task."""

KEYS = {"dhr_cases_historicalcase": "history_id"}


def step_of(case: Case) -> Callable[[], object]:
    """An act that writes by hand what a plain step writes: the case and its task changed, four rows new, commit."""
    with connection.cursor() as cursor:
        task = _rows(cursor, OPEN_TASK, {"case": case.pk})[0]
        inserts = [_insert(cursor, table, case, int(task[1])) for table in COPIED]

    def take() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM dhr_cases_case WHERE id = %s", [case.pk])
            cursor.execute("UPDATE dhr_cases_case SET stage = stage WHERE id = %s", [case.pk])
            cursor.execute("UPDATE viewflow_task SET finished = %s WHERE id = %s", [timezone.now(), task[0]])
            for statement, values in inserts:
                cursor.execute(statement, values)

    return take


def _insert(cursor: Any, table: str, case: Case, process: int) -> tuple[str, list[Any]]:
    """The statement that writes one more row like one that is there, and its values."""
    like = {"viewflow_task": f"process_id = {process}", "dhr_cases_caseevent": f"case_id = {case.pk}"}
    cursor.execute(f"SELECT * FROM {table} WHERE {like.get(table, '1 = 1')} LIMIT 1")
    names = [described[0] for described in cursor.description]
    row = cursor.fetchone()
    left_out = KEYS.get(table, "id")
    kept = {name: value for name, value in zip(names, row, strict=True) if name not in (left_out, "replaces_id")}
    columns = ", ".join(f'"{name}"' for name in kept)
    marks = ", ".join(["%s"] * len(kept))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(kept.values())
