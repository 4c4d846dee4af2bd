from typing import Literal

LocationInputType = Literal["custom", "google_meet", "in_person", "phone", "zoom"]

LOCATION_INPUT_TYPE_VALUES: set[LocationInputType] = {
    "custom",
    "google_meet",
    "in_person",
    "phone",
    "zoom",
}


def check_location_input_type(value: str) -> LocationInputType:
    if value in LOCATION_INPUT_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LOCATION_INPUT_TYPE_VALUES!r}"
    )
