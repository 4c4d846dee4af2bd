from typing import Literal

MailTemplateAnswerKind = Literal[
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

MAIL_TEMPLATE_ANSWER_KIND_VALUES: set[MailTemplateAnswerKind] = {
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


def check_mail_template_answer_kind(value: str) -> MailTemplateAnswerKind:
    if value in MAIL_TEMPLATE_ANSWER_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_TEMPLATE_ANSWER_KIND_VALUES!r}"
    )
