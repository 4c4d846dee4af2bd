from typing import Literal

EventTypeAnswerSchedulingTypeType2Type1 = Literal[
    "collective", "individual", "round_robin"
]

EVENT_TYPE_ANSWER_SCHEDULING_TYPE_TYPE_2_TYPE_1_VALUES: set[
    EventTypeAnswerSchedulingTypeType2Type1
] = {
    "collective",
    "individual",
    "round_robin",
}


def check_event_type_answer_scheduling_type_type_2_type_1(
    value: str,
) -> EventTypeAnswerSchedulingTypeType2Type1:
    if value in EVENT_TYPE_ANSWER_SCHEDULING_TYPE_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EVENT_TYPE_ANSWER_SCHEDULING_TYPE_TYPE_2_TYPE_1_VALUES!r}"
    )
