from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.reminder_answer_host_item import (
    ReminderAnswerHostItem,
    check_reminder_answer_host_item,
)
from ..models.reminder_answer_invitee_item import (
    ReminderAnswerInviteeItem,
    check_reminder_answer_invitee_item,
)

T = TypeVar("T", bound="ReminderAnswer")


@_attrs_define
class ReminderAnswer:
    """Who is reminded of a meeting, and when."""

    enabled: bool
    """ Whether reminders are sent. """
    host: list[ReminderAnswerHostItem]
    """ How long before the start the host is reminded. """
    invitee: list[ReminderAnswerInviteeItem]
    """ How long before the start the invitee is reminded. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        enabled = self.enabled

        host = []
        for host_item_data in self.host:
            host_item: str = host_item_data
            host.append(host_item)

        invitee = []
        for invitee_item_data in self.invitee:
            invitee_item: str = invitee_item_data
            invitee.append(invitee_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "enabled": enabled,
                "host": host,
                "invitee": invitee,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        enabled = d.pop("enabled")

        host = []
        _host = d.pop("host")
        for host_item_data in _host:
            host_item = check_reminder_answer_host_item(host_item_data)

            host.append(host_item)

        invitee = []
        _invitee = d.pop("invitee")
        for invitee_item_data in _invitee:
            invitee_item = check_reminder_answer_invitee_item(invitee_item_data)

            invitee.append(invitee_item)

        reminder_answer = cls(
            enabled=enabled,
            host=host,
            invitee=invitee,
        )

        reminder_answer.additional_properties = d
        return reminder_answer

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
