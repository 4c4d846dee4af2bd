from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.host_explanation_answer import HostExplanationAnswer
    from ..models.reason_answer import ReasonAnswer


T = TypeVar("T", bound="ExplanationAnswer")


@_attrs_define
class ExplanationAnswer:
    """What the rules say of one start."""

    start_time: datetime.datetime
    """ The start. """
    available: bool
    """ Whether the start can be booked at this moment. """
    bookable: bool
    """ Whether the public can book the event type at all: tenant, user and event type are active. """
    reasons: list[ReasonAnswer]
    """ Every rule that takes the start away, in the order of the rules. Of a team, those of all hosts where all are
     needed, else those of the active host who comes closest to taking it. """
    hosts: list[HostExplanationAnswer] | None
    """ Of a team, what the rules say at each host; null of a user's event type. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        start_time = self.start_time.isoformat()

        available = self.available

        bookable = self.bookable

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        hosts: list[dict[str, Any]] | None
        if isinstance(self.hosts, list):
            hosts = []
            for hosts_type_0_item_data in self.hosts:
                hosts_type_0_item = hosts_type_0_item_data.to_dict()
                hosts.append(hosts_type_0_item)

        else:
            hosts = self.hosts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "startTime": start_time,
                "available": available,
                "bookable": bookable,
                "reasons": reasons,
                "hosts": hosts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.host_explanation_answer import HostExplanationAnswer
        from ..models.reason_answer import ReasonAnswer

        d = dict(src_dict)
        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        available = d.pop("available")

        bookable = d.pop("bookable")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = ReasonAnswer.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        def _parse_hosts(data: object) -> list[HostExplanationAnswer] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                hosts_type_0 = []
                _hosts_type_0 = data
                for hosts_type_0_item_data in _hosts_type_0:
                    hosts_type_0_item = HostExplanationAnswer.from_dict(
                        hosts_type_0_item_data
                    )

                    hosts_type_0.append(hosts_type_0_item)

                return hosts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[HostExplanationAnswer] | None, data)

        hosts = _parse_hosts(d.pop("hosts"))

        explanation_answer = cls(
            start_time=start_time,
            available=available,
            bookable=bookable,
            reasons=reasons,
            hosts=hosts,
        )

        explanation_answer.additional_properties = d
        return explanation_answer

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
