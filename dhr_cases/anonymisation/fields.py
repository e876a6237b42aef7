"""Is a field identifying, sensitive or open? Every field of every record of ours has one class and no default.

- identifying: tells who somebody is, or leads to it. Never leaves the circle of the review.
- sensitive: names nobody, but together with other facts could, or is restricted for another reason.
- open: may stand in a letter or in a public record as it is.

History copies have the classes of the record they copy. A foreign key to an account or a person is identifying,
since it leads to a name. Whole files and free text that people write about the case are never open.
Source: domain rules of anonymisation [K]/[D]; names of staff never, ages and days generalised.
"""

from collections.abc import Mapping

from django.db.models import Model

from dhr_cases.anonymisation.event_fields import EVENT_FIELDS
from dhr_cases.anonymisation.feedback_fields import FEEDBACK_FIELDS
from dhr_cases.anonymisation.field_classes import FieldClass
from dhr_cases.anonymisation.field_classes import classes as _classes
from dhr_cases.anonymisation.meeting_fields import MEETING_FIELDS
from dhr_cases.anonymisation.pack_fields import PACK_FIELDS
from dhr_cases.anonymisation.theme_fields import THEME_FIELDS


class UnclassifiedFieldError(LookupError):
    """A field has no class: nobody has said yet how far it may travel."""


