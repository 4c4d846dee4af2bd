from typing import Literal

GetMailTemplateKind = Literal[
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

GET_MAIL_TEMPLATE_KIND_VALUES: set[GetMailTemplateKind] = {
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


def check_get_mail_template_kind(value: str) -> GetMailTemplateKind:
    if value in GET_MAIL_TEMPLATE_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GET_MAIL_TEMPLATE_KIND_VALUES!r}"
    )
