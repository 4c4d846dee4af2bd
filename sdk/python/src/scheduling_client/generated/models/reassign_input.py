from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReassignInput")


@_attrs_define
class ReassignInput:
    """Who takes a meeting over."""

    host_user_id: UUID
    """ The user. """

    def to_dict(self) -> dict[str, Any]:
        host_user_id = str(self.host_user_id)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "hostUserId": host_user_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        host_user_id = UUID(d.pop("hostUserId"))

        reassign_input = cls(
            host_user_id=host_user_id,
        )

        return reassign_input
