"""What the Code wants, check by check: small functions under the names that the Code's files use."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.domain.code_checks import behaviour, clocks, exclusions, letters, ombudsman, service, stages
from portal.domain.provisions import Check

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        check.__name__: check
        for check in (
            service.definition,
            service.service_request,
            service.several_channels,
            service.adjustments_offered,
            service.representative,
            service.complaints_officer,
            service.remedies,
            service.money,
            exclusions.exclusions_named,
            exclusions.fair_exclusions,
            exclusions.no_blanket_exclusions,
            exclusions.time_limit,
            stages.no_informal_stage,
            stages.no_further_names,
            stages.two_stages,
            stages.third_stage_explained,
            stages.third_stage_with_residents,
            stages.third_stage_optional,
            stages.goes_on,
            stages.somebody_else,
            stages.no_reasons_needed,
            stages.no_gate,
            stages.road_stays_open,
            stages.window,
            stages.window_set,
            clocks.first_acknowledged,
            clocks.second_acknowledged,
            clocks.first_answered,
            clocks.second_answered,
            clocks.first_extension,
            clocks.second_extension,
            clocks.clock_never_stops,
            letters.first_letter,
            letters.second_letter,
            letters.new_issues_join,
            behaviour.behaviour_described,
            behaviour.behaviour_is_behaviour,
            behaviour.restriction_in_proportion,
            ombudsman.road_to_ombudsman,
            ombudsman.no_designated_person,
            ombudsman.current_contacts,
        )
    }
)
