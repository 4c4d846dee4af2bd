from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.holiday_answer import HolidayAnswer


T = TypeVar("T", bound="HolidaySetAnswer")


@_attrs_define
class HolidaySetAnswer:
    """A set of holidays."""

    code: str
    """ Its code. """
    name: str
    """ What the country, or the part of it, is called. """
    covered_from: datetime.date
    """ The first date of which all holidays are known. """
    covered_until: datetime.date
    """ The last date of which all holidays are known: after it, some or all are missing. """
    holidays: list[HolidayAnswer]
    """ The holidays on the asked dates, ascending. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        name = self.name

        covered_from = self.covered_from.isoformat()

        covered_until = self.covered_until.isoformat()

        holidays = []
        for holidays_item_data in self.holidays:
            holidays_item = holidays_item_data.to_dict()
            holidays.append(holidays_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "name": name,
                "coveredFrom": covered_from,
                "coveredUntil": covered_until,
                "holidays": holidays,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.holiday_answer import HolidayAnswer

        d = dict(src_dict)
        code = d.pop("code")

        name = d.pop("name")

        covered_from = datetime.date.fromisoformat(d.pop("coveredFrom"))

        covered_until = datetime.date.fromisoformat(d.pop("coveredUntil"))

        holidays = []
        _holidays = d.pop("holidays")
        for holidays_item_data in _holidays:
            holidays_item = HolidayAnswer.from_dict(holidays_item_data)

            holidays.append(holidays_item)

        holiday_set_answer = cls(
            code=code,
            name=name,
            covered_from=covered_from,
            covered_until=covered_until,
            holidays=holidays,
        )

        holiday_set_answer.additional_properties = d
        return holiday_set_answer

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