FIELDS: Mapping[str, Mapping[str, FieldClass]] = {
    "User": _classes(
        identifying="id email full_name job_title telephone last_login password calendar_key",
        sensitive="home_seen_at digest_sent_on wants_digest is_active is_superuser joined_at groups user_permissions",
    ),
    "AccountChange": _classes(identifying="account by", sensitive="reason detail", open_="id kind at"),
    "Organisation": _classes(
        sensitive="contact_email",
        open_="id code name short_name kind starts_on ends_on is_statutory_partner is_domestic_abuse_specialist "
        "is_planned source",
    ),
    "OrganisationName": _classes(open_="id organisation name until"),
    "SectionNineStatus": _classes(open_="id organisation is_section_9_body starts_on source"),
    "Succession": _classes(open_="id predecessor successor effective_on shape share is_planned source"),
    "Partnership": _classes(
        open_="id code name is_home label_shown title_pattern brand_colour link_colour contact_email "
        "contact_telephone contact_address starts_on ends_on successor bodies"
    ),
    "LocalClock": _classes(open_="id partnership clock limit reason"),
    "LetterText": _classes(open_="id partnership kind text"),
    "Team": _classes(open_="id partnership role group"),
    "TeamMembership": _classes(identifying="user", sensitive="reason", open_="id team organisation starts_on ends_on"),
    "Case": _classes(
        sensitive="death_date referred_by referral_route joint_note custodian",
        open_="id reference public_title pseudonym regime stage stage_since resumes_at lead_csp joint_csps "
        "managing_body transferred_to successor_of_csp death_type death_place_type has_multiple_deaths referred_on "
        "aware_on is_taken_on forgotten_on",
    ),
    "Person": _classes(
        identifying="id name aliases contact date_of_birth address advocate_name forename_consent",
        sensitive="pseudonym_reason family_asked_on relationship age_at_death_event sex ethnicity data_subject_status "
        "is_trial_witness wishes medium advocate_offered_on",
        open_="case part pseudonym",
    ),
    "FamilyContact": _classes(
        identifying="person summary through",
        sensitive="on medium promise promise_due_on promise_kept_on",
        open_="id case",
    ),
    "CriteriaFacts": _classes(
        sensitive="relationship is_relative is_intimate is_same_household is_same_household_only age_deceased "
        "age_other conduct_types note",
        open_="id case",
    ),
    "Consultation": _classes(sensitive="view is_dissent reasons", open_="id case organisation on"),
    "Decision": _classes(
        identifying="signed_by",
        sensitive="reasons dissent meets_section_9 meets_section_8a",
        open_="id case outcome alternative on regime",
    ),
    "HomeOfficeNotice": _classes(sensitive="sent_to reference reply_note", open_="id case on reply_on reply"),
    "CaseEvent": _classes(
        identifying="by subject subject_id detail",
        sensitive="reason",
        open_="id case kind on stage moved by_role provenance replaces recorded_at",
    ),
    "Hold": _classes(
        sensitive="view_of_police goes_on is_home_office_told is_family_told note",
        open_="id case reason scope starts_on ends_on resume_expected_on",
    ),
    "Extension": _classes(
        identifying="agreed_by",
        sensitive="reason is_home_office_told",
        open_="id case clock request new_due_on agreed_on reason_code",
    ),
    "Lateness": _classes(sensitive="reason", open_="id case clock reason_code"),
    "ParallelProceeding": _classes(
        identifying="reference contact", sensitive="state starts_on ends_on outcome", open_="id case kind"
    ),
    "Quote": _classes(identifying="supplier", sensitive="amount_pence note", open_="id case received_on"),
    "Appointment": _classes(
        identifying="user",
        sensitive="contract_reference fee_pence day_rate_pence days_estimated independence_statement choice_reason",
        open_="id case post appointed_on ended_on",
    ),
    "Declaration": _classes(identifying="user", sensitive="has_interest text decision", open_="id case on"),
    "PanelSeat": _classes(
        identifying="user member_name",
        sensitive="excused_reason confidentiality_signed_on",
        open_="id case organisation job_title is_domestic_abuse_specialist is_excused starts_on ends_on",
    ),
    "TermsOfReference": _classes(
        sensitive="lines_of_enquiry family_view", open_="id case version scope_from scope_to agreed_on"
    ),
    "PanelMeeting": _classes(identifying="minutes", sensitive="place actions_agreed", open_="id case on was_quorate"),
    "Attendance": _classes(sensitive="declared", open_="id meeting seat was_present"),
    "Interview": _classes(identifying="person notes", sensitive="on is_refused agreed_with_police", open_="id case"),
    "ScopingReturn": _classes(
        identifying="contact_name contact_summary", sensitive="known", open_="id case organisation asked_on answered_on"
    ),
    "InformationRequest": _classes(
        identifying="author answer signed_off_by",
        sensitive="asks_for is_author_independent outcome_note times_chased last_chased_on",
        open_="id case organisation state asked_on due_on answer_kind returned_on accepted_on",
    ),
    "CaseMembership": _classes(
        identifying="user", sensitive="reason", open_="id case role organisation starts_on ends_on"
    ),
    "CaseUserPermission": _classes(identifying="user", open_="id permission content_object until"),
    "CaseGroupPermission": _classes(open_="id permission group content_object"),
    "RequestUserPermission": _classes(identifying="user", open_="id permission content_object until"),
    "Notice": _classes(identifying="to", sensitive="path", open_="id kind case queued_at sent_at attempts"),
    "Paper": _classes(sensitive="title custodian", open_="id case kind organisation"),
    "PaperVersion": _classes(
        identifying="file file_name added_by", sensitive="note", open_="id paper number size sha256 marking added_at"
    ),
    "DraftReading": _classes(
        identifying="person comments",
        sensitive="response has_disagreement",
        open_="id case organisation copy_number given_on due_on answered_on",
    ),
    "AgencyApproval": _classes(
        identifying="given_by", sensitive="note", open_="id case organisation round on is_approved"
    ),
    "SignOff": _classes(identifying="signed_by", sensitive="minute", open_="id case on"),
    "Submission": _classes(sensitive="sent_to", open_="id case round on board_on equality_covered anonymity_checked"),
    "QALetter": _classes(sensitive="praise", open_="id submission board_on letter_on outcome"),
    "QAPoint": _classes(
        sensitive="text response before_text after_text",
        open_="id letter number section is_accepted criterion done_on",
    ),
    "CopySent": _classes(sensitive="recipient_label basis", open_="id case recipient on"),
    "Publication": _classes(
        sensitive="dates_avoided withheld_reason is_withholding_agreed planned_on family_told_on embargo_until "
        "media_lines shows_progress",
        open_="id case published_on url withdrawn_on",
    ),
    "PublicationCheck": _classes(
        identifying="by",
        sensitive="note",
        open_="id case on is_passed names_removed dates_generalised marking_removed proceedings_safe",
    ),
    "Closure": _classes(sensitive="minute reason", open_="id case on"),
    "Recommendation": _classes(
        open_="id case position ref text scope kind heading strength addressee_text owner measure target_date"
    ),
    "Action": _classes(
        identifying="verified_by",
        sensitive="status_reason",
        open_="id recommendation text owner target_date status outcome completed_on verified_on is_end_accepted "
        "superseded_by due_on heard_on",
    ),
    "ActionUpdate": _classes(
        identifying="by",
        sensitive="progress reason by_role",
        open_="id action on status outcome expected_on organisation source recorded_at",
    ),
    "ActionEvidence": _classes(
        identifying="file added_by file_name",
        sensitive="text",
        open_="id action kind size sha256 organisation on recorded_at",
    ),
    "ActionVerification": _classes(identifying="by", sensitive="note", open_="id action verdict on recorded_at"),
    "ActionTransfer": _classes(
        identifying="by", sensitive="reason", open_="id action from_owner to_owner succession on recorded_at"
    ),
    "NationalSending": _classes(
        sensitive="means receipt_note reply_text",
        open_="id recommendation addressee sent_on receipt_on reply_on reply",
    ),
    "ActionTerms": _classes(open_="id partnership update_every_months reply_days"),
    "UpdateAsking": _classes(open_="id partnership organisation on actions recorded_at"),
    "Milestone": _classes(open_="id action text target_date reached_on"),
    "GrantYear": _classes(
        sensitive="note",
        open_="id partnership year name funder allocation_pence allocation_qualifier is_same_as_last_year rounds "
        "payments pot_numerator pot_denominator upfront_pence pot_pence does_pot_wait opens_on closes_on approver "
        "is_carry_allowed promised_until source is_invented closed_on",
    ),
    "BusinessCase": _classes(
        open_="id grant number kind state were_partners_involved was_checked sent_on decided_on paid_on closed_on"
    ),
    "GrantProject": _classes(
        sensitive="supplier delay_reason note",
        open_="id grant business_case key title purpose lead is_county_wide areas agreement_priorities "
        "plan_priorities state from_pot asked_pence amount_pence amount_qualifier outturn_pence source",
    ),
    "GrantOutput": _classes(open_="id project label planned is_planned_about actual is_actual_about"),
    "GrantAttendance": _classes(
        sensitive="note",
        open_="id project label capacity is_capacity_about booked is_booked_about attended is_attended_about",
    ),
    "GrantDecision": _classes(
        identifying="by", sensitive="reason decided_by", open_="id project kind outcome amount_pence on recorded_at"
    ),
    "GrantReturn": _classes(sensitive="progress", open_="id project kind on spent_pence is_on_track"),
    "GrantExtension": _classes(
        sensitive="asked_by asked_of reason answered_by", open_="id grant asked_on answer answered_on until"
    ),
    "GrantEnding": _classes(sensitive="decided_by reason", open_="id grant disposition amount_pence on"),
    "NeighbourProject": _classes(
        sensitive="supplier", open_="id kept_by year partnership_name title areas amount_pence source"
    ),
    "FundingSettings": _classes(
        open_="id partnership sight average_cost_pence average_cost_source answer_days payment_days invoice_columns"
    ),
    "ComplexityBand": _classes(open_="id partnership name cost_pence source"),
    "Nominee": _classes(identifying="user", sensitive="reason", open_="id partnership starts_on ends_on"),
    "RecordedGap": _classes(
        sensitive="text action closed_reason",
        open_="id partnership year amount_pence qualifier meeting minute stated_on owner closed_on",
    ),
    "FundingModel": _classes(open_="id partnership name covers"),
    "ModelVersion": _classes(
        identifying="adopted_by",
        sensitive="reason",
        open_="id model number first_year last_year state basis part_year underwriter rules meeting met_on minute "
        "adopted_on",
    ),
    "ModelParty": _classes(open_="id version organisation order is_left_out"),
    "Agreement": _classes(
        sensitive="reason in_kind_description",
        open_="id partnership organisation year version amount_pence qualifier state takes_over is_in_kind "
        "in_kind_value_pence decided_on effective_on working source",
    ),
    "SecondReading": _classes(identifying="by", sensitive="note", open_="id case kind digest is_passed at"),
    "ProtectedToken": _classes(
        identifying="person value variants note", sensitive="kind is_retired", open_="id case replacement"
    ),
    "LegalHold": _classes(identifying="asked_by", sensitive="reason end_reason", open_="id case starts_on ends_on"),
    "FindingDecision": _classes(
        identifying="by words fingerprint", sensitive="reason", open_="id case kind judgement replacement at"
    ),
    "ReportSection": _classes(identifying="author", sensitive="heading", open_="id case kind code position state"),
    "SectionVersion": _classes(
        identifying="by text", sensitive="note", open_="id section number origin based_on is_beside at"
    ),
    "SectionTyping": _classes(identifying="by text", open_="id section based_on at"),
    "SectionComment": _classes(
        identifying="by answered_by text answer_text",
        open_="id case section version_number reading number made_at answer answered_at",
    ),
    "ReadingAccess": _classes(identifying="reader", sensitive="revoked_reason", open_="id reading ends_on revoked_at"),
    "ReadingPassage": _classes(open_="id reading version position"),
    "ReadingOpening": _classes(sensitive="access", open_="id passage at"),
    "Criterion": _classes(open_="id partnership code position text source is_used"),
    "Assessment": _classes(sensitive="note", open_="id case criterion finding on"),
    "PaperOrder": _classes(
        identifying="ordered_by",
        sensitive="options fault",
        open_="id case kind file_format state step percent tries version ordered_at taken_at ended_at",
    ),
    "WordTemplate": _classes(
        identifying="added_by", sensitive="file file_name", open_="id partnership kind sha256 is_used added_at"
    ),
    "ReleaseScan": _classes(
        identifying="by findings", sensitive="register", open_="id version sha256 is_readable blocking undecided at"
    ),
    "ReleaseApproval": _classes(identifying="by", sensitive="reason", open_="id version scan sha256 is_given at"),
    "DateToAvoid": _classes(sensitive="name on", open_="id case days_around every_year is_ended"),
    "RecipientTold": _classes(identifying="who", sensitive="how", open_="id case told_on"),
    "PublicRecord": _classes(
        sensitive="case",
        open_="id partnership slug title pseudonym year state progress reason what_remains put_up_on "
        "taken_down_on version",
    ),
    "PublicFile": _classes(
        identifying="put_up_by",
        sensitive="paper_version",
        open_="id record kind label file file_name file_format size sha256 seal number correction_reason put_up_on "
        "taken_down_on taken_down_reason",
    ),
    "FundingRound": _classes(open_="id partnership year version started_on due_on closed_on"),
    "FundingRequest": _classes(
        identifying="answered_by",
        sensitive="why answer_reason order_number outcome",
        open_="id partnership organisation year agreement round succession amount_pence qualifier asking_body meeting "
        "met_on minute asked_on due_on chased_on state answer answered_on answered_pence journal closed_on",
    ),
    "RequestMessage": _classes(identifying="by", sensitive="text", open_="id request is_from_partner sent_at"),
    "CostLine": _classes(
        sensitive="description supplier appointment learning_review",
        open_="id partnership case cost_class basis band day_rate_pence days_estimated days_used expected_year "
        "is_settled settled_on source",
    ),
    "CostQuote": _classes(sensitive="supplier reason", open_="id cost_line amount_pence received_on is_chosen"),
    "Journal": _classes(
        identifying="prepared_by", sensitive="text source", open_="id partnership origin prepared_at reverses"
    ),
    "JournalLine": _classes(
        sensitive="document text",
        open_="id partnership kind year on due_on amount_pence qualifier organisation agreement cost_line project "
        "cost_class journal",
    ),
    "JournalDecision": _classes(identifying="by", sensitive="reason", open_="id journal is_approved decided_at"),
    "Entry": _classes(
        identifying="posted_by approved_by",
        sensitive="document text",
        open_="id partnership kind year on due_on amount_pence qualifier organisation agreement cost_line project "
        "cost_class line journal number account balance_pence digest posted_at",
    ),
    "YearEndDecision": _classes(
        identifying="decided_by",
        sensitive="reason",
        open_="id partnership year closing_pence carried_pence returned_pence returned_to released_pence decided_on "
        "meeting minute journal",
    ),
    "LearningEvent": _classes(
        identifying="by by_role",
        sensitive="reason detail",
        open_="id partnership kind on subject subject_id recorded_at",
    ),
    "GovernanceEvent": _classes(
        identifying="by by_role",
        sensitive="reason detail",
        open_="id partnership kind on subject subject_id recorded_at",
    ),
    "FundingEvent": _classes(
        identifying="by",
        sensitive="reason detail",
        open_="id partnership kind on year by_role subject subject_id recorded_at",
    ),
    "FundingProcess": _classes(
        sensitive="data parent_task seed_content_type seed_object_id artifact_content_type artifact_object_id",
        open_="id process_ptr flow_class status created finished partnership request round business_case",
    ),
    "CaseProcess": _classes(
        sensitive="data parent_task seed_content_type seed_object_id artifact_content_type artifact_object_id",
        open_="id process_ptr flow_class status created finished case request",
    ),
    **EVENT_FIELDS,
    **MEETING_FIELDS,
    **FEEDBACK_FIELDS,
    **THEME_FIELDS,
    **PACK_FIELDS,
}
"""Every record by name, every field by name. Change it in the same breath as the model."""


def record_of(model: type[Model]) -> str:
    """The name under which a model stands in the table; a history copy stands under what it copies."""
    copied = getattr(model, "instance_type", model)
    return str(copied.__name__)


def class_of(model: type[Model], field: str) -> FieldClass:
    """The class of one field; raises UnclassifiedFieldError for one that nobody has classified."""
    found = FIELDS.get(record_of(model), {}).get(field)
    if found is None:
        raise UnclassifiedFieldError(f"{record_of(model)}.{field} has no class: add it to {__name__}.")
    return found


__all__ = ["FIELDS", "FieldClass", "UnclassifiedFieldError", "class_of", "record_of"]
