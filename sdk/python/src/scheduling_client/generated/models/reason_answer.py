from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.reason_answer_counts_type_1 import (
    ReasonAnswerCountsType1,
    check_reason_answer_counts_type_1,
)
from ..models.reason_answer_counts_type_2_type_1 import (
    ReasonAnswerCountsType2Type1,
    check_reason_answer_counts_type_2_type_1,
)
from ..models.reason_answer_counts_type_3_type_1 import (
    ReasonAnswerCountsType3Type1,
    check_reason_answer_counts_type_3_type_1,
)
from ..models.reason_answer_period_type_1 import (
    ReasonAnswerPeriodType1,
    check_reason_answer_period_type_1,
)
from ..models.reason_answer_period_type_2_type_1 import (
    ReasonAnswerPeriodType2Type1,
    check_reason_answer_period_type_2_type_1,
)
from ..models.reason_answer_period_type_3_type_1 import (
    ReasonAnswerPeriodType3Type1,
    check_reason_answer_period_type_3_type_1,
)

T = TypeVar("T", bound="ReasonAnswer")


@_attrs_define
class ReasonAnswer:
    """A rule that takes a start away, with what does it."""

    rule: str
    """ The rule: `outside_hours`, `off_grid`, `notice`, `window`, `limit`, `blocked` or `busy`. """
    until: datetime.datetime | None
    """ Of `notice`: the first instant that is not too soon. """
    last_date: datetime.date | None
    """ Of `window`: the last date of the user that can be booked. """
    period: (
        None
        | ReasonAnswerPeriodType1
        | ReasonAnswerPeriodType2Type1
        | ReasonAnswerPeriodType3Type1
    )
    """ Of `limit`: the period that is full. """
    counts: (
        None
        | ReasonAnswerCountsType1
        | ReasonAnswerCountsType2Type1
        | ReasonAnswerCountsType3Type1
    )
    """ Of `limit`: whose bookings are counted. """
    count: int | None
    """ Of `limit`: how many there are. """
    max_: int | None
    """ Of `limit`: how many there may be. """
    blocked_date_id: None | UUID
    """ Of `blocked`: the blocked dates. """
    holiday: None | str
    """ Of `blocked` by a public holiday: what it is called. """
    booking_id: None | UUID
    """ Of `busy`: the booking that has the time. """
    awaits_address: bool | None
    """ Of `busy` by a booking: whether its invitee has still to confirm the address. It keeps the time until then,
    or until it expires. """
    hold_id: None | UUID
    """ Of `busy`: the hold that keeps the time. """
    busy_from: datetime.datetime | None
    """ Of `busy` in another calendar: when that begins. """
    busy_until: datetime.datetime | None
    """ Of `busy` in another calendar: when that ends. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rule = self.rule

        until: None | str
        if isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        last_date: None | str
        if isinstance(self.last_date, datetime.date):
            last_date = self.last_date.isoformat()
        else:
            last_date = self.last_date

        period: None | str
        if (
            isinstance(self.period, str)
            or isinstance(self.period, str)
            or isinstance(self.period, str)
        ):
            period = self.period
        else:
            period = self.period

        counts: None | str
        if (
            isinstance(self.counts, str)
            or isinstance(self.counts, str)
            or isinstance(self.counts, str)
        ):
            counts = self.counts
        else:
            counts = self.counts

        count: int | None
        count = self.count

        max_: int | None
        max_ = self.max_

        blocked_date_id: None | str
        if isinstance(self.blocked_date_id, UUID):
            blocked_date_id = str(self.blocked_date_id)
        else:
            blocked_date_id = self.blocked_date_id

        holiday: None | str
        holiday = self.holiday

        booking_id: None | str
        if isinstance(self.booking_id, UUID):
            booking_id = str(self.booking_id)
        else:
            booking_id = self.booking_id

        awaits_address: bool | None
        awaits_address = self.awaits_address

        hold_id: None | str
        if isinstance(self.hold_id, UUID):
            hold_id = str(self.hold_id)
        else:
            hold_id = self.hold_id

        busy_from: None | str
        if isinstance(self.busy_from, datetime.datetime):
            busy_from = self.busy_from.isoformat()
        else:
            busy_from = self.busy_from

        busy_until: None | str
        if isinstance(self.busy_until, datetime.datetime):
            busy_until = self.busy_until.isoformat()
        else:
            busy_until = self.busy_until

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rule": rule,
                "until": until,
                "lastDate": last_date,
                "period": period,
                "counts": counts,
                "count": count,
                "max": max_,
                "blockedDateId": blocked_date_id,
                "holiday": holiday,
                "bookingId": booking_id,
                "awaitsAddress": awaits_address,
                "holdId": hold_id,
                "busyFrom": busy_from,
                "busyUntil": busy_until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        rule = d.pop("rule")

        def _parse_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        until = _parse_until(d.pop("until"))

        def _parse_last_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_date_type_0 = datetime.date.fromisoformat(data)

                return last_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        last_date = _parse_last_date(d.pop("lastDate"))

        def _parse_period(
            data: object,
        ) -> (
            None
            | ReasonAnswerPeriodType1
            | ReasonAnswerPeriodType2Type1
            | ReasonAnswerPeriodType3Type1
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                period_type_1 = check_reason_answer_period_type_1(data)

                return period_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                period_type_2_type_1 = check_reason_answer_period_type_2_type_1(data)

                return period_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                period_type_3_type_1 = check_reason_answer_period_type_3_type_1(data)

                return period_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | ReasonAnswerPeriodType1
                | ReasonAnswerPeriodType2Type1
                | ReasonAnswerPeriodType3Type1,
                data,
            )

        period = _parse_period(d.pop("period"))

        def _parse_counts(
            data: object,
        ) -> (
            None
            | ReasonAnswerCountsType1
            | ReasonAnswerCountsType2Type1
            | ReasonAnswerCountsType3Type1
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                counts_type_1 = check_reason_answer_counts_type_1(data)

                return counts_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                counts_type_2_type_1 = check_reason_answer_counts_type_2_type_1(data)

                return counts_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                counts_type_3_type_1 = check_reason_answer_counts_type_3_type_1(data)

                return counts_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | ReasonAnswerCountsType1
                | ReasonAnswerCountsType2Type1
                | ReasonAnswerCountsType3Type1,
                data,
            )

        counts = _parse_counts(d.pop("counts"))

        def _parse_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        count = _parse_count(d.pop("count"))

        def _parse_max_(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_ = _parse_max_(d.pop("max"))

        def _parse_blocked_date_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                blocked_date_id_type_0 = UUID(data)

                return blocked_date_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        blocked_date_id = _parse_blocked_date_id(d.pop("blockedDateId"))

        def _parse_holiday(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        holiday = _parse_holiday(d.pop("holiday"))

        def _parse_booking_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                booking_id_type_0 = UUID(data)

                return booking_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        booking_id = _parse_booking_id(d.pop("bookingId"))

        def _parse_awaits_address(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        awaits_address = _parse_awaits_address(d.pop("awaitsAddress"))

        def _parse_hold_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                hold_id_type_0 = UUID(data)

                return hold_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        hold_id = _parse_hold_id(d.pop("holdId"))

        def _parse_busy_from(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                busy_from_type_0 = datetime.datetime.fromisoformat(data)

                return busy_from_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        busy_from = _parse_busy_from(d.pop("busyFrom"))

        def _parse_busy_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                busy_until_type_0 = datetime.datetime.fromisoformat(data)

                return busy_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        busy_until = _parse_busy_until(d.pop("busyUntil"))

        reason_answer = cls(
            rule=rule,
            until=until,
            last_date=last_date,
            period=period,
            counts=counts,
            count=count,
            max_=max_,
            blocked_date_id=blocked_date_id,
            holiday=holiday,
            booking_id=booking_id,
            awaits_address=awaits_address,
            hold_id=hold_id,
            busy_from=busy_from,
            busy_until=busy_until,
        )

        reason_answer.additional_properties = d
        return reason_answer

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
