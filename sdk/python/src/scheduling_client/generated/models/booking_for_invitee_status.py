from typing import Literal

BookingForInviteeStatus = Literal[
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
]

BOOKING_FOR_INVITEE_STATUS_VALUES: set[BookingForInviteeStatus] = {
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
}


def check_booking_for_invitee_status(value: str) -> BookingForInviteeStatus:
    if value in BOOKING_FOR_INVITEE_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_FOR_INVITEE_STATUS_VALUES!r}"
    )
