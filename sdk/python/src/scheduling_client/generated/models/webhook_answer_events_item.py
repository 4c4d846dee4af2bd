from typing import Literal

WebhookAnswerEventsItem = Literal[
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

WEBHOOK_ANSWER_EVENTS_ITEM_VALUES: set[WebhookAnswerEventsItem] = {
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


def check_webhook_answer_events_item(value: str) -> WebhookAnswerEventsItem:
    if value in WEBHOOK_ANSWER_EVENTS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WEBHOOK_ANSWER_EVENTS_ITEM_VALUES!r}"
    )
