from typing import Literal

GetAnalyticsBy = Literal["creation", "meeting"]

GET_ANALYTICS_BY_VALUES: set[GetAnalyticsBy] = {
    "creation",
    "meeting",
}


def check_get_analytics_by(value: str) -> GetAnalyticsBy:
    if value in GET_ANALYTICS_BY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GET_ANALYTICS_BY_VALUES!r}"
    )
