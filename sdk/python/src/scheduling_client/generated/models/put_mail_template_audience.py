from typing import Literal

PutMailTemplateAudience = Literal["guest", "host", "invitee"]

PUT_MAIL_TEMPLATE_AUDIENCE_VALUES: set[PutMailTemplateAudience] = {
    "guest",
    "host",
    "invitee",
}


def check_put_mail_template_audience(value: str) -> PutMailTemplateAudience:
    if value in PUT_MAIL_TEMPLATE_AUDIENCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PUT_MAIL_TEMPLATE_AUDIENCE_VALUES!r}"
    )
