from typing import Literal

EventTypeAnswerSchedulingTypeType3Type1 = Literal[
    "collective", "individual", "round_robin"
]

EVENT_TYPE_ANSWER_SCHEDULING_TYPE_TYPE_3_TYPE_1_VALUES: set[
    EventTypeAnswerSchedulingTypeType3Type1
] = {
    "collective",
    "individual",
    "round_robin",
}


def check_event_type_answer_scheduling_type_type_3_type_1(
    value: str,
) -> EventTypeAnswerSchedulingTypeType3Type1:
    if value in EVENT_TYPE_ANSWER_SCHEDULING_TYPE_TYPE_3_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EVENT_TYPE_ANSWER_SCHEDULING_TYPE_TYPE_3_TYPE_1_VALUES!r}"
    )
