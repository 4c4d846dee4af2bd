from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.window import Window


T = TypeVar("T", bound="WeeklyInput")


@_attrs_define
class WeeklyInput:
    """The hours of each weekday. A day without windows is a day off; a day that is absent has none."""

    monday: list[Window] | None | Unset = UNSET
    """ Monday's hours. """
    tuesday: list[Window] | None | Unset = UNSET
    """ Tuesday's hours. """
    wednesday: list[Window] | None | Unset = UNSET
    """ Wednesday's hours. """
    thursday: list[Window] | None | Unset = UNSET
    """ Thursday's hours. """
    friday: list[Window] | None | Unset = UNSET
    """ Friday's hours. """
    saturday: list[Window] | None | Unset = UNSET
    """ Saturday's hours. """
    sunday: list[Window] | None | Unset = UNSET
    """ Sunday's hours. """

    def to_dict(self) -> dict[str, Any]:
        monday: list[dict[str, Any]] | None | Unset
        if isinstance(self.monday, Unset):
            monday = UNSET
        elif isinstance(self.monday, list):
            monday = []
            for monday_type_0_item_data in self.monday:
                monday_type_0_item = monday_type_0_item_data.to_dict()
                monday.append(monday_type_0_item)

        else:
            monday = self.monday

        tuesday: list[dict[str, Any]] | None | Unset
        if isinstance(self.tuesday, Unset):
            tuesday = UNSET
        elif isinstance(self.tuesday, list):
            tuesday = []
            for tuesday_type_0_item_data in self.tuesday:
                tuesday_type_0_item = tuesday_type_0_item_data.to_dict()
                tuesday.append(tuesday_type_0_item)

        else:
            tuesday = self.tuesday

        wednesday: list[dict[str, Any]] | None | Unset
        if isinstance(self.wednesday, Unset):
            wednesday = UNSET
        elif isinstance(self.wednesday, list):
            wednesday = []
            for wednesday_type_0_item_data in self.wednesday:
                wednesday_type_0_item = wednesday_type_0_item_data.to_dict()
                wednesday.append(wednesday_type_0_item)

        else:
            wednesday = self.wednesday

        thursday: list[dict[str, Any]] | None | Unset
        if isinstance(self.thursday, Unset):
            thursday = UNSET
        elif isinstance(self.thursday, list):
            thursday = []
            for thursday_type_0_item_data in self.thursday:
                thursday_type_0_item = thursday_type_0_item_data.to_dict()
                thursday.append(thursday_type_0_item)

        else:
            thursday = self.thursday

        friday: list[dict[str, Any]] | None | Unset
        if isinstance(self.friday, Unset):
            friday = UNSET
        elif isinstance(self.friday, list):
            friday = []
            for friday_type_0_item_data in self.friday:
                friday_type_0_item = friday_type_0_item_data.to_dict()
                friday.append(friday_type_0_item)

        else:
            friday = self.friday

        saturday: list[dict[str, Any]] | None | Unset
        if isinstance(self.saturday, Unset):
            saturday = UNSET
        elif isinstance(self.saturday, list):
            saturday = []
            for saturday_type_0_item_data in self.saturday:
                saturday_type_0_item = saturday_type_0_item_data.to_dict()
                saturday.append(saturday_type_0_item)

        else:
            saturday = self.saturday

        sunday: list[dict[str, Any]] | None | Unset
        if isinstance(self.sunday, Unset):
            sunday = UNSET
        elif isinstance(self.sunday, list):
            sunday = []
            for sunday_type_0_item_data in self.sunday:
                sunday_type_0_item = sunday_type_0_item_data.to_dict()
                sunday.append(sunday_type_0_item)

        else:
            sunday = self.sunday

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if monday is not UNSET:
            field_dict["monday"] = monday
        if tuesday is not UNSET:
            field_dict["tuesday"] = tuesday
        if wednesday is not UNSET:
            field_dict["wednesday"] = wednesday
        if thursday is not UNSET:
            field_dict["thursday"] = thursday
        if friday is not UNSET:
            field_dict["friday"] = friday
        if saturday is not UNSET:
            field_dict["saturday"] = saturday
        if sunday is not UNSET:
            field_dict["sunday"] = sunday

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.window import Window

        d = dict(src_dict)

        def _parse_monday(data: object) -> list[Window] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                monday_type_0 = []
                _monday_type_0 = data
                for monday_type_0_item_data in _monday_type_0:
                    monday_type_0_item = Window.from_dict(monday_type_0_item_data)

                    monday_type_0.append(monday_type_0_item)

                return monday_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Window] | None | Unset, data)

        monday = _parse_monday(d.pop("monday", UNSET))

        def _parse_tuesday(data: object) -> list[Window] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                tuesday_type_0 = []
                _tuesday_type_0 = data
                for tuesday_type_0_item_data in _tuesday_type_0:
                    tuesday_type_0_item = Window.from_dict(tuesday_type_0_item_data)

                    tuesday_type_0.append(tuesday_type_0_item)

                return tuesday_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Window] | None | Unset, data)

        tuesday = _parse_tuesday(d.pop("tuesday", UNSET))

        def _parse_wednesday(data: object) -> list[Window] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                wednesday_type_0 = []
                _wednesday_type_0 = data
                for wednesday_type_0_item_data in _wednesday_type_0:
                    wednesday_type_0_item = Window.from_dict(wednesday_type_0_item_data)

                    wednesday_type_0.append(wednesday_type_0_item)

                return wednesday_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Window] | None | Unset, data)

        wednesday = _parse_wednesday(d.pop("wednesday", UNSET))

        def _parse_thursday(data: object) -> list[Window] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                thursday_type_0 = []
                _thursday_type_0 = data
                for thursday_type_0_item_data in _thursday_type_0:
                    thursday_type_0_item = Window.from_dict(thursday_type_0_item_data)

                    thursday_type_0.append(thursday_type_0_item)

                return thursday_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Window] | None | Unset, data)

        thursday = _parse_thursday(d.pop("thursday", UNSET))

        def _parse_friday(data: object) -> list[Window] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                friday_type_0 = []
                _friday_type_0 = data
                for friday_type_0_item_data in _friday_type_0:
                    friday_type_0_item = Window.from_dict(friday_type_0_item_data)

                    friday_type_0.append(friday_type_0_item)

                return friday_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Window] | None | Unset, data)

        friday = _parse_friday(d.pop("friday", UNSET))

        def _parse_saturday(data: object) -> list[Window] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                saturday_type_0 = []
                _saturday_type_0 = data
                for saturday_type_0_item_data in _saturday_type_0:
                    saturday_type_0_item = Window.from_dict(saturday_type_0_item_data)

                    saturday_type_0.append(saturday_type_0_item)

                return saturday_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Window] | None | Unset, data)

        saturday = _parse_saturday(d.pop("saturday", UNSET))

        def _parse_sunday(data: object) -> list[Window] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                sunday_type_0 = []
                _sunday_type_0 = data
                for sunday_type_0_item_data in _sunday_type_0:
                    sunday_type_0_item = Window.from_dict(sunday_type_0_item_data)

                    sunday_type_0.append(sunday_type_0_item)

                return sunday_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Window] | None | Unset, data)

        sunday = _parse_sunday(d.pop("sunday", UNSET))

        weekly_input = cls(
            monday=monday,
            tuesday=tuesday,
            wednesday=wednesday,
            thursday=thursday,
            friday=friday,
            saturday=saturday,
            sunday=sunday,
        )

        return weekly_input
