from typing import Literal

InvitationAnswerRoleType2Type1 = Literal["admin", "member", "owner"]

INVITATION_ANSWER_ROLE_TYPE_2_TYPE_1_VALUES: set[InvitationAnswerRoleType2Type1] = {
    "admin",
    "member",
    "owner",
}


def check_invitation_answer_role_type_2_type_1(
    value: str,
) -> InvitationAnswerRoleType2Type1:
    if value in INVITATION_ANSWER_ROLE_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INVITATION_ANSWER_ROLE_TYPE_2_TYPE_1_VALUES!r}"
    )
