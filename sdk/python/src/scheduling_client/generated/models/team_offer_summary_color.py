from typing import Literal

TeamOfferSummaryColor = Literal[
    "blue", "gray", "green", "mint", "orange", "purple", "red"
]

TEAM_OFFER_SUMMARY_COLOR_VALUES: set[TeamOfferSummaryColor] = {
    "blue",
    "gray",
    "green",
    "mint",
    "orange",
    "purple",
    "red",
}


def check_team_offer_summary_color(value: str) -> TeamOfferSummaryColor:
    if value in TEAM_OFFER_SUMMARY_COLOR_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TEAM_OFFER_SUMMARY_COLOR_VALUES!r}"
    )
