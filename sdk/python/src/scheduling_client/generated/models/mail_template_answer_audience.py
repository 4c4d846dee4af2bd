from typing import Literal

MailTemplateAnswerAudience = Literal["guest", "host", "invitee"]

MAIL_TEMPLATE_ANSWER_AUDIENCE_VALUES: set[MailTemplateAnswerAudience] = {
    "guest",
    "host",
    "invitee",
}


def check_mail_template_answer_audience(value: str) -> MailTemplateAnswerAudience:
    if value in MAIL_TEMPLATE_ANSWER_AUDIENCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_TEMPLATE_ANSWER_AUDIENCE_VALUES!r}"
    )
