from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.override_answer import OverrideAnswer
    from ..models.weekly_answer import WeeklyAnswer


T = TypeVar("T", bound="AvailabilityAnswer")


@_attrs_define
class AvailabilityAnswer:
    """A user's default schedule."""

    user_id: UUID
    """ Whose. """
    timezone: str
    """ The user's IANA zone, in which all hours and dates are. """
    weekly_schedule: WeeklyAnswer
    """ The hours of each weekday. """
    overrides: list[OverrideAnswer]
    """ The dates with other hours, ascending. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        user_id = str(self.user_id)

        timezone = self.timezone

        weekly_schedule = self.weekly_schedule.to_dict()

        overrides = []
        for overrides_item_data in self.overrides:
            overrides_item = overrides_item_data.to_dict()
            overrides.append(overrides_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "userId": user_id,
                "timezone": timezone,
                "weeklySchedule": weekly_schedule,
                "overrides": overrides,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.override_answer import OverrideAnswer
        from ..models.weekly_answer import WeeklyAnswer

        d = dict(src_dict)
        user_id = UUID(d.pop("userId"))

        timezone = d.pop("timezone")

        weekly_schedule = WeeklyAnswer.from_dict(d.pop("weeklySchedule"))

        overrides = []
        _overrides = d.pop("overrides")
        for overrides_item_data in _overrides:
            overrides_item = OverrideAnswer.from_dict(overrides_item_data)

            overrides.append(overrides_item)

        availability_answer = cls(
            user_id=user_id,
            timezone=timezone,
            weekly_schedule=weekly_schedule,
            overrides=overrides,
        )

        availability_answer.additional_properties = d
        return availability_answer

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
