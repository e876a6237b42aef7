"""Which acts change money, who may do each, and how does the record say that it was done? Imports no Django.

One row an act: the words on the button, the words of the record, the permission. ``permissions.check_can`` reads
the permission, ``actions.core`` records the act under its own code. Source: division of duties L30, L31 [D].
"""

from collections.abc import Mapping
from enum import StrEnum

from dhr_cases.roles import SitePermission
from dhr_cases.team_verbs import VerbRow


class FundingVerb(StrEnum):
    """Codes of the acts."""

    DRAFT_MODEL = "draft_model"
    CHANGE_MODEL = "change_model"
    ADOPT_MODEL = "adopt_model"
    PROPOSE_AGREEMENT = "propose_agreement"
    CHANGE_AGREEMENT = "change_agreement"
    RECORD_WITHDRAWAL = "record_withdrawal"
    START_ROUND = "start_round"
    CLOSE_ROUND = "close_round"
    ASK = "ask"
    CHASE = "chase"
    WITHDRAW_REQUEST = "withdraw_request"
    ASK_AGAIN = "ask_again"
    ANSWER = "answer"
    QUESTION = "question"
    REPLY = "reply"
    APPROVE_ANSWER = "approve_answer"
    SEND_BACK_ANSWER = "send_back_answer"
    RECORD_ANSWER = "record_answer"
    RECORD_SUCCESSION = "record_succession"
    ADD_COST = "add_cost"
    ADD_FEE = "add_fee"
    CHANGE_COST = "change_cost"
    STATE_COST = "state_cost"
    RECORD_ACTUAL = "record_actual"
    SETTLE_COST = "settle_cost"
    REOPEN_COST = "reopen_cost"
    ADD_QUOTE = "add_quote"
    CHOOSE_QUOTE = "choose_quote"
    PUT_FORWARD = "put_forward"
    APPROVE_JOURNAL = "approve_journal"
    REFUSE_JOURNAL = "refuse_journal"
    REVERSE_JOURNAL = "reverse_journal"
    RECORD_GAP = "record_gap"
    CLOSE_GAP = "close_gap"
    DECIDE_YEAR_END = "decide_year_end"
    CHANGE_SETTINGS = "change_settings"
    CHANGE_COLUMNS = "change_columns"
    ADD_BAND = "add_band"
    CHANGE_BAND = "change_band"
    NAME_NOMINEE = "name_nominee"
    END_NOMINEE = "end_nominee"
    IMPORT_YEARS = "import_years"
    OPEN_GRANT_YEAR = "open_grant_year"
    CHANGE_GRANT_YEAR = "change_grant_year"
    PROPOSE_PROJECT = "propose_project"
    CHANGE_PROJECT = "change_project"
    GIVE_VIEW = "give_view"
    APPROVE_PROJECT = "approve_project"
    REFUSE_PROJECT = "refuse_project"
    SUBMIT_CASE = "submit_case"
    RECORD_FUNDER_DECISION = "record_funder_decision"
    RECORD_PAYMENT = "record_payment"
    RECORD_DELIVERY = "record_delivery"
    RECORD_MONITORING = "record_monitoring"
    ASK_EXTENSION = "ask_extension"
    ANSWER_EXTENSION = "answer_extension"
    RECORD_OTHER_CASE = "record_other_case"
    RELEASE_POT = "release_pot"
    RECORD_OUTTURN = "record_outturn"
    CLOSE_GRANT_YEAR = "close_grant_year"


V = FundingVerb
_MANAGE = SitePermission.MANAGE_FUNDING
_APPROVE = SitePermission.APPROVE_FUNDING
_ANSWER = SitePermission.ANSWER_FUNDING

