from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rule_override_answer_rules_item import (
    RuleOverrideAnswerRulesItem,
    check_rule_override_answer_rules_item,
)

T = TypeVar("T", bound="RuleOverrideAnswer")


@_attrs_define
class RuleOverrideAnswer:
    """Rules that were set aside for a booking."""

    rules: list[RuleOverrideAnswerRulesItem]
    """ Which ones. """
    reason: str
    """ Why. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rules = []
        for rules_item_data in self.rules:
            rules_item: str = rules_item_data
            rules.append(rules_item)

        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
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
            rules_item = check_rule_override_answer_rules_item(rules_item_data)

            rules.append(rules_item)

        reason = d.pop("reason")

        rule_override_answer = cls(
            rules=rules,
            reason=reason,
        )

        rule_override_answer.additional_properties = d
        return rule_override_answer

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
