from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.team_event_type_input_color_type_1 import (
    TeamEventTypeInputColorType1,
    check_team_event_type_input_color_type_1,
)
from ..models.team_event_type_input_color_type_2_type_1 import (
    TeamEventTypeInputColorType2Type1,
    check_team_event_type_input_color_type_2_type_1,
)
from ..models.team_event_type_input_color_type_3_type_1 import (
    TeamEventTypeInputColorType3Type1,
    check_team_event_type_input_color_type_3_type_1,
)
from ..models.team_event_type_input_scheduling_type_type_1 import (
    TeamEventTypeInputSchedulingTypeType1,
    check_team_event_type_input_scheduling_type_type_1,
)
from ..models.team_event_type_input_scheduling_type_type_2_type_1 import (
    TeamEventTypeInputSchedulingTypeType2Type1,
    check_team_event_type_input_scheduling_type_type_2_type_1,
)
from ..models.team_event_type_input_scheduling_type_type_3_type_1 import (
    TeamEventTypeInputSchedulingTypeType3Type1,
    check_team_event_type_input_scheduling_type_type_3_type_1,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.location_input import LocationInput
    from ..models.overrides_input import OverridesInput
    from ..models.question_input import QuestionInput
    from ..models.reminder_input import ReminderInput
    from ..models.type_host_input import TypeHostInput


T = TypeVar("T", bound="TeamEventTypeInput")


@_attrs_define
class TeamEventTypeInput:
    """An event type of a team to be made, or what takes the place of one. Optional fields that are absent or null get
    their default.

    """

    hosts: list[TypeHostInput]
    """ Who takes the meetings: members of the team, at least one. """
    name: str
    """ What invitees see. """
    slug: str
    """ The name in addresses; unique among the team's event types that are not archived. """
    duration: int
    """ How many minutes a meeting lasts. """
    scheduling_type: (
        None
        | TeamEventTypeInputSchedulingTypeType1
        | TeamEventTypeInputSchedulingTypeType2Type1
        | TeamEventTypeInputSchedulingTypeType3Type1
        | Unset
    ) = UNSET
    """ How the hosts take the meetings; absent, as the team's settings say. """
    timezone: None | str | Unset = UNSET
    """ The IANA zone whose midnights cut the hosts' common hours, and whose months the round robin counts by;
    absent,
     the zone of the user that the API key is bound to, else that of the first host. A change keeps it if absent.
    """
    description: None | str | Unset = UNSET
    """ What it is about. """
    step_minutes: int | None | Unset = UNSET
    """ How many minutes lie between two possible starts; 15 if absent. """
    seats: int | None | Unset = UNSET
    """ How many can book the same meeting, each with a booking and a token of their own; 1 if absent, and always of
    a
     round robin. A change leaves meetings alone that somebody has booked. """
    color: (
        None
        | TeamEventTypeInputColorType1
        | TeamEventTypeInputColorType2Type1
        | TeamEventTypeInputColorType3Type1
        | Unset
    ) = UNSET
    """ The colour in calendars; blue if absent. """
    location: LocationInput | None | Unset = UNSET
    """ Where the meeting takes place; Google Meet if absent. """
    custom_questions: list[QuestionInput] | None | Unset = UNSET
    """ What the invitee is asked. """
    reminder_settings: None | ReminderInput | Unset = UNSET
    """ Who is reminded, and when; host and invitee 24 hours before if absent. """
    setting_overrides: None | OverridesInput | Unset = UNSET
    """ The event type's own rules; each host's hold where it sets none. """
    cancel_cutoff_minutes: int | None | Unset = UNSET
    """ Up to how many minutes before the start an invitee can cancel; 0 if absent. """
    reschedule_cutoff_minutes: int | None | Unset = UNSET
    """ Up to how many minutes before the start an invitee can move the meeting; 0 if absent. """
    max_occurrences: int | None | Unset = UNSET
    """ How many meetings a series of it can have: 1 allows no series, and is what it is if absent. A round robin
    allows none: a series keeps its hosts. """
    requires_approval: bool | None | Unset = UNSET
    """ Whether a booking waits for approval by a host; false if absent. """
    confirms_address: bool | None | Unset = UNSET
    """ Whether a booking counts only once its invitee has confirmed the address by the link in a mail; false if
    absent. It keeps its time for an hour until then, and nobody is told of it. Who is booked for by the hosts' side
    is not asked. """
    is_active: bool | None | Unset = UNSET
    """ Whether it can be booked; true if absent. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.location_input import LocationInput
        from ..models.overrides_input import OverridesInput
        from ..models.reminder_input import ReminderInput

        hosts = []
        for hosts_item_data in self.hosts:
            hosts_item = hosts_item_data.to_dict()
            hosts.append(hosts_item)

        name = self.name

        slug = self.slug

        duration = self.duration

        scheduling_type: None | str | Unset
        if isinstance(self.scheduling_type, Unset):
            scheduling_type = UNSET
        elif (
            isinstance(self.scheduling_type, str)
            or isinstance(self.scheduling_type, str)
            or isinstance(self.scheduling_type, str)
        ):
            scheduling_type = self.scheduling_type
        else:
            scheduling_type = self.scheduling_type

        timezone: None | str | Unset
        if isinstance(self.timezone, Unset):
            timezone = UNSET
        else:
            timezone = self.timezone

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        step_minutes: int | None | Unset
        if isinstance(self.step_minutes, Unset):
            step_minutes = UNSET
        else:
            step_minutes = self.step_minutes

        seats: int | None | Unset
        if isinstance(self.seats, Unset):
            seats = UNSET
        else:
            seats = self.seats

        color: None | str | Unset
        if isinstance(self.color, Unset):
            color = UNSET
        elif (
            isinstance(self.color, str)
            or isinstance(self.color, str)
            or isinstance(self.color, str)
        ):
            color = self.color
        else:
            color = self.color

        location: dict[str, Any] | None | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        elif isinstance(self.location, LocationInput):
            location = self.location.to_dict()
        else:
            location = self.location

        custom_questions: list[dict[str, Any]] | None | Unset
        if isinstance(self.custom_questions, Unset):
            custom_questions = UNSET
        elif isinstance(self.custom_questions, list):
            custom_questions = []
            for custom_questions_type_0_item_data in self.custom_questions:
                custom_questions_type_0_item = (
                    custom_questions_type_0_item_data.to_dict()
                )
                custom_questions.append(custom_questions_type_0_item)

        else:
            custom_questions = self.custom_questions

        reminder_settings: dict[str, Any] | None | Unset
        if isinstance(self.reminder_settings, Unset):
            reminder_settings = UNSET
        elif isinstance(self.reminder_settings, ReminderInput):
            reminder_settings = self.reminder_settings.to_dict()
        else:
            reminder_settings = self.reminder_settings

        setting_overrides: dict[str, Any] | None | Unset
        if isinstance(self.setting_overrides, Unset):
            setting_overrides = UNSET
        elif isinstance(self.setting_overrides, OverridesInput):
            setting_overrides = self.setting_overrides.to_dict()
        else:
            setting_overrides = self.setting_overrides

        cancel_cutoff_minutes: int | None | Unset
        if isinstance(self.cancel_cutoff_minutes, Unset):
            cancel_cutoff_minutes = UNSET
        else:
            cancel_cutoff_minutes = self.cancel_cutoff_minutes

        reschedule_cutoff_minutes: int | None | Unset
        if isinstance(self.reschedule_cutoff_minutes, Unset):
            reschedule_cutoff_minutes = UNSET
        else:
            reschedule_cutoff_minutes = self.reschedule_cutoff_minutes

        max_occurrences: int | None | Unset
        if isinstance(self.max_occurrences, Unset):
            max_occurrences = UNSET
        else:
            max_occurrences = self.max_occurrences

        requires_approval: bool | None | Unset
        if isinstance(self.requires_approval, Unset):
            requires_approval = UNSET
        else:
            requires_approval = self.requires_approval

        confirms_address: bool | None | Unset
        if isinstance(self.confirms_address, Unset):
            confirms_address = UNSET
        else:
            confirms_address = self.confirms_address

        is_active: bool | None | Unset
        if isinstance(self.is_active, Unset):
            is_active = UNSET
        else:
            is_active = self.is_active

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "hosts": hosts,
                "name": name,
                "slug": slug,
                "duration": duration,
            }
        )
        if scheduling_type is not UNSET:
            field_dict["schedulingType"] = scheduling_type
        if timezone is not UNSET:
            field_dict["timezone"] = timezone
        if description is not UNSET:
            field_dict["description"] = description
        if step_minutes is not UNSET:
            field_dict["stepMinutes"] = step_minutes
        if seats is not UNSET:
            field_dict["seats"] = seats
        if color is not UNSET:
            field_dict["color"] = color
        if location is not UNSET:
            field_dict["location"] = location
        if custom_questions is not UNSET:
            field_dict["customQuestions"] = custom_questions
        if reminder_settings is not UNSET:
            field_dict["reminderSettings"] = reminder_settings
        if setting_overrides is not UNSET:
            field_dict["settingOverrides"] = setting_overrides
        if cancel_cutoff_minutes is not UNSET:
            field_dict["cancelCutoffMinutes"] = cancel_cutoff_minutes
        if reschedule_cutoff_minutes is not UNSET:
            field_dict["rescheduleCutoffMinutes"] = reschedule_cutoff_minutes
        if max_occurrences is not UNSET:
            field_dict["maxOccurrences"] = max_occurrences
        if requires_approval is not UNSET:
            field_dict["requiresApproval"] = requires_approval
        if confirms_address is not UNSET:
            field_dict["confirmsAddress"] = confirms_address
        if is_active is not UNSET:
            field_dict["isActive"] = is_active

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.location_input import LocationInput
        from ..models.overrides_input import OverridesInput
        from ..models.question_input import QuestionInput
        from ..models.reminder_input import ReminderInput
        from ..models.type_host_input import TypeHostInput

        d = dict(src_dict)
        hosts = []
        _hosts = d.pop("hosts")
        for hosts_item_data in _hosts:
            hosts_item = TypeHostInput.from_dict(hosts_item_data)

            hosts.append(hosts_item)

        name = d.pop("name")

        slug = d.pop("slug")

        duration = d.pop("duration")

        def _parse_scheduling_type(
            data: object,
        ) -> (
            None
            | TeamEventTypeInputSchedulingTypeType1
            | TeamEventTypeInputSchedulingTypeType2Type1
            | TeamEventTypeInputSchedulingTypeType3Type1
            | Unset
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduling_type_type_1 = (
                    check_team_event_type_input_scheduling_type_type_1(data)
                )

                return scheduling_type_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduling_type_type_2_type_1 = (
                    check_team_event_type_input_scheduling_type_type_2_type_1(data)
                )

                return scheduling_type_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduling_type_type_3_type_1 = (
                    check_team_event_type_input_scheduling_type_type_3_type_1(data)
                )

                return scheduling_type_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | TeamEventTypeInputSchedulingTypeType1
                | TeamEventTypeInputSchedulingTypeType2Type1
                | TeamEventTypeInputSchedulingTypeType3Type1
                | Unset,
                data,
            )

        scheduling_type = _parse_scheduling_type(d.pop("schedulingType", UNSET))

        def _parse_timezone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        timezone = _parse_timezone(d.pop("timezone", UNSET))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_step_minutes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        step_minutes = _parse_step_minutes(d.pop("stepMinutes", UNSET))

        def _parse_seats(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        seats = _parse_seats(d.pop("seats", UNSET))

        def _parse_color(
            data: object,
        ) -> (
            None
            | TeamEventTypeInputColorType1
            | TeamEventTypeInputColorType2Type1
            | TeamEventTypeInputColorType3Type1
            | Unset
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                color_type_1 = check_team_event_type_input_color_type_1(data)

                return color_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                color_type_2_type_1 = check_team_event_type_input_color_type_2_type_1(
                    data
                )

                return color_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                color_type_3_type_1 = check_team_event_type_input_color_type_3_type_1(
                    data
                )

                return color_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | TeamEventTypeInputColorType1
                | TeamEventTypeInputColorType2Type1
                | TeamEventTypeInputColorType3Type1
                | Unset,
                data,
            )

        color = _parse_color(d.pop("color", UNSET))

        def _parse_location(data: object) -> LocationInput | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                location_type_1 = LocationInput.from_dict(data)

                return location_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LocationInput | None | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        def _parse_custom_questions(data: object) -> list[QuestionInput] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                custom_questions_type_0 = []
                _custom_questions_type_0 = data
                for custom_questions_type_0_item_data in _custom_questions_type_0:
                    custom_questions_type_0_item = QuestionInput.from_dict(
                        custom_questions_type_0_item_data
                    )

                    custom_questions_type_0.append(custom_questions_type_0_item)

                return custom_questions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[QuestionInput] | None | Unset, data)

        custom_questions = _parse_custom_questions(d.pop("customQuestions", UNSET))

        def _parse_reminder_settings(data: object) -> None | ReminderInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reminder_settings_type_1 = ReminderInput.from_dict(data)

                return reminder_settings_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReminderInput | Unset, data)

        reminder_settings = _parse_reminder_settings(d.pop("reminderSettings", UNSET))

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

        def _parse_cancel_cutoff_minutes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        cancel_cutoff_minutes = _parse_cancel_cutoff_minutes(
            d.pop("cancelCutoffMinutes", UNSET)
        )

        def _parse_reschedule_cutoff_minutes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        reschedule_cutoff_minutes = _parse_reschedule_cutoff_minutes(
            d.pop("rescheduleCutoffMinutes", UNSET)
        )

        def _parse_max_occurrences(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_occurrences = _parse_max_occurrences(d.pop("maxOccurrences", UNSET))

        def _parse_requires_approval(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        requires_approval = _parse_requires_approval(d.pop("requiresApproval", UNSET))

        def _parse_confirms_address(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        confirms_address = _parse_confirms_address(d.pop("confirmsAddress", UNSET))

        def _parse_is_active(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_active = _parse_is_active(d.pop("isActive", UNSET))

        team_event_type_input = cls(
            hosts=hosts,
            name=name,
            slug=slug,
            duration=duration,
            scheduling_type=scheduling_type,
            timezone=timezone,
            description=description,
            step_minutes=step_minutes,
            seats=seats,
            color=color,
            location=location,
            custom_questions=custom_questions,
            reminder_settings=reminder_settings,
            setting_overrides=setting_overrides,
            cancel_cutoff_minutes=cancel_cutoff_minutes,
            reschedule_cutoff_minutes=reschedule_cutoff_minutes,
            max_occurrences=max_occurrences,
            requires_approval=requires_approval,
            confirms_address=confirms_address,
            is_active=is_active,
        )

        return team_event_type_input
