from typing import Literal

TeamOfferSchedulingType = Literal["collective", "individual", "round_robin"]

TEAM_OFFER_SCHEDULING_TYPE_VALUES: set[TeamOfferSchedulingType] = {
    "collective",
    "individual",
    "round_robin",
}


def check_team_offer_scheduling_type(value: str) -> TeamOfferSchedulingType:
    if value in TEAM_OFFER_SCHEDULING_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TEAM_OFFER_SCHEDULING_TYPE_VALUES!r}"
    )
