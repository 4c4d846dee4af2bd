from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MemberChange")


@_attrs_define
class MemberChange:
    """How a member is to be."""

    is_admin: bool
    """ Whether the member administers the team. """

    def to_dict(self) -> dict[str, Any]:
        is_admin = self.is_admin

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "isAdmin": is_admin,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        is_admin = d.pop("isAdmin")

        member_change = cls(
            is_admin=is_admin,
        )

        return member_change
