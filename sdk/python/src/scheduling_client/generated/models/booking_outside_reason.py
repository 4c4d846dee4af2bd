from typing import Literal

BookingOutsideReason = Literal["blocked", "outside_hours"]

BOOKING_OUTSIDE_REASON_VALUES: set[BookingOutsideReason] = {
    "blocked",
    "outside_hours",
}


def check_booking_outside_reason(value: str) -> BookingOutsideReason:
    if value in BOOKING_OUTSIDE_REASON_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_OUTSIDE_REASON_VALUES!r}"
    )
