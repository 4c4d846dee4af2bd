from typing import Literal

WebhookInputEventsType0Item = Literal[
    "booking.cancelled",
    "booking.completed",
    "booking.confirmed",
    "booking.created",
    "booking.declined",
    "booking.no_show",
    "booking.reassigned",
    "booking.rescheduled",
    "hold.expired",
]

WEBHOOK_INPUT_EVENTS_TYPE_0_ITEM_VALUES: set[WebhookInputEventsType0Item] = {
    "booking.cancelled",
    "booking.completed",
    "booking.confirmed",
    "booking.created",
    "booking.declined",
    "booking.no_show",
    "booking.reassigned",
    "booking.rescheduled",
    "hold.expired",
}


def check_webhook_input_events_type_0_item(value: str) -> WebhookInputEventsType0Item:
    if value in WEBHOOK_INPUT_EVENTS_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WEBHOOK_INPUT_EVENTS_TYPE_0_ITEM_VALUES!r}"
    )
