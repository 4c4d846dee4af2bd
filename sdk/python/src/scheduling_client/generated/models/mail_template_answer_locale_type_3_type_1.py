from typing import Literal

MailTemplateAnswerLocaleType3Type1 = Literal["de", "en", "es", "fr", "pt-BR"]

MAIL_TEMPLATE_ANSWER_LOCALE_TYPE_3_TYPE_1_VALUES: set[
    MailTemplateAnswerLocaleType3Type1
] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_mail_template_answer_locale_type_3_type_1(
    value: str,
) -> MailTemplateAnswerLocaleType3Type1:
    if value in MAIL_TEMPLATE_ANSWER_LOCALE_TYPE_3_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MAIL_TEMPLATE_ANSWER_LOCALE_TYPE_3_TYPE_1_VALUES!r}"
    )
