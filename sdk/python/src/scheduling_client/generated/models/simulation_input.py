from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.override_input import OverrideInput
    from ..models.overrides_input import OverridesInput
    from ..models.simulated_block_input import SimulatedBlockInput
    from ..models.weekly_input import WeeklyInput


T = TypeVar("T", bound="SimulationInput")


@_attrs_define
class SimulationInput:
    """A change to be tried. What is absent stays as it is."""

    timezone: str
    """ The IANA zone whose dates are meant. """
    from_: datetime.date
    """ The first date on which slots are compared; at most 62. """
    to: datetime.date
    """ The last of them, itself included. """
    user_id: None | Unset | UUID = UNSET
    """ Whose hours, rules and blocked dates would be different. Needed for these where the event type is a team's;
    a user's
     own has nobody else. """
    weekly_schedule: None | Unset | WeeklyInput = UNSET
    """ What takes the place of the weekly hours of the schedule that the event type follows with this user. """
    overrides: list[OverrideInput] | None | Unset = UNSET
    """ What takes the place of that schedule's dates with other hours. """
    setting_overrides: None | OverridesInput | Unset = UNSET
    """ What takes the place of the event type's own rules. """
    user_settings: None | OverridesInput | Unset = UNSET
    """ What takes the place of the rules of the user. """
    blocked_dates: list[SimulatedBlockInput] | None | Unset = UNSET
    """ Blocked dates that the user adds. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.overrides_input import OverridesInput
        from ..models.weekly_input import WeeklyInput

        timezone = self.timezone

        from_ = self.from_.isoformat()

        to = self.to.isoformat()

        user_id: None | str | Unset
        if isinstance(self.user_id, Unset):
            user_id = UNSET
        elif isinstance(self.user_id, UUID):
            user_id = str(self.user_id)
        else:
            user_id = self.user_id

        weekly_schedule: dict[str, Any] | None | Unset
        if isinstance(self.weekly_schedule, Unset):
            weekly_schedule = UNSET
        elif isinstance(self.weekly_schedule, WeeklyInput):
            weekly_schedule = self.weekly_schedule.to_dict()
        else:
            weekly_schedule = self.weekly_schedule

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

        setting_overrides: dict[str, Any] | None | Unset
        if isinstance(self.setting_overrides, Unset):
            setting_overrides = UNSET
        elif isinstance(self.setting_overrides, OverridesInput):
            setting_overrides = self.setting_overrides.to_dict()
        else:
            setting_overrides = self.setting_overrides

        user_settings: dict[str, Any] | None | Unset
        if isinstance(self.user_settings, Unset):
            user_settings = UNSET
        elif isinstance(self.user_settings, OverridesInput):
            user_settings = self.user_settings.to_dict()
        else:
            user_settings = self.user_settings

        blocked_dates: list[dict[str, Any]] | None | Unset
        if isinstance(self.blocked_dates, Unset):
            blocked_dates = UNSET
        elif isinstance(self.blocked_dates, list):
            blocked_dates = []
            for blocked_dates_type_0_item_data in self.blocked_dates:
                blocked_dates_type_0_item = blocked_dates_type_0_item_data.to_dict()
                blocked_dates.append(blocked_dates_type_0_item)

        else:
            blocked_dates = self.blocked_dates

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "timezone": timezone,
                "from": from_,
                "to": to,
            }
        )
        if user_id is not UNSET:
            field_dict["userId"] = user_id
        if weekly_schedule is not UNSET:
            field_dict["weeklySchedule"] = weekly_schedule
        if overrides is not UNSET:
            field_dict["overrides"] = overrides
        if setting_overrides is not UNSET:
            field_dict["settingOverrides"] = setting_overrides
        if user_settings is not UNSET:
            field_dict["userSettings"] = user_settings
        if blocked_dates is not UNSET:
            field_dict["blockedDates"] = blocked_dates

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.override_input import OverrideInput
        from ..models.overrides_input import OverridesInput
        from ..models.simulated_block_input import SimulatedBlockInput
        from ..models.weekly_input import WeeklyInput

        d = dict(src_dict)
        timezone = d.pop("timezone")

        from_ = datetime.date.fromisoformat(d.pop("from"))

        to = datetime.date.fromisoformat(d.pop("to"))

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

        def _parse_weekly_schedule(data: object) -> None | Unset | WeeklyInput:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                weekly_schedule_type_1 = WeeklyInput.from_dict(data)

                return weekly_schedule_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WeeklyInput, data)

        weekly_schedule = _parse_weekly_schedule(d.pop("weeklySchedule", UNSET))

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

        def _parse_setting_overrides(data: object) -> None | OverridesInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                setting_overrides_type_1 = OverridesInput.from_dict(data)

                return setting_overrides_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OverridesInput | Unset, data)

        setting_overrides = _parse_setting_overrides(d.pop("settingOverrides", UNSET))

        def _parse_user_settings(data: object) -> None | OverridesInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                user_settings_type_1 = OverridesInput.from_dict(data)

                return user_settings_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OverridesInput | Unset, data)

        user_settings = _parse_user_settings(d.pop("userSettings", UNSET))

        def _parse_blocked_dates(
            data: object,
        ) -> list[SimulatedBlockInput] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                blocked_dates_type_0 = []
                _blocked_dates_type_0 = data
                for blocked_dates_type_0_item_data in _blocked_dates_type_0:
                    blocked_dates_type_0_item = SimulatedBlockInput.from_dict(
                        blocked_dates_type_0_item_data
                    )

                    blocked_dates_type_0.append(blocked_dates_type_0_item)

                return blocked_dates_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SimulatedBlockInput] | None | Unset, data)

        blocked_dates = _parse_blocked_dates(d.pop("blockedDates", UNSET))

        simulation_input = cls(
            timezone=timezone,
            from_=from_,
            to=to,
            user_id=user_id,
            weekly_schedule=weekly_schedule,
            overrides=overrides,
            setting_overrides=setting_overrides,
            user_settings=user_settings,
            blocked_dates=blocked_dates,
        )

        return simulation_input
