from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TeamSettingsAnswer")


@_attrs_define
class TeamSettingsAnswer:
    """How a team is shown, and what its event types begin with."""

    round_robin: bool
    """ Whether an event type that says nothing is `round_robin`; else it is `collective`. """
    show_member_profiles: bool
    """ Whether the public page of the team names its members. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        round_robin = self.round_robin

        show_member_profiles = self.show_member_profiles

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "roundRobin": round_robin,
                "showMemberProfiles": show_member_profiles,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        round_robin = d.pop("roundRobin")

        show_member_profiles = d.pop("showMemberProfiles")

        team_settings_answer = cls(
            round_robin=round_robin,
            show_member_profiles=show_member_profiles,
        )

        team_settings_answer.additional_properties = d
        return team_settings_answer

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
