from typing import Literal

ProblemReasonsItem = Literal[
    "blocked",
    "limit_reached",
    "off_grid",
    "outside_hours",
    "slot_taken",
    "too_far",
    "too_soon",
]

PROBLEM_REASONS_ITEM_VALUES: set[ProblemReasonsItem] = {
    "blocked",
    "limit_reached",
    "off_grid",
    "outside_hours",
    "slot_taken",
    "too_far",
    "too_soon",
}


def check_problem_reasons_item(value: str) -> ProblemReasonsItem:
    if value in PROBLEM_REASONS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROBLEM_REASONS_ITEM_VALUES!r}"
    )
