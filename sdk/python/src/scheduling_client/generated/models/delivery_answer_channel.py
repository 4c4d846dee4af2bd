from typing import Literal

DeliveryAnswerChannel = Literal["mail", "webhook"]

DELIVERY_ANSWER_CHANNEL_VALUES: set[DeliveryAnswerChannel] = {
    "mail",
    "webhook",
}


def check_delivery_answer_channel(value: str) -> DeliveryAnswerChannel:
    if value in DELIVERY_ANSWER_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DELIVERY_ANSWER_CHANNEL_VALUES!r}"
    )
