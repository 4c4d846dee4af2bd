from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.booking_for_invitee_cancelled_by_type_1 import (
    BookingForInviteeCancelledByType1,
    check_booking_for_invitee_cancelled_by_type_1,
)
from ..models.booking_for_invitee_cancelled_by_type_2_type_1 import (
    BookingForInviteeCancelledByType2Type1,
    check_booking_for_invitee_cancelled_by_type_2_type_1,
)
from ..models.booking_for_invitee_cancelled_by_type_3_type_1 import (
    BookingForInviteeCancelledByType3Type1,
    check_booking_for_invitee_cancelled_by_type_3_type_1,
)
from ..models.booking_for_invitee_decline_cause_type_1 import (
    BookingForInviteeDeclineCauseType1,
    check_booking_for_invitee_decline_cause_type_1,
)
from ..models.booking_for_invitee_decline_cause_type_2_type_1 import (
    BookingForInviteeDeclineCauseType2Type1,
    check_booking_for_invitee_decline_cause_type_2_type_1,
)
from ..models.booking_for_invitee_decline_cause_type_3_type_1 import (
    BookingForInviteeDeclineCauseType3Type1,
    check_booking_for_invitee_decline_cause_type_3_type_1,
)
from ..models.booking_for_invitee_rescheduled_by_type_1 import (
    BookingForInviteeRescheduledByType1,
    check_booking_for_invitee_rescheduled_by_type_1,
)
from ..models.booking_for_invitee_rescheduled_by_type_2_type_1 import (
    BookingForInviteeRescheduledByType2Type1,
    check_booking_for_invitee_rescheduled_by_type_2_type_1,
)
from ..models.booking_for_invitee_rescheduled_by_type_3_type_1 import (
    BookingForInviteeRescheduledByType3Type1,
    check_booking_for_invitee_rescheduled_by_type_3_type_1,
)
from ..models.booking_for_invitee_status import (
    BookingForInviteeStatus,
    check_booking_for_invitee_status,
)

if TYPE_CHECKING:
    from ..models.invitee_answer import InviteeAnswer
    from ..models.location_answer import LocationAnswer


T = TypeVar("T", bound="BookingForInvitee")


