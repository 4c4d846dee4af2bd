from typing import Literal

ReasonAnswerPeriodType1 = Literal["day", "month", "week"]

REASON_ANSWER_PERIOD_TYPE_1_VALUES: set[ReasonAnswerPeriodType1] = {
    "day",
    "month",
    "week",
}


def check_reason_answer_period_type_1(value: str) -> ReasonAnswerPeriodType1:
    if value in REASON_ANSWER_PERIOD_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REASON_ANSWER_PERIOD_TYPE_1_VALUES!r}"
    )
