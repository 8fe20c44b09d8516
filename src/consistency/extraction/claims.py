"""All claims of an analysed text, family by family."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from consistency.extraction.ages import age_claims
from consistency.extraction.alternatives import alternative_claims
from consistency.extraction.amounts import change_claims
from consistency.extraction.analysis import Analysis
from consistency.extraction.courses import course_claims
from consistency.extraction.descriptions import description_claims
from consistency.extraction.details import detail_claims
from consistency.extraction.events import date_claims, participant_claims
from consistency.extraction.figures import figure_claims
from consistency.extraction.formats import format_claims
from consistency.extraction.kinships import kinship_claims
from consistency.extraction.lasting import lasting_claims
from consistency.extraction.measure_kinds import measure_claims
from consistency.extraction.names import name_claims
from consistency.extraction.office_takings import taking_claims
from consistency.extraction.offices import office_claims
from consistency.extraction.originators import originator_claims
from consistency.extraction.origins import origin_claims
from consistency.extraction.outcomes import outcome_claims
from consistency.extraction.parties import party_claims
from consistency.extraction.places import direction_claims
from consistency.extraction.plans import plan_claims
from consistency.extraction.positions import position_claims
from consistency.extraction.reaches import reach_claims
from consistency.extraction.recounts import recount_claims
from consistency.extraction.responsibility import responsibility_claims
from consistency.extraction.sentence_facts import sentence_fact_claims
from consistency.extraction.sentences import sentence_claims
from consistency.extraction.sequences import sequence_claims
from consistency.extraction.shares import share_claims
from consistency.extraction.sites import site_claims
from consistency.extraction.spells import spell_claims
from consistency.extraction.spots import spot_claims
from consistency.extraction.stages import stage_claims
from consistency.extraction.stances import stance_claims
from consistency.extraction.standings import standing_claims
from consistency.extraction.statements import quote_claims, statement_claims
from consistency.extraction.tallies import tally_claims
from consistency.extraction.totals import total_claims
from consistency.extraction.traits import trait_claims
from consistency.extraction.weekdays import weekday_claims
from consistency.model import Claim

# One reader a family of claims. A new family adds its reader here and its rules under rules/.
READERS: tuple[Callable[[Analysis], Iterator[Claim]], ...] = (
    sentence_claims,
    office_claims,
    taking_claims,
    name_claims,
    change_claims,
    origin_claims,
    responsibility_claims,
    originator_claims,
    plan_claims,
    figure_claims,
    measure_claims,
    reach_claims,
    spell_claims,
    lasting_claims,
    date_claims,
    participant_claims,
    party_claims,
    stance_claims,
    position_claims,
    outcome_claims,
    statement_claims,
    quote_claims,
    sequence_claims,
    direction_claims,
    site_claims,
    spot_claims,
    format_claims,
    age_claims,
    kinship_claims,
    alternative_claims,
    description_claims,
    trait_claims,
    standing_claims,
    tally_claims,
    detail_claims,
    share_claims,
    total_claims,
    course_claims,
    stage_claims,
    recount_claims,
    weekday_claims,
    sentence_fact_claims,
)


def claims_of(analysis: Analysis) -> list[Claim]:
    """Return the claims of a text in the order of their evidence."""
    claims = [claim for reader in READERS for claim in reader(analysis)]
    return sorted(claims, key=_place)


def _place(claim: Claim) -> tuple[int, int, str]:
    first = claim.evidence[0]
    return first.start or 0, first.end or 0, claim.kind
