from typing import Literal

InvitationInputRole = Literal["admin", "member", "owner"]

INVITATION_INPUT_ROLE_VALUES: set[InvitationInputRole] = {
    "admin",
    "member",
    "owner",
}


def check_invitation_input_role(value: str) -> InvitationInputRole:
    if value in INVITATION_INPUT_ROLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INVITATION_INPUT_ROLE_VALUES!r}"
    )
