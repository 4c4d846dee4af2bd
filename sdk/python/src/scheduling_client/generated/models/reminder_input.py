from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.reminder_input_host_type_0_item import (
    ReminderInputHostType0Item,
    check_reminder_input_host_type_0_item,
)
from ..models.reminder_input_invitee_type_0_item import (
    ReminderInputInviteeType0Item,
    check_reminder_input_invitee_type_0_item,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ReminderInput")


@_attrs_define
class ReminderInput:
    """Who is reminded of a meeting, and when."""

    enabled: bool
    """ Whether reminders are sent. """
    host: list[ReminderInputHostType0Item] | None | Unset = UNSET
    """ How long before the start the host is reminded; 24h if absent. """
    invitee: list[ReminderInputInviteeType0Item] | None | Unset = UNSET
    """ How long before the start the invitee is reminded; 24h if absent. """

    def to_dict(self) -> dict[str, Any]:
        enabled = self.enabled

        host: list[str] | None | Unset
        if isinstance(self.host, Unset):
            host = UNSET
        elif isinstance(self.host, list):
            host = []
            for host_type_0_item_data in self.host:
                host_type_0_item: str = host_type_0_item_data
                host.append(host_type_0_item)

        else:
            host = self.host

        invitee: list[str] | None | Unset
        if isinstance(self.invitee, Unset):
            invitee = UNSET
        elif isinstance(self.invitee, list):
            invitee = []
            for invitee_type_0_item_data in self.invitee:
                invitee_type_0_item: str = invitee_type_0_item_data
                invitee.append(invitee_type_0_item)

        else:
            invitee = self.invitee

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "enabled": enabled,
            }
        )
        if host is not UNSET:
            field_dict["host"] = host
        if invitee is not UNSET:
            field_dict["invitee"] = invitee

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        enabled = d.pop("enabled")

        def _parse_host(
            data: object,
        ) -> list[ReminderInputHostType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                host_type_0 = []
                _host_type_0 = data
                for host_type_0_item_data in _host_type_0:
                    host_type_0_item = check_reminder_input_host_type_0_item(
                        host_type_0_item_data
                    )

                    host_type_0.append(host_type_0_item)

                return host_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ReminderInputHostType0Item] | None | Unset, data)

        host = _parse_host(d.pop("host", UNSET))

        def _parse_invitee(
            data: object,
        ) -> list[ReminderInputInviteeType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                invitee_type_0 = []
                _invitee_type_0 = data
                for invitee_type_0_item_data in _invitee_type_0:
                    invitee_type_0_item = check_reminder_input_invitee_type_0_item(
                        invitee_type_0_item_data
                    )

                    invitee_type_0.append(invitee_type_0_item)

                return invitee_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ReminderInputInviteeType0Item] | None | Unset, data)

        invitee = _parse_invitee(d.pop("invitee", UNSET))

        reminder_input = cls(
            enabled=enabled,
            host=host,
            invitee=invitee,
        )

        return reminder_input
