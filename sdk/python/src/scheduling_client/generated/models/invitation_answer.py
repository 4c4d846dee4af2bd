from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.invitation_answer_role_type_1 import (
    InvitationAnswerRoleType1,
    check_invitation_answer_role_type_1,
)
from ..models.invitation_answer_role_type_2_type_1 import (
    InvitationAnswerRoleType2Type1,
    check_invitation_answer_role_type_2_type_1,
)
from ..models.invitation_answer_role_type_3_type_1 import (
    InvitationAnswerRoleType3Type1,
    check_invitation_answer_role_type_3_type_1,
)

T = TypeVar("T", bound="InvitationAnswer")


@_attrs_define
class InvitationAnswer:
    """An invitation to have an account."""

    id: UUID
    """ The invitation's id. """
    email: None | str
    """ The account's address. """
    role: (
        InvitationAnswerRoleType1
        | InvitationAnswerRoleType2Type1
        | InvitationAnswerRoleType3Type1
        | None
    )
    """ What the person will be in the tenant. """
    user_id: None | UUID
    """ The user whom the person will be. """
    created_at: datetime.datetime
    """ When it was made. """
    expires_at: datetime.datetime
    """ When it stops to work. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        email: None | str
        email = self.email

        role: None | str
        if (
            isinstance(self.role, str)
            or isinstance(self.role, str)
            or isinstance(self.role, str)
        ):
            role = self.role
        else:
            role = self.role

        user_id: None | str
        if isinstance(self.user_id, UUID):
            user_id = str(self.user_id)
        else:
            user_id = self.user_id

        created_at = self.created_at.isoformat()

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "email": email,
                "role": role,
                "userId": user_id,
                "createdAt": created_at,
                "expiresAt": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_role(
            data: object,
        ) -> (
            InvitationAnswerRoleType1
            | InvitationAnswerRoleType2Type1
            | InvitationAnswerRoleType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_1 = check_invitation_answer_role_type_1(data)

                return role_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_2_type_1 = check_invitation_answer_role_type_2_type_1(data)

                return role_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_3_type_1 = check_invitation_answer_role_type_3_type_1(data)

                return role_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                InvitationAnswerRoleType1
                | InvitationAnswerRoleType2Type1
                | InvitationAnswerRoleType3Type1
                | None,
                data,
            )

        role = _parse_role(d.pop("role"))

        def _parse_user_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                user_id_type_0 = UUID(data)

                return user_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        user_id = _parse_user_id(d.pop("userId"))

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expiresAt"))

        invitation_answer = cls(
            id=id,
            email=email,
            role=role,
            user_id=user_id,
            created_at=created_at,
            expires_at=expires_at,
        )

        invitation_answer.additional_properties = d
        return invitation_answer

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
