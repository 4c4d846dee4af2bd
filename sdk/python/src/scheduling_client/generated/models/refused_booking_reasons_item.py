from typing import Literal

RefusedBookingReasonsItem = Literal[
    "blocked",
    "limit_reached",
    "not_member",
    "off_grid",
    "outside_hours",
    "same_host",
    "slot_taken",
    "too_far",
    "too_soon",
]

REFUSED_BOOKING_REASONS_ITEM_VALUES: set[RefusedBookingReasonsItem] = {
    "blocked",
    "limit_reached",
    "not_member",
    "off_grid",
    "outside_hours",
    "same_host",
    "slot_taken",
    "too_far",
    "too_soon",
}


def check_refused_booking_reasons_item(value: str) -> RefusedBookingReasonsItem:
    if value in REFUSED_BOOKING_REASONS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REFUSED_BOOKING_REASONS_ITEM_VALUES!r}"
    )
