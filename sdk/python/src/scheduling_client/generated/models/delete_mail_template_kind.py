from typing import Literal

DeleteMailTemplateKind = Literal[
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

DELETE_MAIL_TEMPLATE_KIND_VALUES: set[DeleteMailTemplateKind] = {
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


def check_delete_mail_template_kind(value: str) -> DeleteMailTemplateKind:
    if value in DELETE_MAIL_TEMPLATE_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DELETE_MAIL_TEMPLATE_KIND_VALUES!r}"
    )
