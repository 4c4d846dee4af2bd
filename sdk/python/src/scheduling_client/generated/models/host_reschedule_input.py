from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.rule_override_input import RuleOverrideInput


T = TypeVar("T", bound="HostRescheduleInput")


@_attrs_define
class HostRescheduleInput:
    """Where the host's side moves a meeting."""

    start_time: datetime.datetime
    """ When it starts then. """
    timezone: None | str | Unset = UNSET
    """ The IANA zone in which the invitee sees the meeting; as before if absent. """
    reason: None | str | Unset = UNSET
    """ What the other side is told. """
    overrides: None | RuleOverrideInput | Unset = UNSET
    """ The rules that are set aside for it; none if absent. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.rule_override_input import RuleOverrideInput

        start_time = self.start_time.isoformat()

        timezone: None | str | Unset
        if isinstance(self.timezone, Unset):
            timezone = UNSET
        else:
            timezone = self.timezone

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        overrides: dict[str, Any] | None | Unset
        if isinstance(self.overrides, Unset):
            overrides = UNSET
        elif isinstance(self.overrides, RuleOverrideInput):
            overrides = self.overrides.to_dict()
        else:
            overrides = self.overrides

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "startTime": start_time,
            }
        )
        if timezone is not UNSET:
            field_dict["timezone"] = timezone
        if reason is not UNSET:
            field_dict["reason"] = reason
        if overrides is not UNSET:
            field_dict["overrides"] = overrides

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rule_override_input import RuleOverrideInput

        d = dict(src_dict)
        start_time = datetime.datetime.fromisoformat(d.pop("startTime"))

        def _parse_timezone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        timezone = _parse_timezone(d.pop("timezone", UNSET))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        def _parse_overrides(data: object) -> None | RuleOverrideInput | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                overrides_type_1 = RuleOverrideInput.from_dict(data)

                return overrides_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RuleOverrideInput | Unset, data)

        overrides = _parse_overrides(d.pop("overrides", UNSET))

        host_reschedule_input = cls(
            start_time=start_time,
            timezone=timezone,
            reason=reason,
            overrides=overrides,
        )

        return host_reschedule_input
