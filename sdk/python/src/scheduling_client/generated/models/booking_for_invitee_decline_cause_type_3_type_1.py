from typing import Literal

BookingForInviteeDeclineCauseType3Type1 = Literal["expired", "host"]

BOOKING_FOR_INVITEE_DECLINE_CAUSE_TYPE_3_TYPE_1_VALUES: set[
    BookingForInviteeDeclineCauseType3Type1
] = {
    "expired",
    "host",
}


def check_booking_for_invitee_decline_cause_type_3_type_1(
    value: str,
) -> BookingForInviteeDeclineCauseType3Type1:
    if value in BOOKING_FOR_INVITEE_DECLINE_CAUSE_TYPE_3_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_FOR_INVITEE_DECLINE_CAUSE_TYPE_3_TYPE_1_VALUES!r}"
    )
