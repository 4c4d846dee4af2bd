from typing import Literal

RuleOverrideAnswerRulesItem = Literal[
    "blocked", "limit_reached", "off_grid", "outside_hours", "too_far", "too_soon"
]

RULE_OVERRIDE_ANSWER_RULES_ITEM_VALUES: set[RuleOverrideAnswerRulesItem] = {
    "blocked",
    "limit_reached",
    "off_grid",
    "outside_hours",
    "too_far",
    "too_soon",
}


def check_rule_override_answer_rules_item(value: str) -> RuleOverrideAnswerRulesItem:
    if value in RULE_OVERRIDE_ANSWER_RULES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RULE_OVERRIDE_ANSWER_RULES_ITEM_VALUES!r}"
    )
