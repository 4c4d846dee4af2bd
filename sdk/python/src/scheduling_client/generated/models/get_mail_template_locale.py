from typing import Literal

GetMailTemplateLocale = Literal["de", "en", "es", "fr", "pt-BR"]

GET_MAIL_TEMPLATE_LOCALE_VALUES: set[GetMailTemplateLocale] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_get_mail_template_locale(value: str) -> GetMailTemplateLocale:
    if value in GET_MAIL_TEMPLATE_LOCALE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GET_MAIL_TEMPLATE_LOCALE_VALUES!r}"
    )
