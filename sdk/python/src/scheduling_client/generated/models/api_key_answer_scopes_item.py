from typing import Literal

ApiKeyAnswerScopesItem = Literal["admin", "bookings:write", "config:write", "read"]

API_KEY_ANSWER_SCOPES_ITEM_VALUES: set[ApiKeyAnswerScopesItem] = {
    "admin",
    "bookings:write",
    "config:write",
    "read",
}


def check_api_key_answer_scopes_item(value: str) -> ApiKeyAnswerScopesItem:
    if value in API_KEY_ANSWER_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {API_KEY_ANSWER_SCOPES_ITEM_VALUES!r}"
    )
