from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RescheduleInput")


@_attrs_define
class RescheduleInput:
    """Where an invitee moves a meeting."""

    start_time: datetime.datetime
    """ When it starts then: one of the offered slots. """
    timezone: None | str | Unset = UNSET
    """ The IANA zone in which the invitee sees the meeting; as before if absent. """
    reason: None | str | Unset = UNSET
    """ What the other side is told. """
    hold_id: None | Unset | UUID = UNSET
    """ The hold that keeps the new slot. """
    hold_token: None | str | Unset = UNSET
    """ The hold's token. """

    def to_dict(self) -> dict[str, Any]:
        start_time = self.start_time.isoformat()

        timezone: None | str | Unset
        if isinstance(self.timezone, Unset):
            timezone = UNSET
        else:
            timezone = self.timezone

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

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

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "startTime": start_time,
            }
        )
        if timezone is not UNSET:
            field_dict["timezone"] = timezone
        if reason is not UNSET:
            field_dict["reason"] = reason
        if hold_id is not UNSET:
            field_dict["holdId"] = hold_id
        if hold_token is not UNSET:
            field_dict["holdToken"] = hold_token

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        def _parse_timezone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        timezone = _parse_timezone(d.pop("timezone", UNSET))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

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

        reschedule_input = cls(
            start_time=start_time,
            timezone=timezone,
            reason=reason,
            hold_id=hold_id,
            hold_token=hold_token,
        )

        return reschedule_input
