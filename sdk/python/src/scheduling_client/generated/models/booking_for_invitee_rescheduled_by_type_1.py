from typing import Literal

BookingForInviteeRescheduledByType1 = Literal["host", "invitee"]

BOOKING_FOR_INVITEE_RESCHEDULED_BY_TYPE_1_VALUES: set[
    BookingForInviteeRescheduledByType1
] = {
    "host",
    "invitee",
}


def check_booking_for_invitee_rescheduled_by_type_1(
    value: str,
) -> BookingForInviteeRescheduledByType1:
    if value in BOOKING_FOR_INVITEE_RESCHEDULED_BY_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_FOR_INVITEE_RESCHEDULED_BY_TYPE_1_VALUES!r}"
    )
