from typing import Literal

AccountInputRole = Literal["admin", "member", "owner"]

ACCOUNT_INPUT_ROLE_VALUES: set[AccountInputRole] = {
    "admin",
    "member",
    "owner",
}


def check_account_input_role(value: str) -> AccountInputRole:
    if value in ACCOUNT_INPUT_ROLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACCOUNT_INPUT_ROLE_VALUES!r}"
    )
