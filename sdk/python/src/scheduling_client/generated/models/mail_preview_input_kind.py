from typing import Literal

MailPreviewInputKind = Literal[
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

MAIL_PREVIEW_INPUT_KIND_VALUES: set[MailPreviewInputKind] = {
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


def check_mail_preview_input_kind(value: str) -> MailPreviewInputKind:
    if value in MAIL_PREVIEW_INPUT_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_PREVIEW_INPUT_KIND_VALUES!r}"
    )
