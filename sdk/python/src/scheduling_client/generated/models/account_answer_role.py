from typing import Literal

AccountAnswerRole = Literal["admin", "member", "owner"]

ACCOUNT_ANSWER_ROLE_VALUES: set[AccountAnswerRole] = {
    "admin",
    "member",
    "owner",
}


def check_account_answer_role(value: str) -> AccountAnswerRole:
    if value in ACCOUNT_ANSWER_ROLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACCOUNT_ANSWER_ROLE_VALUES!r}"
    )
