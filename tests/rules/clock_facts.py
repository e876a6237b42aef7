"""What are the facts of each clock, copied by hand so that tests need not trust the policy files?"""

from typing import NamedTuple

AS_SOON_AS = "as soon as reasonably practicable"


class Fact(NamedTuple):
    """Start, stop, written limit and evidence of one clock."""

    start: str
    stop: str
    limit: str | None
    evidence: str


EVERY_REGIME = {
    "imr_return": Fact("IMR_REQUESTED", "IMR_ACCEPTED", None, "local"),
    "qa_decision": Fact("SUBMITTED_TO_HO", "QA_LETTER_RECEIVED", None, "no service standard found"),
    "publish": Fact("QA_CLEARED", "PUBLISHED", None, "no day count verified"),
    "dac_recommendation_reply": Fact("DAC_REPORT_PUBLISHED", "COMMENTS_PUBLISHED", "P56D", "verified"),
}

FACTS = {
    "DHR_S9_2016": {
        "decide": Fact("CSP_CHAIR_AWARE", "DECISION_RECORDED", "P1M", "verified"),
        "tell_home_office": Fact("DECISION_RECORDED", "HO_NOTIFIED", None, "recalled"),
        "tell_family_decision": Fact("DECISION_RECORDED", "FAMILY_TOLD", None, "recalled"),
        "overview_report": Fact(
            "DECISION_RECORDED",
            "OVERVIEW_REPORT_COMPLETE",
            "P6M",
            "verified (six months); start event recalled",
        ),
        "copy_to_dac": Fact("REPORT_COMPLETE", "SENT_TO_DAC", AS_SOON_AS, "verified"),
        **EVERY_REGIME,
    },
    "DARDR_S8A": {
        "overview_report_draft2024": Fact(
            "DECISION_RECORDED",
            "OVERVIEW_REPORT_COMPLETE",
            "P12M",
            "verified as a proposal",
        ),
        "copy_to_sos_and_dac": Fact(
            "REPORT_COMPLETE",
            "SENT_TO_SOS_AND_DAC",
            AS_SOON_AS,
            "verified text; not in force in sources read",
        ),
        **EVERY_REGIME,
    },
    "SUSR_WALES": EVERY_REGIME,
}

EVENTS = sorted({name for facts in FACTS.values() for fact in facts.values() for name in (fact.start, fact.stop)})
