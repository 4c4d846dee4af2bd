from typing import Literal

UserAnswerLocaleType2Type1 = Literal["de", "en", "es", "fr", "pt-BR"]

USER_ANSWER_LOCALE_TYPE_2_TYPE_1_VALUES: set[UserAnswerLocaleType2Type1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_user_answer_locale_type_2_type_1(value: str) -> UserAnswerLocaleType2Type1:
    if value in USER_ANSWER_LOCALE_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {USER_ANSWER_LOCALE_TYPE_2_TYPE_1_VALUES!r}"
    )
