from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.override_answer import OverrideAnswer
    from ..models.weekly_answer import WeeklyAnswer


T = TypeVar("T", bound="ScheduleAnswer")


@_attrs_define
class ScheduleAnswer:
    """A named schedule of a user. Its hours are in the user's zone."""

    id: UUID
    """ Its id. """
    user_id: UUID
    """ Whose. """
    name: str
    """ What people call it. """
    is_default: bool
    """ Whether it holds for the event types that name none. """
    weekly_schedule: WeeklyAnswer
    """ The hours of each weekday. """
    overrides: list[OverrideAnswer]
    """ The dates with other hours, ascending. """
    created_at: datetime.datetime
    """ When it was made. """
    updated_at: datetime.datetime
    """ When it was last changed. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        user_id = str(self.user_id)

        name = self.name

        is_default = self.is_default

        weekly_schedule = self.weekly_schedule.to_dict()

        overrides = []
        for overrides_item_data in self.overrides:
            overrides_item = overrides_item_data.to_dict()
            overrides.append(overrides_item)

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "userId": user_id,
                "name": name,
                "isDefault": is_default,
                "weeklySchedule": weekly_schedule,
                "overrides": overrides,
                "createdAt": created_at,
                "updatedAt": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.override_answer import OverrideAnswer
        from ..models.weekly_answer import WeeklyAnswer

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        user_id = UUID(d.pop("userId"))

        name = d.pop("name")

        is_default = d.pop("isDefault")

        weekly_schedule = WeeklyAnswer.from_dict(d.pop("weeklySchedule"))

        overrides = []
        _overrides = d.pop("overrides")
        for overrides_item_data in _overrides:
            overrides_item = OverrideAnswer.from_dict(overrides_item_data)

            overrides.append(overrides_item)

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updatedAt"))

        schedule_answer = cls(
            id=id,
            user_id=user_id,
            name=name,
            is_default=is_default,
            weekly_schedule=weekly_schedule,
            overrides=overrides,
            created_at=created_at,
            updated_at=updated_at,
        )

        schedule_answer.additional_properties = d
        return schedule_answer

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
