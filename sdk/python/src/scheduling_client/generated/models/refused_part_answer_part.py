from typing import Literal

RefusedPartAnswerPart = Literal["html", "subject", "text"]

REFUSED_PART_ANSWER_PART_VALUES: set[RefusedPartAnswerPart] = {
    "html",
    "subject",
    "text",
}


def check_refused_part_answer_part(value: str) -> RefusedPartAnswerPart:
    if value in REFUSED_PART_ANSWER_PART_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REFUSED_PART_ANSWER_PART_VALUES!r}"
    )
