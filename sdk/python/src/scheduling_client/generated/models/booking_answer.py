from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.booking_answer_cancelled_by_type_1 import (
    BookingAnswerCancelledByType1,
    check_booking_answer_cancelled_by_type_1,
)
from ..models.booking_answer_cancelled_by_type_2_type_1 import (
    BookingAnswerCancelledByType2Type1,
    check_booking_answer_cancelled_by_type_2_type_1,
)
from ..models.booking_answer_cancelled_by_type_3_type_1 import (
    BookingAnswerCancelledByType3Type1,
    check_booking_answer_cancelled_by_type_3_type_1,
)
from ..models.booking_answer_status import (
    BookingAnswerStatus,
    check_booking_answer_status,
)

if TYPE_CHECKING:
    from ..models.invitee_answer import InviteeAnswer
    from ..models.location_answer import LocationAnswer


T = TypeVar("T", bound="BookingAnswer")


@_attrs_define
class BookingAnswer:
    """A booking as the host's side sees it."""

    id: UUID
    """ Its id. """
    status: BookingAnswerStatus
    """ Where it is in its life. """
    event_type_id: UUID
    """ What was booked. """
    event_type_name: str
    """ Its name when it was booked. """
    host_user_id: UUID
    """ Who was booked. """
    host_name: str
    """ The host's name when it was booked. """
    host_email: str
    """ The host's address when it was booked. """
    start_time: datetime.datetime
    """ When the meeting starts. """
    end_time: datetime.datetime
    """ When it ends. """
    timezone: str
    """ The IANA zone in which the invitee sees the meeting. """
    location: LocationAnswer
    """ Where a meeting takes place. """
    invitee: InviteeAnswer
    """ Who booked. """
    cancelled_by: (
        BookingAnswerCancelledByType1
        | BookingAnswerCancelledByType2Type1
        | BookingAnswerCancelledByType3Type1
        | None
    )
    """ Who called it off. """
    cancel_reason: None | str
    """ What they gave as the reason. """
    cancelled_at: datetime.datetime | None
    """ When it was called off. """
    rescheduled_from: None | UUID
    """ The booking whose place it took. """
    rescheduled_to: None | UUID
    """ The booking that took its place. """
    ical_uid: str
    """ The UID of its calendar entries. """
    sequence: int
    """ Rises with every change that calendars must see. """
    created_at: datetime.datetime
    """ When it was made. """
    updated_at: datetime.datetime
    """ When it was last changed. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        status: str = self.status

        event_type_id = str(self.event_type_id)

        event_type_name = self.event_type_name

        host_user_id = str(self.host_user_id)

        host_name = self.host_name

        host_email = self.host_email

        start_time = self.start_time.isoformat()

        end_time = self.end_time.isoformat()

        timezone = self.timezone

        location = self.location.to_dict()

        invitee = self.invitee.to_dict()

        cancelled_by: None | str
        if (
            isinstance(self.cancelled_by, str)
            or isinstance(self.cancelled_by, str)
            or isinstance(self.cancelled_by, str)
        ):
            cancelled_by = self.cancelled_by
        else:
            cancelled_by = self.cancelled_by

        cancel_reason: None | str
        cancel_reason = self.cancel_reason

        cancelled_at: None | str
        if isinstance(self.cancelled_at, datetime.datetime):
            cancelled_at = self.cancelled_at.isoformat()
        else:
            cancelled_at = self.cancelled_at

        rescheduled_from: None | str
        if isinstance(self.rescheduled_from, UUID):
            rescheduled_from = str(self.rescheduled_from)
        else:
            rescheduled_from = self.rescheduled_from

        rescheduled_to: None | str
        if isinstance(self.rescheduled_to, UUID):
            rescheduled_to = str(self.rescheduled_to)
        else:
            rescheduled_to = self.rescheduled_to

        ical_uid = self.ical_uid

        sequence = self.sequence

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "eventTypeId": event_type_id,
                "eventTypeName": event_type_name,
                "hostUserId": host_user_id,
                "hostName": host_name,
                "hostEmail": host_email,
                "startTime": start_time,
                "endTime": end_time,
                "timezone": timezone,
                "location": location,
                "invitee": invitee,
                "cancelledBy": cancelled_by,
                "cancelReason": cancel_reason,
                "cancelledAt": cancelled_at,
                "rescheduledFrom": rescheduled_from,
                "rescheduledTo": rescheduled_to,
                "icalUid": ical_uid,
                "sequence": sequence,
                "createdAt": created_at,
                "updatedAt": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.invitee_answer import InviteeAnswer
        from ..models.location_answer import LocationAnswer

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        status = check_booking_answer_status(d.pop("status"))

        event_type_id = UUID(d.pop("eventTypeId"))

        event_type_name = d.pop("eventTypeName")

        host_user_id = UUID(d.pop("hostUserId"))

        host_name = d.pop("hostName")

        host_email = d.pop("hostEmail")

        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        end_time = datetime.datetime.fromisoformat(d.pop("endTime"))

        timezone = d.pop("timezone")

        location = LocationAnswer.from_dict(d.pop("location"))

        invitee = InviteeAnswer.from_dict(d.pop("invitee"))

        def _parse_cancelled_by(
            data: object,
        ) -> (
            BookingAnswerCancelledByType1
            | BookingAnswerCancelledByType2Type1
            | BookingAnswerCancelledByType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cancelled_by_type_1 = check_booking_answer_cancelled_by_type_1(data)

                return cancelled_by_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cancelled_by_type_2_type_1 = (
                    check_booking_answer_cancelled_by_type_2_type_1(data)
                )

                return cancelled_by_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cancelled_by_type_3_type_1 = (
                    check_booking_answer_cancelled_by_type_3_type_1(data)
                )

                return cancelled_by_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                BookingAnswerCancelledByType1
                | BookingAnswerCancelledByType2Type1
                | BookingAnswerCancelledByType3Type1
                | None,
                data,
            )

        cancelled_by = _parse_cancelled_by(d.pop("cancelledBy"))

        def _parse_cancel_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cancel_reason = _parse_cancel_reason(d.pop("cancelReason"))

        def _parse_cancelled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cancelled_at_type_0 = datetime.datetime.fromisoformat(data)

                return cancelled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        cancelled_at = _parse_cancelled_at(d.pop("cancelledAt"))

        def _parse_rescheduled_from(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rescheduled_from_type_0 = UUID(data)

                return rescheduled_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        rescheduled_from = _parse_rescheduled_from(d.pop("rescheduledFrom"))

        def _parse_rescheduled_to(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rescheduled_to_type_0 = UUID(data)

                return rescheduled_to_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        rescheduled_to = _parse_rescheduled_to(d.pop("rescheduledTo"))

        ical_uid = d.pop("icalUid")

        sequence = d.pop("sequence")

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updatedAt"))

        booking_answer = cls(
            id=id,
            status=status,
            event_type_id=event_type_id,
            event_type_name=event_type_name,
            host_user_id=host_user_id,
            host_name=host_name,
            host_email=host_email,
            start_time=start_time,
            end_time=end_time,
            timezone=timezone,
            location=location,
            invitee=invitee,
            cancelled_by=cancelled_by,
            cancel_reason=cancel_reason,
            cancelled_at=cancelled_at,
            rescheduled_from=rescheduled_from,
            rescheduled_to=rescheduled_to,
            ical_uid=ical_uid,
            sequence=sequence,
            created_at=created_at,
            updated_at=updated_at,
        )

        booking_answer.additional_properties = d
        return booking_answer

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
