from typing import Literal

BookingAnswerDeclineCauseType1 = Literal["expired", "host"]

BOOKING_ANSWER_DECLINE_CAUSE_TYPE_1_VALUES: set[BookingAnswerDeclineCauseType1] = {
    "expired",
    "host",
}


def check_booking_answer_decline_cause_type_1(
    value: str,
) -> BookingAnswerDeclineCauseType1:
    if value in BOOKING_ANSWER_DECLINE_CAUSE_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_ANSWER_DECLINE_CAUSE_TYPE_1_VALUES!r}"
    )
