from typing import Literal

LocationAnswerType = Literal["custom", "google_meet", "in_person", "phone", "zoom"]

LOCATION_ANSWER_TYPE_VALUES: set[LocationAnswerType] = {
    "custom",
    "google_meet",
    "in_person",
    "phone",
    "zoom",
}


def check_location_answer_type(value: str) -> LocationAnswerType:
    if value in LOCATION_ANSWER_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LOCATION_ANSWER_TYPE_VALUES!r}"
    )
