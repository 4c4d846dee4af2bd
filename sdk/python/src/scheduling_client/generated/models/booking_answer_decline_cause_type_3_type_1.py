from typing import Literal

BookingAnswerDeclineCauseType3Type1 = Literal["expired", "host"]

BOOKING_ANSWER_DECLINE_CAUSE_TYPE_3_TYPE_1_VALUES: set[
    BookingAnswerDeclineCauseType3Type1
] = {
    "expired",
    "host",
}


def check_booking_answer_decline_cause_type_3_type_1(
    value: str,
) -> BookingAnswerDeclineCauseType3Type1:
    if value in BOOKING_ANSWER_DECLINE_CAUSE_TYPE_3_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_ANSWER_DECLINE_CAUSE_TYPE_3_TYPE_1_VALUES!r}"
    )
