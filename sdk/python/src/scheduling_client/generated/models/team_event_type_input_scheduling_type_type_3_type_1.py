from typing import Literal

TeamEventTypeInputSchedulingTypeType3Type1 = Literal[
    "collective", "individual", "round_robin"
]

TEAM_EVENT_TYPE_INPUT_SCHEDULING_TYPE_TYPE_3_TYPE_1_VALUES: set[
    TeamEventTypeInputSchedulingTypeType3Type1
] = {
    "collective",
    "individual",
    "round_robin",
}


def check_team_event_type_input_scheduling_type_type_3_type_1(
    value: str,
) -> TeamEventTypeInputSchedulingTypeType3Type1:
    if value in TEAM_EVENT_TYPE_INPUT_SCHEDULING_TYPE_TYPE_3_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TEAM_EVENT_TYPE_INPUT_SCHEDULING_TYPE_TYPE_3_TYPE_1_VALUES!r}"
    )
