from typing import Literal

PutMailTemplateKind = Literal[
    "address_confirmation",
    "approval_request",
    "cancellation",
    "confirmation",
    "decline",
    "handed_over",
    "reassignment",
    "reminder",
    "request_received",
    "reschedule",
]

PUT_MAIL_TEMPLATE_KIND_VALUES: set[PutMailTemplateKind] = {
    "address_confirmation",
    "approval_request",
    "cancellation",
    "confirmation",
    "decline",
    "handed_over",
    "reassignment",
    "reminder",
    "request_received",
    "reschedule",
}


def check_put_mail_template_kind(value: str) -> PutMailTemplateKind:
    if value in PUT_MAIL_TEMPLATE_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PUT_MAIL_TEMPLATE_KIND_VALUES!r}"
    )
