from typing import Literal

BroughtAlongStatus = Literal[
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
]

BROUGHT_ALONG_STATUS_VALUES: set[BroughtAlongStatus] = {
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
}


def check_brought_along_status(value: str) -> BroughtAlongStatus:
    if value in BROUGHT_ALONG_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BROUGHT_ALONG_STATUS_VALUES!r}"
    )
