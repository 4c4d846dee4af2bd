from typing import Literal

MailTemplateAnswerLocaleType1 = Literal["de", "en", "es", "fr", "pt-BR"]

MAIL_TEMPLATE_ANSWER_LOCALE_TYPE_1_VALUES: set[MailTemplateAnswerLocaleType1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_mail_template_answer_locale_type_1(
    value: str,
) -> MailTemplateAnswerLocaleType1:
    if value in MAIL_TEMPLATE_ANSWER_LOCALE_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_TEMPLATE_ANSWER_LOCALE_TYPE_1_VALUES!r}"
    )
