from typing import Literal

RuleOverrideInputRulesItem = Literal[
    "blocked", "limit_reached", "off_grid", "outside_hours", "too_far", "too_soon"
]

RULE_OVERRIDE_INPUT_RULES_ITEM_VALUES: set[RuleOverrideInputRulesItem] = {
    "blocked",
    "limit_reached",
    "off_grid",
    "outside_hours",
    "too_far",
    "too_soon",
}


def check_rule_override_input_rules_item(value: str) -> RuleOverrideInputRulesItem:
    if value in RULE_OVERRIDE_INPUT_RULES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RULE_OVERRIDE_INPUT_RULES_ITEM_VALUES!r}"
    )
