from typing import Literal

HostCancelInputSeriesType1 = Literal["following", "this"]

HOST_CANCEL_INPUT_SERIES_TYPE_1_VALUES: set[HostCancelInputSeriesType1] = {
    "following",
    "this",
}


def check_host_cancel_input_series_type_1(value: str) -> HostCancelInputSeriesType1:
    if value in HOST_CANCEL_INPUT_SERIES_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HOST_CANCEL_INPUT_SERIES_TYPE_1_VALUES!r}"
    )
