from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="MemberAnswer")


@_attrs_define
class MemberAnswer:
    """A member of a team."""

    user_id: UUID
    """ Who. """
    username: str
    """ The user's name in addresses. """
    display_name: str
    """ The name that invitees see. """
    is_active: bool
    """ Whether the user can be booked. """
    is_admin: bool
    """ Whether the member administers the team. """
    created_at: datetime.datetime
    """ When the user joined. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user_id = str(self.user_id)

        username = self.username

        display_name = self.display_name

        is_active = self.is_active

        is_admin = self.is_admin

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "userId": user_id,
                "username": username,
                "displayName": display_name,
                "isActive": is_active,
                "isAdmin": is_admin,
                "createdAt": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        user_id = UUID(d.pop("userId"))

        username = d.pop("username")

        display_name = d.pop("displayName")

        is_active = d.pop("isActive")

        is_admin = d.pop("isAdmin")

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        member_answer = cls(
            user_id=user_id,
            username=username,
            display_name=display_name,
            is_active=is_active,
            is_admin=is_admin,
            created_at=created_at,
        )

        member_answer.additional_properties = d
        return member_answer

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
