from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.campaign_input import CampaignInput
    from ..models.invitee_input import InviteeInput


T = TypeVar("T", bound="BookingInput")


@_attrs_define
class BookingInput:
    """What an invitee books."""

    event_type_id: UUID
    """ What is booked. """
    start_time: datetime.datetime
    """ When it starts: one of the offered slots. """
    timezone: str
    """ The IANA zone in which the invitee sees the meeting. """
    invitee: InviteeInput
    """ Who books. """
    host_username: None | str | Unset = UNSET
    """ The user who is to be met: refused unless they offer the event type. Required for an `individual` one. """
    guests: list[str] | None | Unset = UNSET
    """ The addresses of those whom the invitee brings along. """
    hold_id: None | Unset | UUID = UNSET
    """ The hold that keeps the slot. """
    hold_token: None | str | Unset = UNSET
    """ The hold's token. """
    campaign: CampaignInput | None | Unset = UNSET
    """ What led the invitee here. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.campaign_input import CampaignInput

        event_type_id = str(self.event_type_id)

        start_time = self.start_time.isoformat()

        timezone = self.timezone

        invitee = self.invitee.to_dict()

        host_username: None | str | Unset
        if isinstance(self.host_username, Unset):
            host_username = UNSET
        else:
            host_username = self.host_username

        guests: list[str] | None | Unset
        if isinstance(self.guests, Unset):
            guests = UNSET
        elif isinstance(self.guests, list):
            guests = self.guests

        else:
            guests = self.guests

        hold_id: None | str | Unset
        if isinstance(self.hold_id, Unset):
            hold_id = UNSET
        elif isinstance(self.hold_id, UUID):
            hold_id = str(self.hold_id)
        else:
            hold_id = self.hold_id

        hold_token: None | str | Unset
        if isinstance(self.hold_token, Unset):
            hold_token = UNSET
        else:
            hold_token = self.hold_token

        campaign: dict[str, Any] | None | Unset
        if isinstance(self.campaign, Unset):
            campaign = UNSET
        elif isinstance(self.campaign, CampaignInput):
            campaign = self.campaign.to_dict()
        else:
            campaign = self.campaign

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "eventTypeId": event_type_id,
                "startTime": start_time,
                "timezone": timezone,
                "invitee": invitee,
            }
        )
        if host_username is not UNSET:
            field_dict["hostUsername"] = host_username
        if guests is not UNSET:
            field_dict["guests"] = guests
        if hold_id is not UNSET:
            field_dict["holdId"] = hold_id
        if hold_token is not UNSET:
            field_dict["holdToken"] = hold_token
        if campaign is not UNSET:
            field_dict["campaign"] = campaign

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.campaign_input import CampaignInput
        from ..models.invitee_input import InviteeInput

        d = dict(src_dict)
        event_type_id = UUID(d.pop("eventTypeId"))

        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        timezone = d.pop("timezone")

        invitee = InviteeInput.from_dict(d.pop("invitee"))

        def _parse_host_username(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        host_username = _parse_host_username(d.pop("hostUsername", UNSET))

        def _parse_guests(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                guests_type_0 = cast(list[str], data)

                return guests_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        guests = _parse_guests(d.pop("guests", UNSET))

        def _parse_hold_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                hold_id_type_0 = UUID(data)

                return hold_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        hold_id = _parse_hold_id(d.pop("holdId", UNSET))

        def _parse_hold_token(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        hold_token = _parse_hold_token(d.pop("holdToken", UNSET))

        def _parse_campaign(data: object) -> CampaignInput | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                campaign_type_1 = CampaignInput.from_dict(data)

                return campaign_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CampaignInput | None | Unset, data)

        campaign = _parse_campaign(d.pop("campaign", UNSET))

        booking_input = cls(
            event_type_id=event_type_id,
            start_time=start_time,
            timezone=timezone,
            invitee=invitee,
            host_username=host_username,
            guests=guests,
            hold_id=hold_id,
            hold_token=hold_token,
            campaign=campaign,
        )

        return booking_input
