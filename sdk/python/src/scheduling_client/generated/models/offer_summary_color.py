from typing import Literal

OfferSummaryColor = Literal["blue", "gray", "green", "mint", "orange", "purple", "red"]

OFFER_SUMMARY_COLOR_VALUES: set[OfferSummaryColor] = {
    "blue",
    "gray",
    "green",
    "mint",
    "orange",
    "purple",
    "red",
}


def check_offer_summary_color(value: str) -> OfferSummaryColor:
    if value in OFFER_SUMMARY_COLOR_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OFFER_SUMMARY_COLOR_VALUES!r}"
    )
