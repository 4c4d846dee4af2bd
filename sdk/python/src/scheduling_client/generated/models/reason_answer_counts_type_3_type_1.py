from typing import Literal

ReasonAnswerCountsType3Type1 = Literal["event_type", "user"]

REASON_ANSWER_COUNTS_TYPE_3_TYPE_1_VALUES: set[ReasonAnswerCountsType3Type1] = {
    "event_type",
    "user",
}


def check_reason_answer_counts_type_3_type_1(
    value: str,
) -> ReasonAnswerCountsType3Type1:
    if value in REASON_ANSWER_COUNTS_TYPE_3_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REASON_ANSWER_COUNTS_TYPE_3_TYPE_1_VALUES!r}"
    )
