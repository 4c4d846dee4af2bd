from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="HolidaysAnswer")


@_attrs_define
class HolidaysAnswer:
    """The public holidays on which nobody can be booked."""

    sets: list[str]
    """ The sets, by their codes. """
    worked: list[str]
    """ The holidays of these sets that are working days all the same. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sets = self.sets

        worked = self.worked

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sets": sets,
                "worked": worked,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        sets = cast(list[str], d.pop("sets"))

        worked = cast(list[str], d.pop("worked"))

        holidays_answer = cls(
            sets=sets,
            worked=worked,
        )

        holidays_answer.additional_properties = d
        return holidays_answer

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
