from typing import Literal

PublicLocationType = Literal["custom", "google_meet", "in_person", "phone", "zoom"]

PUBLIC_LOCATION_TYPE_VALUES: set[PublicLocationType] = {
    "custom",
    "google_meet",
    "in_person",
    "phone",
    "zoom",
}


def check_public_location_type(value: str) -> PublicLocationType:
    if value in PUBLIC_LOCATION_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PUBLIC_LOCATION_TYPE_VALUES!r}"
    )
