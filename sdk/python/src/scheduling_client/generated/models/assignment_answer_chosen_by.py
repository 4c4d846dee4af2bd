from typing import Literal

AssignmentAnswerChosenBy = Literal[
    "hold",
    "id",
    "invitee",
    "kept",
    "load",
    "only_free",
    "priority",
    "reassigned",
    "waiting",
]

ASSIGNMENT_ANSWER_CHOSEN_BY_VALUES: set[AssignmentAnswerChosenBy] = {
    "hold",
    "id",
    "invitee",
    "kept",
    "load",
    "only_free",
    "priority",
    "reassigned",
    "waiting",
}


def check_assignment_answer_chosen_by(value: str) -> AssignmentAnswerChosenBy:
    if value in ASSIGNMENT_ANSWER_CHOSEN_BY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ASSIGNMENT_ANSWER_CHOSEN_BY_VALUES!r}"
    )
