from typing import Literal

EventTypeAnswerColor = Literal[
    "blue", "gray", "green", "mint", "orange", "purple", "red"
]

EVENT_TYPE_ANSWER_COLOR_VALUES: set[EventTypeAnswerColor] = {
    "blue",
    "gray",
    "green",
    "mint",
    "orange",
    "purple",
    "red",
}


def check_event_type_answer_color(value: str) -> EventTypeAnswerColor:
    if value in EVENT_TYPE_ANSWER_COLOR_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EVENT_TYPE_ANSWER_COLOR_VALUES!r}"
    )
