from typing import Literal

PutMailTemplateLocale = Literal["de", "en", "es", "fr", "pt-BR"]

PUT_MAIL_TEMPLATE_LOCALE_VALUES: set[PutMailTemplateLocale] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_put_mail_template_locale(value: str) -> PutMailTemplateLocale:
    if value in PUT_MAIL_TEMPLATE_LOCALE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PUT_MAIL_TEMPLATE_LOCALE_VALUES!r}"
    )
