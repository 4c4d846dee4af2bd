from typing import Literal

TeamOfferSummarySchedulingType = Literal["collective", "individual", "round_robin"]

TEAM_OFFER_SUMMARY_SCHEDULING_TYPE_VALUES: set[TeamOfferSummarySchedulingType] = {
    "collective",
    "individual",
    "round_robin",
}


def check_team_offer_summary_scheduling_type(
    value: str,
) -> TeamOfferSummarySchedulingType:
    if value in TEAM_OFFER_SUMMARY_SCHEDULING_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TEAM_OFFER_SUMMARY_SCHEDULING_TYPE_VALUES!r}"
    )
