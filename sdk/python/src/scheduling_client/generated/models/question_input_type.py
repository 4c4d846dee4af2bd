from typing import Literal

QuestionInputType = Literal["checkbox", "phone", "select", "text", "textarea"]

QUESTION_INPUT_TYPE_VALUES: set[QuestionInputType] = {
    "checkbox",
    "phone",
    "select",
    "text",
    "textarea",
}


def check_question_input_type(value: str) -> QuestionInputType:
    if value in QUESTION_INPUT_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QUESTION_INPUT_TYPE_VALUES!r}"
    )
