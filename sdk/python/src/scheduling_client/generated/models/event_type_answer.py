from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.event_type_answer_color import (
    EventTypeAnswerColor,
    check_event_type_answer_color,
)
from ..models.event_type_answer_scheduling_type_type_1 import (
    EventTypeAnswerSchedulingTypeType1,
    check_event_type_answer_scheduling_type_type_1,
)
from ..models.event_type_answer_scheduling_type_type_2_type_1 import (
    EventTypeAnswerSchedulingTypeType2Type1,
    check_event_type_answer_scheduling_type_type_2_type_1,
)
from ..models.event_type_answer_scheduling_type_type_3_type_1 import (
    EventTypeAnswerSchedulingTypeType3Type1,
    check_event_type_answer_scheduling_type_type_3_type_1,
)

if TYPE_CHECKING:
    from ..models.location_answer import LocationAnswer
    from ..models.overrides_answer import OverridesAnswer
    from ..models.question_answer import QuestionAnswer
    from ..models.reminder_answer import ReminderAnswer
    from ..models.type_host_answer import TypeHostAnswer


T = TypeVar("T", bound="EventTypeAnswer")


@_attrs_define
class EventTypeAnswer:
    """A kind of meeting that can be booked."""

    id: UUID
    """ Its id. """
    user_id: None | UUID
    """ Whose it is; null of a team's. """
    team_id: None | UUID
    """ The team whose it is; null of a user's. """
    scheduling_type: (
        EventTypeAnswerSchedulingTypeType1
        | EventTypeAnswerSchedulingTypeType2Type1
        | EventTypeAnswerSchedulingTypeType3Type1
        | None
    )
    """ How the team's users take its meetings; null of a user's. """
    timezone: None | str
    """ The IANA zone whose midnights cut the users' common hours, and whose months the round robin counts by; null
    of a
     user's. """
    hosts: list[TypeHostAnswer] | None
    """ Who takes the team's meetings; null of a user's. """
    name: str
    """ What invitees see. """
    slug: str
    """ The name in addresses. """
    description: None | str
    """ What it is about. """
    duration: int
    """ How many minutes a meeting lasts. """
    step_minutes: int | None
    """ How many minutes lie between two possible starts; null is 15. """
    seats: int
    """ How many can book the same meeting. """
    color: EventTypeAnswerColor
    """ The colour in calendars. """
    location: LocationAnswer
    """ Where a meeting takes place. """
    custom_questions: list[QuestionAnswer]
    """ What the invitee is asked. """
    reminder_settings: ReminderAnswer
    """ Who is reminded of a meeting, and when. """
    setting_overrides: OverridesAnswer
    """ Rules of an event type; null follows the user's. """
    schedule_id: None | UUID
    """ A named schedule of the user; null is the default one. """
    cancel_cutoff_minutes: int
    """ Up to how many minutes before the start an invitee can cancel. """
    reschedule_cutoff_minutes: int
    """ Up to how many minutes before the start an invitee can move the meeting. """
    max_occurrences: int
    """ How many meetings a series of it can have; 1 allows no series. """
    requires_approval: bool
    """ Whether a booking waits for the host's approval. """
    confirms_address: bool
    """ Whether a booking counts only once its invitee has confirmed the address. """
    is_active: bool
    """ Whether it can be booked. """
    archived_at: datetime.datetime | None
    """ When it was archived. """
    created_at: datetime.datetime
    """ When it was made. """
    updated_at: datetime.datetime
    """ When it was last changed. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        user_id: None | str
        if isinstance(self.user_id, UUID):
            user_id = str(self.user_id)
        else:
            user_id = self.user_id

        team_id: None | str
        if isinstance(self.team_id, UUID):
            team_id = str(self.team_id)
        else:
            team_id = self.team_id

        scheduling_type: None | str
        if (
            isinstance(self.scheduling_type, str)
            or isinstance(self.scheduling_type, str)
            or isinstance(self.scheduling_type, str)
        ):
            scheduling_type = self.scheduling_type
        else:
            scheduling_type = self.scheduling_type

        timezone: None | str
        timezone = self.timezone

        hosts: list[dict[str, Any]] | None
        if isinstance(self.hosts, list):
            hosts = []
            for hosts_type_0_item_data in self.hosts:
                hosts_type_0_item = hosts_type_0_item_data.to_dict()
                hosts.append(hosts_type_0_item)

        else:
            hosts = self.hosts

        name = self.name

        slug = self.slug

        description: None | str
        description = self.description

        duration = self.duration

        step_minutes: int | None
        step_minutes = self.step_minutes

        seats = self.seats

        color: str = self.color

        location = self.location.to_dict()

        custom_questions = []
        for custom_questions_item_data in self.custom_questions:
            custom_questions_item = custom_questions_item_data.to_dict()
            custom_questions.append(custom_questions_item)

        reminder_settings = self.reminder_settings.to_dict()

        setting_overrides = self.setting_overrides.to_dict()

        schedule_id: None | str
        if isinstance(self.schedule_id, UUID):
            schedule_id = str(self.schedule_id)
        else:
            schedule_id = self.schedule_id

        cancel_cutoff_minutes = self.cancel_cutoff_minutes

        reschedule_cutoff_minutes = self.reschedule_cutoff_minutes

        max_occurrences = self.max_occurrences

        requires_approval = self.requires_approval

        confirms_address = self.confirms_address

        is_active = self.is_active

        archived_at: None | str
        if isinstance(self.archived_at, datetime.datetime):
            archived_at = self.archived_at.isoformat()
        else:
            archived_at = self.archived_at

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "userId": user_id,
                "teamId": team_id,
                "schedulingType": scheduling_type,
                "timezone": timezone,
                "hosts": hosts,
                "name": name,
                "slug": slug,
                "description": description,
                "duration": duration,
                "stepMinutes": step_minutes,
                "seats": seats,
                "color": color,
                "location": location,
                "customQuestions": custom_questions,
                "reminderSettings": reminder_settings,
                "settingOverrides": setting_overrides,
                "scheduleId": schedule_id,
                "cancelCutoffMinutes": cancel_cutoff_minutes,
                "rescheduleCutoffMinutes": reschedule_cutoff_minutes,
                "maxOccurrences": max_occurrences,
                "requiresApproval": requires_approval,
                "confirmsAddress": confirms_address,
                "isActive": is_active,
                "archivedAt": archived_at,
                "createdAt": created_at,
                "updatedAt": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.location_answer import LocationAnswer
        from ..models.overrides_answer import OverridesAnswer
        from ..models.question_answer import QuestionAnswer
        from ..models.reminder_answer import ReminderAnswer
        from ..models.type_host_answer import TypeHostAnswer

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_user_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                user_id_type_0 = UUID(data)

                return user_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        user_id = _parse_user_id(d.pop("userId"))

        def _parse_team_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                team_id_type_0 = UUID(data)

                return team_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        team_id = _parse_team_id(d.pop("teamId"))

        def _parse_scheduling_type(
            data: object,
        ) -> (
            EventTypeAnswerSchedulingTypeType1
            | EventTypeAnswerSchedulingTypeType2Type1
            | EventTypeAnswerSchedulingTypeType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduling_type_type_1 = check_event_type_answer_scheduling_type_type_1(
                    data
                )

                return scheduling_type_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduling_type_type_2_type_1 = (
                    check_event_type_answer_scheduling_type_type_2_type_1(data)
                )

                return scheduling_type_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scheduling_type_type_3_type_1 = (
                    check_event_type_answer_scheduling_type_type_3_type_1(data)
                )

                return scheduling_type_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                EventTypeAnswerSchedulingTypeType1
                | EventTypeAnswerSchedulingTypeType2Type1
                | EventTypeAnswerSchedulingTypeType3Type1
                | None,
                data,
            )

        scheduling_type = _parse_scheduling_type(d.pop("schedulingType"))

        def _parse_timezone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        timezone = _parse_timezone(d.pop("timezone"))

        def _parse_hosts(data: object) -> list[TypeHostAnswer] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                hosts_type_0 = []
                _hosts_type_0 = data
                for hosts_type_0_item_data in _hosts_type_0:
                    hosts_type_0_item = TypeHostAnswer.from_dict(hosts_type_0_item_data)

                    hosts_type_0.append(hosts_type_0_item)

                return hosts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[TypeHostAnswer] | None, data)

        hosts = _parse_hosts(d.pop("hosts"))

        name = d.pop("name")

        slug = d.pop("slug")

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        duration = d.pop("duration")

        def _parse_step_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        step_minutes = _parse_step_minutes(d.pop("stepMinutes"))

        seats = d.pop("seats")

        color = check_event_type_answer_color(d.pop("color"))

        location = LocationAnswer.from_dict(d.pop("location"))

        custom_questions = []
        _custom_questions = d.pop("customQuestions")
        for custom_questions_item_data in _custom_questions:
            custom_questions_item = QuestionAnswer.from_dict(custom_questions_item_data)

            custom_questions.append(custom_questions_item)

        reminder_settings = ReminderAnswer.from_dict(d.pop("reminderSettings"))

        setting_overrides = OverridesAnswer.from_dict(d.pop("settingOverrides"))

        def _parse_schedule_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                schedule_id_type_0 = UUID(data)

                return schedule_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        schedule_id = _parse_schedule_id(d.pop("scheduleId"))

        cancel_cutoff_minutes = d.pop("cancelCutoffMinutes")

        reschedule_cutoff_minutes = d.pop("rescheduleCutoffMinutes")

        max_occurrences = d.pop("maxOccurrences")

        requires_approval = d.pop("requiresApproval")

        confirms_address = d.pop("confirmsAddress")

        is_active = d.pop("isActive")

        def _parse_archived_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                archived_at_type_0 = datetime.datetime.fromisoformat(data)

                return archived_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        archived_at = _parse_archived_at(d.pop("archivedAt"))

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updatedAt"))

        event_type_answer = cls(
            id=id,
            user_id=user_id,
            team_id=team_id,
            scheduling_type=scheduling_type,
            timezone=timezone,
            hosts=hosts,
            name=name,
            slug=slug,
            description=description,
            duration=duration,
            step_minutes=step_minutes,
            seats=seats,
            color=color,
            location=location,
            custom_questions=custom_questions,
            reminder_settings=reminder_settings,
            setting_overrides=setting_overrides,
            schedule_id=schedule_id,
            cancel_cutoff_minutes=cancel_cutoff_minutes,
            reschedule_cutoff_minutes=reschedule_cutoff_minutes,
            max_occurrences=max_occurrences,
            requires_approval=requires_approval,
            confirms_address=confirms_address,
            is_active=is_active,
            archived_at=archived_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        event_type_answer.additional_properties = d
        return event_type_answer

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
