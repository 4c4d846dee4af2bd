from typing import Literal

MailPreviewInputAudience = Literal["guest", "host", "invitee"]

MAIL_PREVIEW_INPUT_AUDIENCE_VALUES: set[MailPreviewInputAudience] = {
    "guest",
    "host",
    "invitee",
}


def check_mail_preview_input_audience(value: str) -> MailPreviewInputAudience:
    if value in MAIL_PREVIEW_INPUT_AUDIENCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_PREVIEW_INPUT_AUDIENCE_VALUES!r}"
    )
