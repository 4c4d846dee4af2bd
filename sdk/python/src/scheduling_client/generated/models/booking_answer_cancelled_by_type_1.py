from typing import Literal

BookingAnswerCancelledByType1 = Literal["host", "invitee"]

BOOKING_ANSWER_CANCELLED_BY_TYPE_1_VALUES: set[BookingAnswerCancelledByType1] = {
    "host",
    "invitee",
}


def check_booking_answer_cancelled_by_type_1(
    value: str,
) -> BookingAnswerCancelledByType1:
    if value in BOOKING_ANSWER_CANCELLED_BY_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_ANSWER_CANCELLED_BY_TYPE_1_VALUES!r}"
    )
