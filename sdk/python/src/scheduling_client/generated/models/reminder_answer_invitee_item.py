from typing import Literal

ReminderAnswerInviteeItem = Literal["15m", "1h", "24h", "2h", "30m", "48h"]

REMINDER_ANSWER_INVITEE_ITEM_VALUES: set[ReminderAnswerInviteeItem] = {
    "15m",
    "1h",
    "24h",
    "2h",
    "30m",
    "48h",
}


def check_reminder_answer_invitee_item(value: str) -> ReminderAnswerInviteeItem:
    if value in REMINDER_ANSWER_INVITEE_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REMINDER_ANSWER_INVITEE_ITEM_VALUES!r}"
    )
