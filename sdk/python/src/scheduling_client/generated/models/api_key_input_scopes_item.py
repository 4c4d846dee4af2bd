from typing import Literal

ApiKeyInputScopesItem = Literal["admin", "bookings:write", "config:write", "read"]

API_KEY_INPUT_SCOPES_ITEM_VALUES: set[ApiKeyInputScopesItem] = {
    "admin",
    "bookings:write",
    "config:write",
    "read",
}


def check_api_key_input_scopes_item(value: str) -> ApiKeyInputScopesItem:
    if value in API_KEY_INPUT_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {API_KEY_INPUT_SCOPES_ITEM_VALUES!r}"
    )
