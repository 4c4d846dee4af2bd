from typing import Literal

ListBookingsStatus = Literal[
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
]

LIST_BOOKINGS_STATUS_VALUES: set[ListBookingsStatus] = {
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
}


def check_list_bookings_status(value: str) -> ListBookingsStatus:
    if value in LIST_BOOKINGS_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_BOOKINGS_STATUS_VALUES!r}"
    )
