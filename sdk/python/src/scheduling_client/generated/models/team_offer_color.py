from typing import Literal

TeamOfferColor = Literal["blue", "gray", "green", "mint", "orange", "purple", "red"]

TEAM_OFFER_COLOR_VALUES: set[TeamOfferColor] = {
    "blue",
    "gray",
    "green",
    "mint",
    "orange",
    "purple",
    "red",
}


def check_team_offer_color(value: str) -> TeamOfferColor:
    if value in TEAM_OFFER_COLOR_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TEAM_OFFER_COLOR_VALUES!r}"
    )
