from typing import Literal

ChangeAnswerEntityType = Literal[
    "account",
    "account_link",
    "api_key",
    "availability",
    "blocked_date",
    "booking",
    "delivery",
    "event_type",
    "invitee",
    "mail_template",
    "team",
    "tenant",
    "user",
    "webhook",
]

CHANGE_ANSWER_ENTITY_TYPE_VALUES: set[ChangeAnswerEntityType] = {
    "account",
    "account_link",
    "api_key",
    "availability",
    "blocked_date",
    "booking",
    "delivery",
    "event_type",
    "invitee",
    "mail_template",
    "team",
    "tenant",
    "user",
    "webhook",
}


def check_change_answer_entity_type(value: str) -> ChangeAnswerEntityType:
    if value in CHANGE_ANSWER_ENTITY_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CHANGE_ANSWER_ENTITY_TYPE_VALUES!r}"
    )
