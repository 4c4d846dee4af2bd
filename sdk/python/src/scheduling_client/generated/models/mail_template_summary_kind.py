from typing import Literal

MailTemplateSummaryKind = Literal[
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

MAIL_TEMPLATE_SUMMARY_KIND_VALUES: set[MailTemplateSummaryKind] = {
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


def check_mail_template_summary_kind(value: str) -> MailTemplateSummaryKind:
    if value in MAIL_TEMPLATE_SUMMARY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_TEMPLATE_SUMMARY_KIND_VALUES!r}"
    )
