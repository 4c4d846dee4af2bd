from typing import Literal

ExportBookingsStatus = Literal[
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
]

EXPORT_BOOKINGS_STATUS_VALUES: set[ExportBookingsStatus] = {
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
}


def check_export_bookings_status(value: str) -> ExportBookingsStatus:
    if value in EXPORT_BOOKINGS_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXPORT_BOOKINGS_STATUS_VALUES!r}"
    )
