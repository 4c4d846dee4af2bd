from typing import Literal

ListDeliveriesChannel = Literal["mail", "webhook"]

LIST_DELIVERIES_CHANNEL_VALUES: set[ListDeliveriesChannel] = {
    "mail",
    "webhook",
}


def check_list_deliveries_channel(value: str) -> ListDeliveriesChannel:
    if value in LIST_DELIVERIES_CHANNEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_DELIVERIES_CHANNEL_VALUES!r}"
    )
