from typing import Literal

BookingAnswerRescheduledByType1 = Literal["host", "invitee"]

BOOKING_ANSWER_RESCHEDULED_BY_TYPE_1_VALUES: set[BookingAnswerRescheduledByType1] = {
    "host",
    "invitee",
}


def check_booking_answer_rescheduled_by_type_1(
    value: str,
) -> BookingAnswerRescheduledByType1:
    if value in BOOKING_ANSWER_RESCHEDULED_BY_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_ANSWER_RESCHEDULED_BY_TYPE_1_VALUES!r}"
    )
