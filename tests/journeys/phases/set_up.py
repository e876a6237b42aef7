"""Roles are given, interests declared, the chair appointed, the panel seated, its terms agreed."""

from dhr_cases.stages import Stage
from tests.journeys.review import Answers, Review, day

AGENCY_PEOPLE = {
    "Kent Police": ("author", "contact"),
    "Kent and Medway NHS and Social Care Partnership Trust": ("author.nhs", "contact.nhs"),
}
MEMBERS = {
    "Kent Police": "panel.police",
    "Kent and Medway NHS and Social Care Partnership Trust": "panel",
    "Kent County Council": "panel.council",
}
EXCUSED = ("Ashford Borough Council", "NHS Kent and Medway Integrated Care Board", "Probation Service")


def give_roles(review: Review) -> None:
    """The authors and signing seniors of two agencies, and the family's advocate, get their roles."""
    for agency, people in AGENCY_PEOPLE.items():
        for part, role in zip(people, ("Agency author", "Agency contact"), strict=True):
            _give_role(review, part, role, {"For which agency?": agency})
    _give_role(review, "advocate", "Family advocate", {})


def _give_role(review: Review, part: str, role: str, more: Answers) -> None:
    account = review.town.accounts[part]
    answers: Answers = {"E-mail address of the account": account.email, "Role": role, **more}
    review.act("coordinator", "Members", "Give a role", answers)


def compare_quotes(review: Review) -> None:
    """Three prices come in; the one that names no amount is kept as not stated."""
    for supplier, amount in (("Marsh Reviews", "9,500"), ("Downs Consulting", "11200.50"), ("Weald Reviewers", "")):
        answers: Answers = {"From": supplier, "Amount": amount, "When did it come in?": day(7)}
        review.act("coordinator", "Money", "Record a quote", answers)


def appoint(review: Review) -> None:
    """The chair's interests are declared first; the appointment is checked before it counts."""
    helen = str(review.town.accounts["chair"])
    review.act(
        "coordinator",
        "Panel",
        "Declare interests",
        {
            "Whose interests?": helen,
            "Is there an interest to declare?": "No",
            "When was it declared?": day(6),
        },
    )
    review.take_step(
        "coordinator",
        "Appoint the chair",
        {
            "Who is appointed?": helen,
            "Appointed as": "Chair and author",
            "When were they appointed?": day(6),
            "Statement of independence": "I have never worked for an agency in this review.",
            "Fee": "9,500",
        },
    )
    review.assert_at(Stage.CHAIR_APPOINTED)


def seat_panel(review: Review) -> None:
    """Members of three agencies and a specialist sit; the other section 9 bodies are excused with a reason."""
    for agency, part in MEMBERS.items():
        sits = {"Member's account": str(review.town.accounts[part])}
        _seat(review, agency, "A member sits for it", sits)
    specialist: Answers = {
        "Member's account": str(review.town.accounts["panel.refuge"]),
        "Sits as domestic abuse specialist": True,
    }
    _seat(review, "Oasis Domestic Abuse Service", "A member sits for it", specialist)
    refused = review.at_overview("coordinator")
    assert refused.sees("is neither seated nor excused with a reason")
    for agency in EXCUSED:
        why = {"Reason, when the agency is excused or a member leaves": "No contact with the family."}
        _seat(review, agency, "It is excused", why)
    review.take_step("coordinator", "Record that the panel is formed", {"When was the panel complete?": day(5)})
    review.assert_at(Stage.PANEL_FORMED)


def _seat(review: Review, agency: str, change: str, more: Answers) -> None:
    answers: Answers = {"Agency": agency, "What is its place on the panel?": change, "From which day?": day(5), **more}
    review.act("coordinator", "Panel", "Record a panel seat", answers)


def agree_terms(review: Review) -> None:
    """The chair drafts the terms of reference; the panel agrees them."""
    terms: Answers = {
        "From": day(1500),
        "To": day(30),
        "Key lines of enquiry": "What did each agency know?\nWas the risk assessed?",
        "What the family asked for, or why they were not asked": "The family asked why nobody called back.",
    }
    review.act("chair", "Terms of reference", "Save a version of the terms", terms)
    review.take_step("chair", "Record the agreed terms of reference", {**terms, "When were they agreed?": day(4)})
    review.assert_at(Stage.TOR_AGREED)
