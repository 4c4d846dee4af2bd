from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="HolidaysInput")


@_attrs_define
class HolidaysInput:
    """The public holidays on which nobody can be booked. A date with hours of its own is no day off."""

    sets: list[str]
    """ The sets, by their codes. """
    worked: list[str] | None | Unset = UNSET
    """ The holidays of these sets that are working days all the same, by their names; of every year. """

    def to_dict(self) -> dict[str, Any]:
        sets = self.sets

        worked: list[str] | None | Unset
        if isinstance(self.worked, Unset):
            worked = UNSET
        elif isinstance(self.worked, list):
            worked = self.worked

        else:
            worked = self.worked

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sets": sets,
            }
        )
        if worked is not UNSET:
            field_dict["worked"] = worked

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        sets = cast(list[str], d.pop("sets"))

        def _parse_worked(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                worked_type_0 = cast(list[str], data)

                return worked_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        worked = _parse_worked(d.pop("worked", UNSET))

        holidays_input = cls(
            sets=sets,
            worked=worked,
        )

        return holidays_input
