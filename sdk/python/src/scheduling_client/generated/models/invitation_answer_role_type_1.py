from typing import Literal

InvitationAnswerRoleType1 = Literal["admin", "member", "owner"]

INVITATION_ANSWER_ROLE_TYPE_1_VALUES: set[InvitationAnswerRoleType1] = {
    "admin",
    "member",
    "owner",
}


def check_invitation_answer_role_type_1(value: str) -> InvitationAnswerRoleType1:
    if value in INVITATION_ANSWER_ROLE_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INVITATION_ANSWER_ROLE_TYPE_1_VALUES!r}"
    )
