from typing import Literal

AnalyticsAnswerBy = Literal["creation", "meeting"]

ANALYTICS_ANSWER_BY_VALUES: set[AnalyticsAnswerBy] = {
    "creation",
    "meeting",
}


def check_analytics_answer_by(value: str) -> AnalyticsAnswerBy:
    if value in ANALYTICS_ANSWER_BY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ANALYTICS_ANSWER_BY_VALUES!r}"
    )
