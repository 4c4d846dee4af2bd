from typing import Literal

BookingForInviteeRescheduledByType2Type1 = Literal["host", "invitee"]

BOOKING_FOR_INVITEE_RESCHEDULED_BY_TYPE_2_TYPE_1_VALUES: set[
    BookingForInviteeRescheduledByType2Type1
] = {
    "host",
    "invitee",
}


def check_booking_for_invitee_rescheduled_by_type_2_type_1(
    value: str,
) -> BookingForInviteeRescheduledByType2Type1:
    if value in BOOKING_FOR_INVITEE_RESCHEDULED_BY_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_FOR_INVITEE_RESCHEDULED_BY_TYPE_2_TYPE_1_VALUES!r}"
    )
