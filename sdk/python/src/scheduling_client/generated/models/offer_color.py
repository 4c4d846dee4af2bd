from typing import Literal

OfferColor = Literal["blue", "gray", "green", "mint", "orange", "purple", "red"]

OFFER_COLOR_VALUES: set[OfferColor] = {
    "blue",
    "gray",
    "green",
    "mint",
    "orange",
    "purple",
    "red",
}


def check_offer_color(value: str) -> OfferColor:
    if value in OFFER_COLOR_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OFFER_COLOR_VALUES!r}"
    )
