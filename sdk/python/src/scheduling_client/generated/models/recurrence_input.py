from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.recurrence_input_frequency import (
    RecurrenceInputFrequency,
    check_recurrence_input_frequency,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="RecurrenceInput")


@_attrs_define
class RecurrenceInput:
    """How a meeting repeats, in the terms of RFC 5545. Months without the day of the first meeting, and dates on which
    clocks skip its local time, are left out and not counted.

    """

    frequency: RecurrenceInputFrequency
    """ In days, in weeks on its weekday, or in months on its day of the month. """
    count: int
    """ How many meetings there are, with the first one. """
    interval: int | None | Unset = UNSET
    """ How many of these lie between two meetings; 1 if absent. """

    def to_dict(self) -> dict[str, Any]:
        frequency: str = self.frequency

        count = self.count

        interval: int | None | Unset
        if isinstance(self.interval, Unset):
            interval = UNSET
        else:
            interval = self.interval

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "frequency": frequency,
                "count": count,
            }
        )
        if interval is not UNSET:
            field_dict["interval"] = interval

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        frequency = check_recurrence_input_frequency(d.pop("frequency"))

        count = d.pop("count")

        def _parse_interval(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        interval = _parse_interval(d.pop("interval", UNSET))

        recurrence_input = cls(
            frequency=frequency,
            count=count,
            interval=interval,
        )

        return recurrence_input
