from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.reason_answer import ReasonAnswer


T = TypeVar("T", bound="HostExplanationAnswer")


@_attrs_define
class HostExplanationAnswer:
    """What the rules say of one start at one host of a team."""

    user_id: UUID
    """ Who. """
    username: str
    """ The user's name in addresses. """
    is_active: bool
    """ Whether the user takes meetings. One who is inactive takes none, whatever the rules say. """
    reasons: list[ReasonAnswer]
    """ Every rule that takes the start away there; none if the host could take it. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user_id = str(self.user_id)

        username = self.username

        is_active = self.is_active

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "userId": user_id,
                "username": username,
                "isActive": is_active,
                "reasons": reasons,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.reason_answer import ReasonAnswer

        d = dict(src_dict)
        user_id = UUID(d.pop("userId"))

        username = d.pop("username")

        is_active = d.pop("isActive")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = ReasonAnswer.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        host_explanation_answer = cls(
            user_id=user_id,
            username=username,
            is_active=is_active,
            reasons=reasons,
        )

        host_explanation_answer.additional_properties = d
        return host_explanation_answer

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
