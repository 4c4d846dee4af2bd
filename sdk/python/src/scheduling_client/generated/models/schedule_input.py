from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.override_input import OverrideInput
    from ..models.weekly_input import WeeklyInput


T = TypeVar("T", bound="ScheduleInput")


@_attrs_define
class ScheduleInput:
    """A named schedule to be made, or what takes the place of one."""

    name: str
    """ What people call it; unique among the user's. """
    weekly_schedule: WeeklyInput
    """ The hours of each weekday. A day without windows is a day off; a day that is absent has none. """
    user_id: None | Unset | UUID = UNSET
    """ Whose; absent, the user that the API key is bound to. It cannot be changed later. """
    overrides: list[OverrideInput] | None | Unset = UNSET
    """ The dates with other hours; none if absent. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        weekly_schedule = self.weekly_schedule.to_dict()

        user_id: None | str | Unset
        if isinstance(self.user_id, Unset):
            user_id = UNSET
        elif isinstance(self.user_id, UUID):
            user_id = str(self.user_id)
        else:
            user_id = self.user_id

        overrides: list[dict[str, Any]] | None | Unset
        if isinstance(self.overrides, Unset):
            overrides = UNSET
        elif isinstance(self.overrides, list):
            overrides = []
            for overrides_type_0_item_data in self.overrides:
                overrides_type_0_item = overrides_type_0_item_data.to_dict()
                overrides.append(overrides_type_0_item)

        else:
            overrides = self.overrides

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "weeklySchedule": weekly_schedule,
            }
        )
        if user_id is not UNSET:
            field_dict["userId"] = user_id
        if overrides is not UNSET:
            field_dict["overrides"] = overrides

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.override_input import OverrideInput
        from ..models.weekly_input import WeeklyInput

        d = dict(src_dict)
        name = d.pop("name")

        weekly_schedule = WeeklyInput.from_dict(d.pop("weeklySchedule"))

        def _parse_user_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                user_id_type_0 = UUID(data)

                return user_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        user_id = _parse_user_id(d.pop("userId", UNSET))

        def _parse_overrides(data: object) -> list[OverrideInput] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                overrides_type_0 = []
                _overrides_type_0 = data
                for overrides_type_0_item_data in _overrides_type_0:
                    overrides_type_0_item = OverrideInput.from_dict(
                        overrides_type_0_item_data
                    )

                    overrides_type_0.append(overrides_type_0_item)

                return overrides_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[OverrideInput] | None | Unset, data)

        overrides = _parse_overrides(d.pop("overrides", UNSET))

        schedule_input = cls(
            name=name,
            weekly_schedule=weekly_schedule,
            user_id=user_id,
            overrides=overrides,
        )

        return schedule_input
