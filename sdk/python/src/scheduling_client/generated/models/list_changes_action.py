from typing import Literal

ListChangesAction = Literal[
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

LIST_CHANGES_ACTION_VALUES: set[ListChangesAction] = {
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


def check_list_changes_action(value: str) -> ListChangesAction:
    if value in LIST_CHANGES_ACTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_CHANGES_ACTION_VALUES!r}"
    )
