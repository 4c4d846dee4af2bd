from typing import Literal

QuestionAnswerType = Literal["checkbox", "phone", "select", "text", "textarea"]

QUESTION_ANSWER_TYPE_VALUES: set[QuestionAnswerType] = {
    "checkbox",
    "phone",
    "select",
    "text",
    "textarea",
}


def check_question_answer_type(value: str) -> QuestionAnswerType:
    if value in QUESTION_ANSWER_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QUESTION_ANSWER_TYPE_VALUES!r}"
    )
