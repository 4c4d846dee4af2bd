from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="TeamSettingsInput")


@_attrs_define
class TeamSettingsInput:
    """How a team is shown, and what its event types begin with."""

    round_robin: bool | None | Unset = UNSET
    """ Whether an event type that says nothing is `round_robin`; else it is `collective`. False if absent. """
    show_member_profiles: bool | None | Unset = UNSET
    """ Whether the public page of the team names its members; false if absent. """

    def to_dict(self) -> dict[str, Any]:
        round_robin: bool | None | Unset
        if isinstance(self.round_robin, Unset):
            round_robin = UNSET
        else:
            round_robin = self.round_robin

        show_member_profiles: bool | None | Unset
        if isinstance(self.show_member_profiles, Unset):
            show_member_profiles = UNSET
        else:
            show_member_profiles = self.show_member_profiles

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if round_robin is not UNSET:
            field_dict["roundRobin"] = round_robin
        if show_member_profiles is not UNSET:
            field_dict["showMemberProfiles"] = show_member_profiles

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_round_robin(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        round_robin = _parse_round_robin(d.pop("roundRobin", UNSET))

        def _parse_show_member_profiles(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        show_member_profiles = _parse_show_member_profiles(
            d.pop("showMemberProfiles", UNSET)
        )

        team_settings_input = cls(
            round_robin=round_robin,
            show_member_profiles=show_member_profiles,
        )

        return team_settings_input
