from typing import Literal

BookingAnswerStatus = Literal[
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
]

BOOKING_ANSWER_STATUS_VALUES: set[BookingAnswerStatus] = {
    "cancelled",
    "completed",
    "confirmed",
    "declined",
    "no_show",
    "pending",
    "rescheduled",
}


def check_booking_answer_status(value: str) -> BookingAnswerStatus:
    if value in BOOKING_ANSWER_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_ANSWER_STATUS_VALUES!r}"
    )
