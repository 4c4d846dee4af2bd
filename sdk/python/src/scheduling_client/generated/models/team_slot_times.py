from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TeamSlotTimes")


@_attrs_define
class TeamSlotTimes:
    """A time that can be booked of a team."""

    start_time: datetime.datetime
    """ When the meeting starts. """
    end_time: datetime.datetime
    """ When it ends. """
    hosts: list[str]
    """ The names of those who can take it: all of them together, or one of them. """
    seats_left: int | Unset = UNSET
    """ How many can still book this meeting, where one of several hosts takes it with the host who has most seats
    left; absent where event types have one seat. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        start_time = self.start_time.isoformat()

        end_time = self.end_time.isoformat()

        hosts = self.hosts

        seats_left = self.seats_left

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "startTime": start_time,
                "endTime": end_time,
                "hosts": hosts,
            }
        )
        if seats_left is not UNSET:
            field_dict["seatsLeft"] = seats_left

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        end_time = datetime.datetime.fromisoformat(d.pop("endTime"))

        hosts = cast(list[str], d.pop("hosts"))

        seats_left = d.pop("seatsLeft", UNSET)

        team_slot_times = cls(
            start_time=start_time,
            end_time=end_time,
            hosts=hosts,
            seats_left=seats_left,
        )

        team_slot_times.additional_properties = d
        return team_slot_times

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
