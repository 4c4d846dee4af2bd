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
from ..models.booking_answer_decline_cause_type_1 import (
    BookingAnswerDeclineCauseType1,
    check_booking_answer_decline_cause_type_1,
)
from ..models.booking_answer_decline_cause_type_2_type_1 import (
    BookingAnswerDeclineCauseType2Type1,
    check_booking_answer_decline_cause_type_2_type_1,
)
from ..models.booking_answer_decline_cause_type_3_type_1 import (
    BookingAnswerDeclineCauseType3Type1,
    check_booking_answer_decline_cause_type_3_type_1,
)
from ..models.booking_answer_rescheduled_by_type_1 import (
    BookingAnswerRescheduledByType1,
    check_booking_answer_rescheduled_by_type_1,
)
from ..models.booking_answer_rescheduled_by_type_2_type_1 import (
    BookingAnswerRescheduledByType2Type1,
    check_booking_answer_rescheduled_by_type_2_type_1,
)
from ..models.booking_answer_rescheduled_by_type_3_type_1 import (
    BookingAnswerRescheduledByType3Type1,
    check_booking_answer_rescheduled_by_type_3_type_1,
)
from ..models.booking_answer_status import (
    BookingAnswerStatus,
    check_booking_answer_status,
)

if TYPE_CHECKING:
    from ..models.campaign_answer import CampaignAnswer
    from ..models.invitee_answer import InviteeAnswer
    from ..models.location_answer import LocationAnswer
    from ..models.rule_override_answer import RuleOverrideAnswer


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
    """ Who was booked; of a collective meeting, the first of the users. """
    co_host_user_ids: list[UUID]
    """ The other users of a collective meeting. """
    team_id: None | UUID
    """ The team whose event type was booked; null of a user's own. """
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
    campaign: CampaignAnswer | None
    """ What led the invitee to the page on which they booked; null if nothing is known of it. """
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
    decline_cause: (
        BookingAnswerDeclineCauseType1
        | BookingAnswerDeclineCauseType2Type1
        | BookingAnswerDeclineCauseType3Type1
        | None
    )
    """ Why it was not approved: the host said no, or nobody decided, or confirmed the address, in time. """
    decline_reason: None | str
    """ What the host gave as the reason. """
    declined_at: datetime.datetime | None
    """ When it was declined, or expired. """
    expires_at: datetime.datetime | None
    """ Until when it waits for approval, or for the invitee to confirm the address; it is declined then. """
    awaits_address: bool
    """ Whether it waits for the invitee to confirm the address. It keeps its time, but does not count, and cannot
    be approved. """
    rescheduled_from: None | UUID
    """ The booking whose place it took. """
    rescheduled_to: None | UUID
    """ The booking that took its place. """
    rescheduled_by: (
        BookingAnswerRescheduledByType1
        | BookingAnswerRescheduledByType2Type1
        | BookingAnswerRescheduledByType3Type1
        | None
    )
    """ Who moved it there. """
    reschedule_reason: None | str
    """ What they gave as the reason. """
    series_id: None | UUID
    """ The series that it was booked as a part of. """
    series_position: int | None
    """ Which meeting of the series it is, counted from 1. """
    overrides: None | RuleOverrideAnswer
    """ The rules that were set aside when it was made. """
    ical_uid: str
    """ The UID of its calendar entries. """
    sequence: int
    """ Rises with every change that calendars must see. """
    created_at: datetime.datetime
    """ When it was made. """
    updated_at: datetime.datetime
    """ When it was last changed. """
    manage_token: None | str
    """ Opens the booking to its invitee, for whoever sends the invitee a link by own means; null unless the booking
    has
     just been made. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.campaign_answer import CampaignAnswer
        from ..models.rule_override_answer import RuleOverrideAnswer

        id = str(self.id)

        status: str = self.status

        event_type_id = str(self.event_type_id)

        event_type_name = self.event_type_name

        host_user_id = str(self.host_user_id)

        co_host_user_ids = []
        for co_host_user_ids_item_data in self.co_host_user_ids:
            co_host_user_ids_item = str(co_host_user_ids_item_data)
            co_host_user_ids.append(co_host_user_ids_item)

        team_id: None | str
        if isinstance(self.team_id, UUID):
            team_id = str(self.team_id)
        else:
            team_id = self.team_id

        host_name = self.host_name

        host_email = self.host_email

        start_time = self.start_time.isoformat()

        end_time = self.end_time.isoformat()

        timezone = self.timezone

        location = self.location.to_dict()

        invitee = self.invitee.to_dict()

        campaign: dict[str, Any] | None
        if isinstance(self.campaign, CampaignAnswer):
            campaign = self.campaign.to_dict()
        else:
            campaign = self.campaign

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

        declined_at: None | str
        if isinstance(self.declined_at, datetime.datetime):
            declined_at = self.declined_at.isoformat()
        else:
            declined_at = self.declined_at

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

        overrides: dict[str, Any] | None
        if isinstance(self.overrides, RuleOverrideAnswer):
            overrides = self.overrides.to_dict()
        else:
            overrides = self.overrides

        ical_uid = self.ical_uid

        sequence = self.sequence

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

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
                "hostUserId": host_user_id,
                "coHostUserIds": co_host_user_ids,
                "teamId": team_id,
                "hostName": host_name,
                "hostEmail": host_email,
                "startTime": start_time,
                "endTime": end_time,
                "timezone": timezone,
                "location": location,
                "invitee": invitee,
                "campaign": campaign,
                "cancelledBy": cancelled_by,
                "cancelReason": cancel_reason,
                "cancelledAt": cancelled_at,
                "declineCause": decline_cause,
                "declineReason": decline_reason,
                "declinedAt": declined_at,
                "expiresAt": expires_at,
                "awaitsAddress": awaits_address,
                "rescheduledFrom": rescheduled_from,
                "rescheduledTo": rescheduled_to,
                "rescheduledBy": rescheduled_by,
                "rescheduleReason": reschedule_reason,
                "seriesId": series_id,
                "seriesPosition": series_position,
                "overrides": overrides,
                "icalUid": ical_uid,
                "sequence": sequence,
                "createdAt": created_at,
                "updatedAt": updated_at,
                "manageToken": manage_token,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.campaign_answer import CampaignAnswer
        from ..models.invitee_answer import InviteeAnswer
        from ..models.location_answer import LocationAnswer
        from ..models.rule_override_answer import RuleOverrideAnswer

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        status = check_booking_answer_status(d.pop("status"))

        event_type_id = UUID(d.pop("eventTypeId"))

        event_type_name = d.pop("eventTypeName")

        host_user_id = UUID(d.pop("hostUserId"))

        co_host_user_ids = []
        _co_host_user_ids = d.pop("coHostUserIds")
        for co_host_user_ids_item_data in _co_host_user_ids:
            co_host_user_ids_item = UUID(co_host_user_ids_item_data)

            co_host_user_ids.append(co_host_user_ids_item)

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

        host_name = d.pop("hostName")

        host_email = d.pop("hostEmail")

        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        end_time = datetime.datetime.fromisoformat(d.pop("endTime"))

        timezone = d.pop("timezone")

        location = LocationAnswer.from_dict(d.pop("location"))

        invitee = InviteeAnswer.from_dict(d.pop("invitee"))

        def _parse_campaign(data: object) -> CampaignAnswer | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                campaign_type_1 = CampaignAnswer.from_dict(data)

                return campaign_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignAnswer | None, data)

        campaign = _parse_campaign(d.pop("campaign"))

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

        def _parse_decline_cause(
            data: object,
        ) -> (
            BookingAnswerDeclineCauseType1
            | BookingAnswerDeclineCauseType2Type1
            | BookingAnswerDeclineCauseType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decline_cause_type_1 = check_booking_answer_decline_cause_type_1(data)

                return decline_cause_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decline_cause_type_2_type_1 = (
                    check_booking_answer_decline_cause_type_2_type_1(data)
                )

                return decline_cause_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decline_cause_type_3_type_1 = (
                    check_booking_answer_decline_cause_type_3_type_1(data)
                )

                return decline_cause_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                BookingAnswerDeclineCauseType1
                | BookingAnswerDeclineCauseType2Type1
                | BookingAnswerDeclineCauseType3Type1
                | None,
                data,
            )

        decline_cause = _parse_decline_cause(d.pop("declineCause"))

        def _parse_decline_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decline_reason = _parse_decline_reason(d.pop("declineReason"))

        def _parse_declined_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                declined_at_type_0 = datetime.datetime.fromisoformat(data)

                return declined_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        declined_at = _parse_declined_at(d.pop("declinedAt"))

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
            BookingAnswerRescheduledByType1
            | BookingAnswerRescheduledByType2Type1
            | BookingAnswerRescheduledByType3Type1
            | None
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rescheduled_by_type_1 = check_booking_answer_rescheduled_by_type_1(data)

                return rescheduled_by_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rescheduled_by_type_2_type_1 = (
                    check_booking_answer_rescheduled_by_type_2_type_1(data)
                )

                return rescheduled_by_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rescheduled_by_type_3_type_1 = (
                    check_booking_answer_rescheduled_by_type_3_type_1(data)
                )

                return rescheduled_by_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                BookingAnswerRescheduledByType1
                | BookingAnswerRescheduledByType2Type1
                | BookingAnswerRescheduledByType3Type1
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

        def _parse_overrides(data: object) -> None | RuleOverrideAnswer:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                overrides_type_1 = RuleOverrideAnswer.from_dict(data)

                return overrides_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RuleOverrideAnswer, data)

        overrides = _parse_overrides(d.pop("overrides"))

        ical_uid = d.pop("icalUid")

        sequence = d.pop("sequence")

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updatedAt"))

        def _parse_manage_token(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        manage_token = _parse_manage_token(d.pop("manageToken"))

        booking_answer = cls(
            id=id,
            status=status,
            event_type_id=event_type_id,
            event_type_name=event_type_name,
            host_user_id=host_user_id,
            co_host_user_ids=co_host_user_ids,
            team_id=team_id,
            host_name=host_name,
            host_email=host_email,
            start_time=start_time,
            end_time=end_time,
            timezone=timezone,
            location=location,
            invitee=invitee,
            campaign=campaign,
            cancelled_by=cancelled_by,
            cancel_reason=cancel_reason,
            cancelled_at=cancelled_at,
            decline_cause=decline_cause,
            decline_reason=decline_reason,
            declined_at=declined_at,
            expires_at=expires_at,
            awaits_address=awaits_address,
            rescheduled_from=rescheduled_from,
            rescheduled_to=rescheduled_to,
            rescheduled_by=rescheduled_by,
            reschedule_reason=reschedule_reason,
            series_id=series_id,
            series_position=series_position,
            overrides=overrides,
            ical_uid=ical_uid,
            sequence=sequence,
            created_at=created_at,
            updated_at=updated_at,
            manage_token=manage_token,
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
