from typing import Literal

ChangeAnswerAction = Literal[
    "archived",
    "cancelled",
    "completed",
    "confirmed",
    "created",
    "declined",
    "deleted",
    "no_show",
    "reassigned",
    "rescheduled",
    "resent",
    "updated",
]

CHANGE_ANSWER_ACTION_VALUES: set[ChangeAnswerAction] = {
    "archived",
    "cancelled",
    "completed",
    "confirmed",
    "created",
    "declined",
    "deleted",
    "no_show",
    "reassigned",
    "rescheduled",
    "resent",
    "updated",
}


def check_change_answer_action(value: str) -> ChangeAnswerAction:
    if value in CHANGE_ANSWER_ACTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CHANGE_ANSWER_ACTION_VALUES!r}"
    )
