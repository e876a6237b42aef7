"""How does each letter read before a partnership words it anew? Names in braces are filled in from the case.

Written for this product; no official form was found. Recipients' names are written in by hand on the sheet.
"""

HOME_OFFICE_REVIEW = """\
To: Home Office, Domestic Homicide Review team

Our reference: {reference}
{today}

Notice of a decision to hold a review

{partnership} became aware of this death on {aware_on}. On {decided_on} the chair of the partnership decided that \
the test of the {law} is met and that a {review_name} will be held.

The test applied: {legal_test}.

We will tell you when an independent chair has been appointed, and of any change to the time in which the report is \
to be completed.

Please confirm that you have received this notice.

{partnership}
{contact_email}
{contact_telephone}
"""

HOME_OFFICE_NO_REVIEW = """\
To: Home Office, Domestic Homicide Review team

Our reference: {reference}
{today}

Notice of a decision not to hold a review

{partnership} became aware of this death on {aware_on}. On {decided_on} the chair of the partnership decided that no \
{review_name} will be held.

The test considered: {legal_test}.

The reasons, the partners consulted, any view that differed, and any other learning process that will be held \
instead are set out in the decision record that goes with this letter.

We understand that this decision will be scrutinised. Please tell us the outcome.

{partnership}
{contact_email}
{contact_telephone}
"""

FAMILY_DECISION = """\
Our reference: {reference}
{today}

We are very sorry for your loss.

{partnership} brings together the police, councils, health services, probation and others in this area. When somebody \
has died and domestic abuse may have played a part, it must decide whether to look carefully at what happened and \
what could be done better. This is called a {review_name}. It does not look for somebody to blame, and it is \
separate from any trial or inquest.

On {decided_on} the chair of the partnership made that decision. What was decided, and why, is set out on the sheet \
that comes with this letter.

You may take part as much or as little as you wish, and you may change your mind at any time. You can have an \
advocate: a specialist who is independent of us, helps families through reviews and costs you nothing. The leaflet \
that comes with this letter says how to find one. If you would like us to do it for you, tell us.

If you would rather be written to through somebody else, or not at all, tell us and we will do as you ask.

{partnership}
{contact_address}
{contact_email}
{contact_telephone}
"""

SECURE_RECORDS = """\
To: the head of safeguarding of each agency named on the list attached

Our reference: {reference}
{today}
OFFICIAL-SENSITIVE

Please secure your records

{partnership} is considering a death under the {law}. The people concerned are named on the sheet that comes separately.

Please make sure today that every record your organisation holds on them is kept as it is: nothing is to be changed, \
weeded or destroyed, on paper or electronically, until we tell you otherwise. Please limit who can open the records, \
keep a list of who does, and tell us the name of the person to whom we should write.

{partnership}
{contact_email}
{contact_telephone}
"""

SCOPING = """\
To: the head of safeguarding of each agency named on the list attached

Our reference: {reference}
{today}
OFFICIAL-SENSITIVE

Did your organisation know the people named?

{partnership} must decide whether the death of the person known here as {pseudonym} calls for a {review_name}. The \
people concerned are named on the sheet that comes separately.

Please tell us whether your organisation had any contact with them. If it had, please add in a few lines when, of \
what kind, and whether you know of domestic abuse. If it had none, please say so: that is an answer we need as much.

Please also secure your records, as our other notice asks.

{partnership}
{contact_email}
{contact_telephone}
"""

INFORMATION_REQUEST = """\
To: the agency named on the request

Our reference: {reference}
{today}
OFFICIAL-SENSITIVE

Request for your agency's report

A {review_name} is being held under the {law}. Its terms of reference come with this letter. Please send us, by the \
date on your request:

1. a chronology of your agency's contact with the people named on the sheet that comes separately;
2. your agency's own report: what was done, why, what good practice there was, and what you have learnt;
3. your agency's recommendations to itself, each with an owner and a date.

The author should not have been involved in the case, nor manage anybody who was. A senior manager signs the report \
off. Where your contact was slight a summary is enough; where there was none, please answer that there was none.

Everything about this review is restricted until it is published. If you cannot keep to the date, tell us early.

{partnership}
{contact_email}
{contact_telephone}
"""

PANEL_INVITATION = """\
To: the agency named on the list attached

Our reference: {reference}
{today}
OFFICIAL-SENSITIVE

Invitation to the review panel

{partnership} is holding a {review_name}. We ask your organisation to name a member of its panel: somebody who can \
speak for it, who had no part in the case, and who does not manage anybody who had.

Members read restricted papers, attend every meeting, bring what their organisation knows, and take its answer to the \
final report. Before the first meeting each member signs the confidentiality agreement and declares any interest.

If your organisation cannot take part, please give us the reason in writing, so that it can be recorded.

{partnership}
{contact_email}
{contact_telephone}
"""

COMMISSIONER_COPY = """\
To: the Domestic Abuse Commissioner

Our reference: {reference}
{today}

Copy of a report: {title}

{partnership} held a {review_name} under the {law}. The Home Office has completed quality assurance. With this letter \
we send you the report, as the Act asks of the body that set the review up.

The report is the anonymised version. It holds no information about patients that could identify them. Please let us \
know that you have received it.

{partnership}
{contact_email}
{contact_telephone}
"""

PCC_COPY = """\
To: the Office of the Police and Crime Commissioner

Our reference: {reference}
{today}

Copy of a report: {title}

{partnership} has completed a {review_name}. With this letter we send you the anonymised report and its action plan. \
Please keep them restricted until the report is published; we will tell you the date.

{partnership}
{contact_email}
{contact_telephone}
"""

FAMILY_READING = """\
Our reference: {reference}
{today}

The report is ready for you to read

The panel of the {review_name} has finished the draft of its report. You may read it before anybody outside the review \
does, as much or as little of it as you wish. It describes what happened, and some of it will be hard to read. You can \
have your advocate, or somebody else you trust, with you.

Please tell us what is wrong, what is missing, and what you would like said differently. We answer every point in \
writing. Where the panel does not follow you, the report will say what you said.

The draft is not public. We will agree with you how you read it, and for how long.

If you would rather not read it, or not now, tell us and we will do as you ask.

{partnership}
{contact_address}
{contact_email}
{contact_telephone}
"""

FAMILY_PUBLICATION = """\
Our reference: {reference}
{today}

Before the report is published

The Home Office has looked at the report of the {review_name} and it can be published. We would like to agree the day \
with you first. Please tell us which days you would find hard, such as a birthday or an anniversary, and we will \
keep clear of them.

The report names nobody: it uses the pseudonym {pseudonym}. You will have your own copy before it is published, and we \
will tell you on the day. Newspapers may write about it. You need not speak to anybody; if somebody asks you, you may \
send them to us.

If anything in the report could still tell people who you are, please say so. It will not be published before that has \
been looked at.

{partnership}
{contact_address}
{contact_email}
{contact_telephone}
"""
