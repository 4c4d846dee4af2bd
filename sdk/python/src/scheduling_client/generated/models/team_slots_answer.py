from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.slots_event_type import SlotsEventType
    from ..models.team_slots_day import TeamSlotsDay


T = TypeVar("T", bound="TeamSlotsAnswer")


@_attrs_define
class TeamSlotsAnswer:
    """Free slots of a team by date."""

    timezone: str
    """ The IANA zone whose dates are meant. """
    event_type: SlotsEventType
    """ What can be booked. """
    days: list[TeamSlotsDay]
    """ The dates, ascending: all that were asked for, or those of the next slots. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        timezone = self.timezone

        event_type = self.event_type.to_dict()

        days = []
        for days_item_data in self.days:
            days_item = days_item_data.to_dict()
            days.append(days_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "timezone": timezone,
                "eventType": event_type,
                "days": days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.slots_event_type import SlotsEventType
        from ..models.team_slots_day import TeamSlotsDay

        d = dict(src_dict)
        timezone = d.pop("timezone")

        event_type = SlotsEventType.from_dict(d.pop("eventType"))

        days = []
        _days = d.pop("days")
        for days_item_data in _days:
            days_item = TeamSlotsDay.from_dict(days_item_data)

            days.append(days_item)

        team_slots_answer = cls(
            timezone=timezone,
            event_type=event_type,
            days=days,
        )

        team_slots_answer.additional_properties = d
        return team_slots_answer

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
