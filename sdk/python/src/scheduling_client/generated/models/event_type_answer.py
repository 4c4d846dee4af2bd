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

if TYPE_CHECKING:
    from ..models.location_answer import LocationAnswer
    from ..models.overrides_answer import OverridesAnswer
    from ..models.question_answer import QuestionAnswer
    from ..models.reminder_answer import ReminderAnswer


T = TypeVar("T", bound="EventTypeAnswer")


@_attrs_define
class EventTypeAnswer:
    """A kind of meeting that can be booked."""

    id: UUID
    """ Its id. """
    user_id: UUID
    """ Whose it is. """
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
    requires_approval: bool
    """ Whether a booking waits for the host's approval. """
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

        user_id = str(self.user_id)

        name = self.name

        slug = self.slug

        description: None | str
        description = self.description

        duration = self.duration

        step_minutes: int | None
        step_minutes = self.step_minutes

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

        requires_approval = self.requires_approval

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
                "name": name,
                "slug": slug,
                "description": description,
                "duration": duration,
                "stepMinutes": step_minutes,
                "color": color,
                "location": location,
                "customQuestions": custom_questions,
                "reminderSettings": reminder_settings,
                "settingOverrides": setting_overrides,
                "scheduleId": schedule_id,
                "cancelCutoffMinutes": cancel_cutoff_minutes,
                "rescheduleCutoffMinutes": reschedule_cutoff_minutes,
                "requiresApproval": requires_approval,
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

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        user_id = UUID(d.pop("userId"))

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

        requires_approval = d.pop("requiresApproval")

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
            name=name,
            slug=slug,
            description=description,
            duration=duration,
            step_minutes=step_minutes,
            color=color,
            location=location,
            custom_questions=custom_questions,
            reminder_settings=reminder_settings,
            setting_overrides=setting_overrides,
            schedule_id=schedule_id,
            cancel_cutoff_minutes=cancel_cutoff_minutes,
            reschedule_cutoff_minutes=reschedule_cutoff_minutes,
            requires_approval=requires_approval,
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
