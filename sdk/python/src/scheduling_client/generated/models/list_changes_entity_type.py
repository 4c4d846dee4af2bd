from typing import Literal

ListChangesEntityType = Literal[
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

LIST_CHANGES_ENTITY_TYPE_VALUES: set[ListChangesEntityType] = {
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


def check_list_changes_entity_type(value: str) -> ListChangesEntityType:
    if value in LIST_CHANGES_ENTITY_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_CHANGES_ENTITY_TYPE_VALUES!r}"
    )
