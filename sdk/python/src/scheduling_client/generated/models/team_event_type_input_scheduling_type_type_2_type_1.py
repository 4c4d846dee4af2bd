from typing import Literal

TeamEventTypeInputSchedulingTypeType2Type1 = Literal[
    "collective", "individual", "round_robin"
]

TEAM_EVENT_TYPE_INPUT_SCHEDULING_TYPE_TYPE_2_TYPE_1_VALUES: set[
    TeamEventTypeInputSchedulingTypeType2Type1
] = {
    "collective",
    "individual",
    "round_robin",
}


def check_team_event_type_input_scheduling_type_type_2_type_1(
    value: str,
) -> TeamEventTypeInputSchedulingTypeType2Type1:
    if value in TEAM_EVENT_TYPE_INPUT_SCHEDULING_TYPE_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TEAM_EVENT_TYPE_INPUT_SCHEDULING_TYPE_TYPE_2_TYPE_1_VALUES!r}"
    )
