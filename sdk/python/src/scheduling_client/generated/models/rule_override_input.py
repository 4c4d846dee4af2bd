from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.rule_override_input_rules_item import (
    RuleOverrideInputRulesItem,
    check_rule_override_input_rules_item,
)

T = TypeVar("T", bound="RuleOverrideInput")


@_attrs_define
class RuleOverrideInput:
    """Rules to be set aside for one booking. Other bookings, holds and busy time always count."""

    rules: list[RuleOverrideInputRulesItem]
    """ Which ones, by the codes with which they refuse a start. """
    reason: str
    """ Why; kept with the booking and in the changelog. """

    def to_dict(self) -> dict[str, Any]:
        rules = []
        for rules_item_data in self.rules:
            rules_item: str = rules_item_data
            rules.append(rules_item)

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rules": rules,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = check_rule_override_input_rules_item(rules_item_data)

            rules.append(rules_item)

        reason = d.pop("reason")

        rule_override_input = cls(
            rules=rules,
            reason=reason,
        )

        return rule_override_input
