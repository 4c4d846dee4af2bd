from typing import Literal

DeleteMailTemplateLocale = Literal["de", "en", "es", "fr", "pt-BR"]

DELETE_MAIL_TEMPLATE_LOCALE_VALUES: set[DeleteMailTemplateLocale] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_delete_mail_template_locale(value: str) -> DeleteMailTemplateLocale:
    if value in DELETE_MAIL_TEMPLATE_LOCALE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DELETE_MAIL_TEMPLATE_LOCALE_VALUES!r}"
    )