@_attrs_define
class BookingForInvitee:
    """A booking as its invitee sees it."""

    id: UUID
    """ Its id. """
    status: BookingForInviteeStatus
    """ Where it is in its life. """
    event_type_id: UUID
    """ What was booked. """
    event_type_name: str
    """ Its name when it was booked. """
    host_name: str
    """ The host's name when it was booked. """
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
        BookingForInviteeCancelledByType1
        | BookingForInviteeCancelledByType2Type1
        | BookingForInviteeCancelledByType3Type1
        | None
    )
    """ Who called it off. """
    cancel_reason: None | str
    """ What they gave as the reason. """
    decline_cause: (
        BookingForInviteeDeclineCauseType1
        | BookingForInviteeDeclineCauseType2Type1
        | BookingForInviteeDeclineCauseType3Type1
        | None
    )
    """ Why it was not approved: the host said no, or nobody decided, or confirmed the address, in time. """
    decline_reason: None | str
    """ What the host gave as the reason. """
    expires_at: datetime.datetime | None
    """ Until when it waits for the host's approval, or for the invitee to confirm the address. """
    awaits_address: bool
    """ Whether it waits for the invitee to confirm the address, by the link in the mail that went there. It does
    not count before that. """
    rescheduled_from: None | UUID
    """ The booking whose place it took. """
    rescheduled_to: None | UUID
    """ The booking that took its place. """
    rescheduled_by: (
        BookingForInviteeRescheduledByType1
        | BookingForInviteeRescheduledByType2Type1
        | BookingForInviteeRescheduledByType3Type1
        | None
    )
    """ Who moved it there. """
    reschedule_reason: None | str
    """ What they gave as the reason. """
    series_id: None | UUID
    """ The series that it was booked as a part of. """
    series_position: int | None
    """ Which meeting of the series it is, counted from 1. """
    manage_token: None | str
    """ Opens the booking to its invitee; null unless it has just been made. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        status: str = self.status

        event_type_id = str(self.event_type_id)

        event_type_name = self.event_type_name

        host_name = self.host_name

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

        decline_cause: None | str
        if (
            isinstance(self.decline_cause, str)
            or isinstance(self.decline_cause, str)
            or isinstance(self.decline_cause, str)
        ):
            decline_cause = self.decline_cause
        else:
            decline_cause = self.decline_cause

        decline_reason: None | str
        decline_reason = self.decline_reason

        expires_at: None | str
        if isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        awaits_address = self.awaits_address

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

        rescheduled_by: None | str
        if (
            isinstance(self.rescheduled_by, str)
            or isinstance(self.rescheduled_by, str)
            or isinstance(self.rescheduled_by, str)
        ):
            rescheduled_by = self.rescheduled_by
        else:
            rescheduled_by = self.rescheduled_by

        reschedule_reason: None | str
        reschedule_reason = self.reschedule_reason

        series_id: None | str
        if isinstance(self.series_id, UUID):
            series_id = str(self.series_id)
        else:
            series_id = self.series_id

        series_position: int | None
        series_position = self.series_position

        manage_token: None | str
        manage_token = self.manage_token

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "eventTypeId": event_type_id,
                "eventTypeName": event_type_name,
                "hostName": host_name,
                "startTime": start_time,
                "endTime": end_time,
                "timezone": timezone,
                "location": location,
                "invitee": invitee,
                "cancelledBy": cancelled_by,
                "cancelReason": cancel_reason,
                "declineCause": decline_cause,
                "declineReason": decline_reason,
                "expiresAt": expires_at,
                "awaitsAddress": awaits_address,
                "rescheduledFrom": rescheduled_from,
                "rescheduledTo": rescheduled_to,
                "rescheduledBy": rescheduled_by,
                "rescheduleReason": reschedule_reason,
                "seriesId": series_id,
                "seriesPosition": series_position,
                "manageToken": manage_token,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.invitee_answer import InviteeAnswer
        from ..models.location_answer import LocationAnswer

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        status = check_booking_for_invitee_status(d.pop("status"))

        event_type_id = UUID(d.pop("eventTypeId"))

        event_type_name = d.pop("eventTypeName")

        host_name = d.pop("hostName")

        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        end_time = datetime.datetime.fromisoformat(d.pop("endTime"))

        timezone = d.pop("timezone")

        location = LocationAnswer.from_dict(d.pop("location"))

        invitee = InviteeAnswer.from_dict(d.pop("invitee"))

        def _parse_cancelled_by(
            data: object,
        ) -> (
            BookingForInviteeCancelledByType1
            | BookingForInviteeCancelledByType2Type1
            | BookingForInviteeCancelledByType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cancelled_by_type_1 = check_booking_for_invitee_cancelled_by_type_1(
                    data
                )

                return cancelled_by_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cancelled_by_type_2_type_1 = (
                    check_booking_for_invitee_cancelled_by_type_2_type_1(data)
                )

                return cancelled_by_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                cancelled_by_type_3_type_1 = (
                    check_booking_for_invitee_cancelled_by_type_3_type_1(data)
                )

                return cancelled_by_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                BookingForInviteeCancelledByType1
                | BookingForInviteeCancelledByType2Type1
                | BookingForInviteeCancelledByType3Type1
                | None,
                data,
            )

        cancelled_by = _parse_cancelled_by(d.pop("cancelledBy"))

        def _parse_cancel_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cancel_reason = _parse_cancel_reason(d.pop("cancelReason"))

        def _parse_decline_cause(
            data: object,
        ) -> (
            BookingForInviteeDeclineCauseType1
            | BookingForInviteeDeclineCauseType2Type1
            | BookingForInviteeDeclineCauseType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decline_cause_type_1 = check_booking_for_invitee_decline_cause_type_1(
                    data
                )

                return decline_cause_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decline_cause_type_2_type_1 = (
                    check_booking_for_invitee_decline_cause_type_2_type_1(data)
                )

                return decline_cause_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decline_cause_type_3_type_1 = (
                    check_booking_for_invitee_decline_cause_type_3_type_1(data)
                )

                return decline_cause_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                BookingForInviteeDeclineCauseType1
                | BookingForInviteeDeclineCauseType2Type1
                | BookingForInviteeDeclineCauseType3Type1
                | None,
                data,
            )

        decline_cause = _parse_decline_cause(d.pop("declineCause"))

        def _parse_decline_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decline_reason = _parse_decline_reason(d.pop("declineReason"))

        def _parse_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expires_at = _parse_expires_at(d.pop("expiresAt"))

        awaits_address = d.pop("awaitsAddress")

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

        def _parse_rescheduled_by(
            data: object,
        ) -> (
            BookingForInviteeRescheduledByType1
            | BookingForInviteeRescheduledByType2Type1
            | BookingForInviteeRescheduledByType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rescheduled_by_type_1 = check_booking_for_invitee_rescheduled_by_type_1(
                    data
                )

                return rescheduled_by_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rescheduled_by_type_2_type_1 = (
                    check_booking_for_invitee_rescheduled_by_type_2_type_1(data)
                )

                return rescheduled_by_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rescheduled_by_type_3_type_1 = (
                    check_booking_for_invitee_rescheduled_by_type_3_type_1(data)
                )

                return rescheduled_by_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                BookingForInviteeRescheduledByType1
                | BookingForInviteeRescheduledByType2Type1
                | BookingForInviteeRescheduledByType3Type1
                | None,
                data,
            )

        rescheduled_by = _parse_rescheduled_by(d.pop("rescheduledBy"))

        def _parse_reschedule_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reschedule_reason = _parse_reschedule_reason(d.pop("rescheduleReason"))

        def _parse_series_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                series_id_type_0 = UUID(data)

                return series_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        series_id = _parse_series_id(d.pop("seriesId"))

        def _parse_series_position(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        series_position = _parse_series_position(d.pop("seriesPosition"))

        def _parse_manage_token(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        manage_token = _parse_manage_token(d.pop("manageToken"))

        booking_for_invitee = cls(
            id=id,
            status=status,
            event_type_id=event_type_id,
            event_type_name=event_type_name,
            host_name=host_name,
            start_time=start_time,
            end_time=end_time,
            timezone=timezone,
            location=location,
            invitee=invitee,
            cancelled_by=cancelled_by,
            cancel_reason=cancel_reason,
            decline_cause=decline_cause,
            decline_reason=decline_reason,
            expires_at=expires_at,
            awaits_address=awaits_address,
            rescheduled_from=rescheduled_from,
            rescheduled_to=rescheduled_to,
            rescheduled_by=rescheduled_by,
            reschedule_reason=reschedule_reason,
            series_id=series_id,
            series_position=series_position,
            manage_token=manage_token,
        )

        booking_for_invitee.additional_properties = d
        return booking_for_invitee

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
