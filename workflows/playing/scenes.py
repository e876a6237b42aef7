"""Which scene takes a review to which stage? The main line in order, and the scene of each stage."""

from collections.abc import Callable, Mapping

from dhr_cases.actions.core import as_of, known_as
from dhr_cases.models import PartialDate, Provenance
from dhr_cases.stages import Stage
from workflows.playing import beginning, gathering, publishing, writing
from workflows.playing.play import Play

Scene = Callable[[Play], None]
S = Stage

SCENES: Mapping[Stage, Scene] = {
    S.LEAD_AGREED: beginning.agree_lead,
    S.SCOPING: beginning.start_scoping,
    S.DECIDED_REVIEW: beginning.decide,
    S.HO_NOTIFIED: beginning.tell_home_office,
    S.FAMILY_CONTACTED: beginning.tell_family,
    S.CHAIR_APPOINTED: beginning.appoint_chair,
    S.PANEL_FORMED: beginning.form_panel,
    S.TOR_AGREED: beginning.agree_terms,
    S.INFO_REQUESTED: gathering.send_requests,
    S.INFO_IN: gathering.gather_returns,
    S.PANEL_WORK: gathering.start_panel_work,
    S.DRAFTING: writing.start_drafting,
    S.FAMILY_REVIEW: writing.send_for_reading,
    S.PANEL_APPROVED: writing.approve,
    S.CSP_SIGNED_OFF: writing.sign_off,
    S.SUBMITTED: writing.submit,
    S.AT_QA: writing.record_board,
    S.AMENDING: writing.record_letter,
    S.QA_CLEARED: writing.clear,
    S.PRE_PUBLICATION: publishing.prepare_publication,
    S.PUBLISHED: publishing.publish,
    S.LEARNING: publishing.start_learning,
    S.MONITORING: publishing.start_monitoring,
    S.CLOSED: publishing.close,
}
"""The main line, in the order of a review that runs to its end."""

MAIN_LINE: tuple[Stage, ...] = (S.REFERRED, *SCENES)


def perform(play: Play, scene: Scene, day: PartialDate, provenance: Provenance = Provenance.RECORDED) -> None:
    """Play one scene as of a day; raises what an act refuses."""
    play.day = day
    with as_of(day), known_as(provenance):
        scene(play)


def perform_until(play: Play, last: Stage, days: Mapping[Stage, PartialDate]) -> None:
    """Play the main line up to a stage, each scene on its day."""
    for stage in MAIN_LINE[1 : MAIN_LINE.index(last) + 1]:
        perform(play, SCENES[stage], days[stage])
