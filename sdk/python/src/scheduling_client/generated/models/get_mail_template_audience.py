from typing import Literal

GetMailTemplateAudience = Literal["guest", "host", "invitee"]

GET_MAIL_TEMPLATE_AUDIENCE_VALUES: set[GetMailTemplateAudience] = {
    "guest",
    "host",
    "invitee",
}


def check_get_mail_template_audience(value: str) -> GetMailTemplateAudience:
    if value in GET_MAIL_TEMPLATE_AUDIENCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GET_MAIL_TEMPLATE_AUDIENCE_VALUES!r}"
    )
