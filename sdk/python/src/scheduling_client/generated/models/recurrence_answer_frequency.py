from typing import Literal

RecurrenceAnswerFrequency = Literal["daily", "monthly", "weekly"]

RECURRENCE_ANSWER_FREQUENCY_VALUES: set[RecurrenceAnswerFrequency] = {
    "daily",
    "monthly",
    "weekly",
}


def check_recurrence_answer_frequency(value: str) -> RecurrenceAnswerFrequency:
    if value in RECURRENCE_ANSWER_FREQUENCY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RECURRENCE_ANSWER_FREQUENCY_VALUES!r}"
    )
