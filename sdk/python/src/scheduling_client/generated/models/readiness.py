from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.check_answer import CheckAnswer


T = TypeVar("T", bound="Readiness")


@_attrs_define
class Readiness:
    """Whether the server can serve, and on what that depends."""

    status: str
    """ `ready`, or `failing` when something is away without which nothing works. """
    checks: list[CheckAnswer]
    """ What was looked at. """
    time_zone_database: None | str
    """ The release of the IANA time zone database in the program. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        checks = []
        for checks_item_data in self.checks:
            checks_item = checks_item_data.to_dict()
            checks.append(checks_item)

        time_zone_database: None | str
        time_zone_database = self.time_zone_database

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "checks": checks,
                "timeZoneDatabase": time_zone_database,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.check_answer import CheckAnswer

        d = dict(src_dict)
        status = d.pop("status")

        checks = []
        _checks = d.pop("checks")
        for checks_item_data in _checks:
            checks_item = CheckAnswer.from_dict(checks_item_data)

            checks.append(checks_item)

        def _parse_time_zone_database(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        time_zone_database = _parse_time_zone_database(d.pop("timeZoneDatabase"))

        readiness = cls(
            status=status,
            checks=checks,
            time_zone_database=time_zone_database,
        )

        readiness.additional_properties = d
        return readiness

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
