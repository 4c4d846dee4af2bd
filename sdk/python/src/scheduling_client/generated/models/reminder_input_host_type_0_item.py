from typing import Literal

ReminderInputHostType0Item = Literal["15m", "1h", "24h", "2h", "30m", "48h"]

REMINDER_INPUT_HOST_TYPE_0_ITEM_VALUES: set[ReminderInputHostType0Item] = {
    "15m",
    "1h",
    "24h",
    "2h",
    "30m",
    "48h",
}


def check_reminder_input_host_type_0_item(value: str) -> ReminderInputHostType0Item:
    if value in REMINDER_INPUT_HOST_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REMINDER_INPUT_HOST_TYPE_0_ITEM_VALUES!r}"
    )