VERBS: Mapping[FundingVerb, VerbRow] = {
    V.DRAFT_MODEL: VerbRow("Draft a new version", "Version of the funding model drafted", _MANAGE),
    V.CHANGE_MODEL: VerbRow("Change the draft", "Draft of the funding model changed", _MANAGE),
    V.ADOPT_MODEL: VerbRow("Bring the version into force", "Version of the funding model brought into force", _APPROVE),
    V.PROPOSE_AGREEMENT: VerbRow("Add a contribution", "Contribution proposed", _MANAGE),
    V.CHANGE_AGREEMENT: VerbRow("Correct a contribution", "Contribution corrected", _MANAGE),
    V.RECORD_WITHDRAWAL: VerbRow("Record that a partner stops paying", "Withdrawal recorded", _MANAGE),
    V.START_ROUND: VerbRow("Start the annual round", "Annual round started", _MANAGE),
    V.CLOSE_ROUND: VerbRow("Close the annual round", "Annual round closed", _MANAGE),
    V.ASK: VerbRow("Ask a partner", "Partner asked for a contribution", _MANAGE),
    V.CHASE: VerbRow("Send a reminder", "Partner reminded", _MANAGE),
    V.WITHDRAW_REQUEST: VerbRow("Withdraw the request", "Request withdrawn", _MANAGE),
    V.ASK_AGAIN: VerbRow("Ask again", "Partner asked again", _MANAGE),
    V.ANSWER: VerbRow("Answer", "Partner answered", _ANSWER),
    V.QUESTION: VerbRow("Ask a question", "Partner asked a question", _ANSWER),
    V.REPLY: VerbRow("Reply to the question", "Question answered", _MANAGE),
    V.APPROVE_ANSWER: VerbRow("Approve the answer", "Answer approved", _APPROVE),
    V.SEND_BACK_ANSWER: VerbRow("Send the answer back", "Answer sent back", _APPROVE),
    V.RECORD_ANSWER: VerbRow("Record an answer given elsewhere", "Answer recorded for the partner", _MANAGE),
    V.RECORD_SUCCESSION: VerbRow("Record a successor body", "Succession recorded", _MANAGE),
    V.ADD_COST: VerbRow("Add a cost", "Cost added", _MANAGE),
    V.ADD_FEE: VerbRow("Take the fee into the ledger", "Fee taken into the ledger", _MANAGE),
    V.CHANGE_COST: VerbRow("Change a cost", "Cost changed", _MANAGE),
    V.STATE_COST: VerbRow("Set what is forecast or committed", "Forecast or commitment put forward", _MANAGE),
    V.RECORD_ACTUAL: VerbRow("Record what was paid", "Actual cost put forward", _MANAGE),
    V.REOPEN_COST: VerbRow("Reopen the cost", "Cost reopened", _MANAGE),
    V.SETTLE_COST: VerbRow("Close a cost as fully paid", "Cost closed as fully paid", _MANAGE),
    V.ADD_QUOTE: VerbRow("Add a quote", "Quote added", _MANAGE),
    V.CHOOSE_QUOTE: VerbRow("Choose a quote", "Quote chosen", _MANAGE),
    V.PUT_FORWARD: VerbRow("Put entries forward", "Entries put forward", _MANAGE),
    V.APPROVE_JOURNAL: VerbRow("Approve and post", "Entries approved and posted", _APPROVE),
    V.REFUSE_JOURNAL: VerbRow("Refuse", "Entries refused", _APPROVE),
    V.REVERSE_JOURNAL: VerbRow("Reverse", "Reversal put forward", _MANAGE),
    V.RECORD_GAP: VerbRow("Record a gap from a minute", "Gap recorded", _MANAGE),
    V.CLOSE_GAP: VerbRow("Close the gap", "Gap closed", _MANAGE),
    V.DECIDE_YEAR_END: VerbRow("Record the year-end decision", "Year-end decision recorded", _MANAGE),
    V.CHANGE_SETTINGS: VerbRow("Change the settings of money", "Settings of money changed", _MANAGE),
    V.CHANGE_COLUMNS: VerbRow("Change the columns of the finance file", "Columns of the finance file changed", _MANAGE),
    V.ADD_BAND: VerbRow("Add a complexity band", "Complexity band added", _MANAGE),
    V.CHANGE_BAND: VerbRow("Change the band", "Complexity band changed", _MANAGE),
    V.END_NOMINEE: VerbRow("End the nomination", "Nomination ended", _APPROVE),
    V.NAME_NOMINEE: VerbRow("Name a nominee of the chair", "Nominee named", _APPROVE),
    V.IMPORT_YEARS: VerbRow("Take in years from a file", "Years taken in from a file", _MANAGE),
    V.OPEN_GRANT_YEAR: VerbRow("Open a grant year", "Grant year opened", _MANAGE),
    V.CHANGE_GRANT_YEAR: VerbRow("Change the grant year", "Grant year changed", _MANAGE),
    V.PROPOSE_PROJECT: VerbRow("Propose a project", "Project proposed", _MANAGE),
    V.CHANGE_PROJECT: VerbRow("Change the project", "Project changed", _MANAGE),
    V.GIVE_VIEW: VerbRow("Record the working group's view", "Working group's view recorded", _MANAGE),
    V.APPROVE_PROJECT: VerbRow("Approve the project", "Project approved by the chair or nominee", _APPROVE),
    V.REFUSE_PROJECT: VerbRow("Refuse the project", "Project refused by the chair or nominee", _APPROVE),
    V.SUBMIT_CASE: VerbRow("Record the business case as sent", "Business case sent", _MANAGE),
    V.RECORD_FUNDER_DECISION: VerbRow("Record the funder's decision", "Funder's decision recorded", _MANAGE),
    V.RECORD_PAYMENT: VerbRow("Record a payment of the grant", "Grant payment recorded", _MANAGE),
    V.RECORD_DELIVERY: VerbRow("Record delivery", "Delivery recorded", _MANAGE),
    V.RECORD_MONITORING: VerbRow("Record a monitoring return", "Monitoring return recorded", _MANAGE),
    V.ASK_EXTENSION: VerbRow("Ask for a later deadline", "Later deadline asked for", _MANAGE),
    V.ANSWER_EXTENSION: VerbRow("Record the answer on the deadline", "Answer on the deadline recorded", _MANAGE),
    V.RECORD_OTHER_CASE: VerbRow(
        "Record another partnership's project", "Other partnership's project recorded", _MANAGE
    ),
    V.RELEASE_POT: VerbRow("Record a release from the pot", "Release from the pot recorded", _MANAGE),
    V.RECORD_OUTTURN: VerbRow("Record the outturn", "Outturn recorded", _MANAGE),
    V.CLOSE_GRANT_YEAR: VerbRow("Close the grant year", "Grant year closed", _MANAGE),
}
