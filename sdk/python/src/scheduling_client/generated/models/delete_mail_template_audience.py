from typing import Literal

DeleteMailTemplateAudience = Literal["guest", "host", "invitee"]

DELETE_MAIL_TEMPLATE_AUDIENCE_VALUES: set[DeleteMailTemplateAudience] = {
    "guest",
    "host",
    "invitee",
}


def check_delete_mail_template_audience(value: str) -> DeleteMailTemplateAudience:
    if value in DELETE_MAIL_TEMPLATE_AUDIENCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DELETE_MAIL_TEMPLATE_AUDIENCE_VALUES!r}"
    )
