from typing import Literal

ReminderAnswerHostItem = Literal["15m", "1h", "24h", "2h", "30m", "48h"]

REMINDER_ANSWER_HOST_ITEM_VALUES: set[ReminderAnswerHostItem] = {
    "15m",
    "1h",
    "24h",
    "2h",
    "30m",
    "48h",
}


def check_reminder_answer_host_item(value: str) -> ReminderAnswerHostItem:
    if value in REMINDER_ANSWER_HOST_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REMINDER_ANSWER_HOST_ITEM_VALUES!r}"
    )
