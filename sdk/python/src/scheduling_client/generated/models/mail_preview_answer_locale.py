from typing import Literal

MailPreviewAnswerLocale = Literal["de", "en", "es", "fr", "pt-BR"]

MAIL_PREVIEW_ANSWER_LOCALE_VALUES: set[MailPreviewAnswerLocale] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_mail_preview_answer_locale(value: str) -> MailPreviewAnswerLocale:
    if value in MAIL_PREVIEW_ANSWER_LOCALE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_PREVIEW_ANSWER_LOCALE_VALUES!r}"
    )
