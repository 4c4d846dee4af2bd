from typing import Literal

TeamEventTypeInputColorType2Type1 = Literal[
    "blue", "gray", "green", "mint", "orange", "purple", "red"
]

TEAM_EVENT_TYPE_INPUT_COLOR_TYPE_2_TYPE_1_VALUES: set[
    TeamEventTypeInputColorType2Type1
] = {
    "blue",
    "gray",
    "green",
    "mint",
    "orange",
    "purple",
    "red",
}


def check_team_event_type_input_color_type_2_type_1(
    value: str,
) -> TeamEventTypeInputColorType2Type1:
    if value in TEAM_EVENT_TYPE_INPUT_COLOR_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TEAM_EVENT_TYPE_INPUT_COLOR_TYPE_2_TYPE_1_VALUES!r}"
    )
