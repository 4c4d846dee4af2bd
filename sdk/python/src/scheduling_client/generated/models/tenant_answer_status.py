from typing import Literal

TenantAnswerStatus = Literal["active", "suspended"]

TENANT_ANSWER_STATUS_VALUES: set[TenantAnswerStatus] = {
    "active",
    "suspended",
}


def check_tenant_answer_status(value: str) -> TenantAnswerStatus:
    if value in TENANT_ANSWER_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TENANT_ANSWER_STATUS_VALUES!r}"
    )
