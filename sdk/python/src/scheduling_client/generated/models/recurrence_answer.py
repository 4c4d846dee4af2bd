from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recurrence_answer_frequency import (
    RecurrenceAnswerFrequency,
    check_recurrence_answer_frequency,
)

T = TypeVar("T", bound="RecurrenceAnswer")


@_attrs_define
class RecurrenceAnswer:
    """How a meeting repeats, in the terms of RFC 5545."""

    frequency: RecurrenceAnswerFrequency
    """ In days, in weeks on its weekday, or in months on its day of the month. """
    interval: int
    """ How many of these lie between two meetings. """
    count: int
    """ How many meetings there were when it was booked. """
    timezone: str
    """ The IANA zone whose local time the meetings keep: the host's, or that of the team's event type. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        frequency: str = self.frequency

        interval = self.interval

        count = self.count

        timezone = self.timezone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "frequency": frequency,
                "interval": interval,
                "count": count,
                "timezone": timezone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        frequency = check_recurrence_answer_frequency(d.pop("frequency"))

        interval = d.pop("interval")

        count = d.pop("count")

        timezone = d.pop("timezone")

        recurrence_answer = cls(
            frequency=frequency,
            interval=interval,
            count=count,
            timezone=timezone,
        )

        recurrence_answer.additional_properties = d
        return recurrence_answer

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
