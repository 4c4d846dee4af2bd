from typing import Literal

EventTypeInputColorType1 = Literal[
    "blue", "gray", "green", "mint", "orange", "purple", "red"
]

EVENT_TYPE_INPUT_COLOR_TYPE_1_VALUES: set[EventTypeInputColorType1] = {
    "blue",
    "gray",
    "green",
    "mint",
    "orange",
    "purple",
    "red",
}


def check_event_type_input_color_type_1(value: str) -> EventTypeInputColorType1:
    if value in EVENT_TYPE_INPUT_COLOR_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EVENT_TYPE_INPUT_COLOR_TYPE_1_VALUES!r}"
    )
