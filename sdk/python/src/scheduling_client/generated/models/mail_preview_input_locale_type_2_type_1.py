from typing import Literal

MailPreviewInputLocaleType2Type1 = Literal["de", "en", "es", "fr", "pt-BR"]

MAIL_PREVIEW_INPUT_LOCALE_TYPE_2_TYPE_1_VALUES: set[
    MailPreviewInputLocaleType2Type1
] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_mail_preview_input_locale_type_2_type_1(
    value: str,
) -> MailPreviewInputLocaleType2Type1:
    if value in MAIL_PREVIEW_INPUT_LOCALE_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_PREVIEW_INPUT_LOCALE_TYPE_2_TYPE_1_VALUES!r}"
    )
