from typing import Literal

MailTemplateSummaryAudience = Literal["guest", "host", "invitee"]

MAIL_TEMPLATE_SUMMARY_AUDIENCE_VALUES: set[MailTemplateSummaryAudience] = {
    "guest",
    "host",
    "invitee",
}


def check_mail_template_summary_audience(value: str) -> MailTemplateSummaryAudience:
    if value in MAIL_TEMPLATE_SUMMARY_AUDIENCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_TEMPLATE_SUMMARY_AUDIENCE_VALUES!r}"
    )
