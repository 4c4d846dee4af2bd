from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.subdivision_answer import SubdivisionAnswer


T = TypeVar("T", bound="CountryAnswer")


@_attrs_define
class CountryAnswer:
    """The holidays of a country, and of its parts."""

    code: str
    """ The country's code (ISO 3166-1 alpha-2), which names its set. """
    name: str
    """ What it is called. """
    covered_from: datetime.date
    """ The first date of which all holidays are known. """
    covered_until: datetime.date
    """ The last date of which all holidays are known: after it, some or all are missing. """
    subdivisions: list[SubdivisionAnswer]
    """ Its parts that have sets of their own. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        name = self.name

        covered_from = self.covered_from.isoformat()

        covered_until = self.covered_until.isoformat()

        subdivisions = []
        for subdivisions_item_data in self.subdivisions:
            subdivisions_item = subdivisions_item_data.to_dict()
            subdivisions.append(subdivisions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "name": name,
                "coveredFrom": covered_from,
                "coveredUntil": covered_until,
                "subdivisions": subdivisions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.subdivision_answer import SubdivisionAnswer

        d = dict(src_dict)
        code = d.pop("code")

        name = d.pop("name")

        covered_from = datetime.date.fromisoformat(d.pop("coveredFrom"))

        covered_until = datetime.date.fromisoformat(d.pop("coveredUntil"))

        subdivisions = []
        _subdivisions = d.pop("subdivisions")
        for subdivisions_item_data in _subdivisions:
            subdivisions_item = SubdivisionAnswer.from_dict(subdivisions_item_data)

            subdivisions.append(subdivisions_item)

        country_answer = cls(
            code=code,
            name=name,
            covered_from=covered_from,
            covered_until=covered_until,
            subdivisions=subdivisions,
        )

        country_answer.additional_properties = d
        return country_answer

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
