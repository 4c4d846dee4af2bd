from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.analytics_answer_by import AnalyticsAnswerBy, check_analytics_answer_by

if TYPE_CHECKING:
    from ..models.analytics_summary import AnalyticsSummary
    from ..models.day_analytics import DayAnalytics
    from ..models.event_type_analytics import EventTypeAnalytics
    from ..models.member_analytics import MemberAnalytics


T = TypeVar("T", bound="AnalyticsAnswer")


@_attrs_define
class AnalyticsAnswer:
    """Figures about a period."""

    timezone: str
    """ The IANA zone whose dates, weekdays and hours are meant. """
    from_: datetime.date
    """ The first date. """
    to: datetime.date
    """ The last date. """
    by: AnalyticsAnswerBy
    """ What bookings were counted by. """
    summary: AnalyticsSummary
    """ The figures of all bookings of a period. """
    by_event_type: list[EventTypeAnalytics]
    """ The event types that have bookings, the most booked ones first. """
    by_day_of_week: list[int]
    """ The bookings of each weekday: seven numbers, Monday's first. """
    by_hour_of_day: list[int]
    """ The bookings of each hour that the clock shows: 24 numbers, that from midnight first. """
    trend: list[DayAnalytics]
    """ The bookings of each date, all dates of the period. """
    by_member: list[MemberAnalytics]
    """ The active users, and those who have bookings, by name. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        timezone = self.timezone

        from_ = self.from_.isoformat()

        to = self.to.isoformat()

        by: str = self.by

        summary = self.summary.to_dict()

        by_event_type = []
        for by_event_type_item_data in self.by_event_type:
            by_event_type_item = by_event_type_item_data.to_dict()
            by_event_type.append(by_event_type_item)

        by_day_of_week = self.by_day_of_week

        by_hour_of_day = self.by_hour_of_day

        trend = []
        for trend_item_data in self.trend:
            trend_item = trend_item_data.to_dict()
            trend.append(trend_item)

        by_member = []
        for by_member_item_data in self.by_member:
            by_member_item = by_member_item_data.to_dict()
            by_member.append(by_member_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "timezone": timezone,
                "from": from_,
                "to": to,
                "by": by,
                "summary": summary,
                "byEventType": by_event_type,
                "byDayOfWeek": by_day_of_week,
                "byHourOfDay": by_hour_of_day,
                "trend": trend,
                "byMember": by_member,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.analytics_summary import AnalyticsSummary
        from ..models.day_analytics import DayAnalytics
        from ..models.event_type_analytics import EventTypeAnalytics
        from ..models.member_analytics import MemberAnalytics

        d = dict(src_dict)
        timezone = d.pop("timezone")

        from_ = datetime.date.fromisoformat(d.pop("from"))

        to = datetime.date.fromisoformat(d.pop("to"))

        by = check_analytics_answer_by(d.pop("by"))

        summary = AnalyticsSummary.from_dict(d.pop("summary"))

        by_event_type = []
        _by_event_type = d.pop("byEventType")
        for by_event_type_item_data in _by_event_type:
            by_event_type_item = EventTypeAnalytics.from_dict(by_event_type_item_data)

            by_event_type.append(by_event_type_item)

        by_day_of_week = cast(list[int], d.pop("byDayOfWeek"))

        by_hour_of_day = cast(list[int], d.pop("byHourOfDay"))

        trend = []
        _trend = d.pop("trend")
        for trend_item_data in _trend:
            trend_item = DayAnalytics.from_dict(trend_item_data)

            trend.append(trend_item)

        by_member = []
        _by_member = d.pop("byMember")
        for by_member_item_data in _by_member:
            by_member_item = MemberAnalytics.from_dict(by_member_item_data)

            by_member.append(by_member_item)

        analytics_answer = cls(
            timezone=timezone,
            from_=from_,
            to=to,
            by=by,
            summary=summary,
            by_event_type=by_event_type,
            by_day_of_week=by_day_of_week,
            by_hour_of_day=by_hour_of_day,
            trend=trend,
            by_member=by_member,
        )

        analytics_answer.additional_properties = d
        return analytics_answer

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
