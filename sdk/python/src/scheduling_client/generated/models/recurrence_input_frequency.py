from typing import Literal

RecurrenceInputFrequency = Literal["daily", "monthly", "weekly"]

RECURRENCE_INPUT_FREQUENCY_VALUES: set[RecurrenceInputFrequency] = {
    "daily",
    "monthly",
    "weekly",
}


def check_recurrence_input_frequency(value: str) -> RecurrenceInputFrequency:
    if value in RECURRENCE_INPUT_FREQUENCY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RECURRENCE_INPUT_FREQUENCY_VALUES!r}"
    )
