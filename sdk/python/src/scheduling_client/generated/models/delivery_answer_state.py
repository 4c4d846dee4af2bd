from typing import Literal

DeliveryAnswerState = Literal["cancelled", "delivered", "failed", "sending", "waiting"]

DELIVERY_ANSWER_STATE_VALUES: set[DeliveryAnswerState] = {
    "cancelled",
    "delivered",
    "failed",
    "sending",
    "waiting",
}


def check_delivery_answer_state(value: str) -> DeliveryAnswerState:
    if value in DELIVERY_ANSWER_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DELIVERY_ANSWER_STATE_VALUES!r}"
    )
