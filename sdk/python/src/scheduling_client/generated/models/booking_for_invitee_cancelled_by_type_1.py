from typing import Literal

BookingForInviteeCancelledByType1 = Literal["host", "invitee"]

BOOKING_FOR_INVITEE_CANCELLED_BY_TYPE_1_VALUES: set[
    BookingForInviteeCancelledByType1
] = {
    "host",
    "invitee",
}


def check_booking_for_invitee_cancelled_by_type_1(
    value: str,
) -> BookingForInviteeCancelledByType1:
    if value in BOOKING_FOR_INVITEE_CANCELLED_BY_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BOOKING_FOR_INVITEE_CANCELLED_BY_TYPE_1_VALUES!r}"
    )
