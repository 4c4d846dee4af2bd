from typing import Literal

UserAnswerLocaleType1 = Literal["de", "en", "es", "fr", "pt-BR"]

USER_ANSWER_LOCALE_TYPE_1_VALUES: set[UserAnswerLocaleType1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_user_answer_locale_type_1(value: str) -> UserAnswerLocaleType1:
    if value in USER_ANSWER_LOCALE_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {USER_ANSWER_LOCALE_TYPE_1_VALUES!r}"
    )
