from typing import Literal

UserInputLocaleType2Type1 = Literal["de", "en", "es", "fr", "pt-BR"]

USER_INPUT_LOCALE_TYPE_2_TYPE_1_VALUES: set[UserInputLocaleType2Type1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_user_input_locale_type_2_type_1(value: str) -> UserInputLocaleType2Type1:
    if value in USER_INPUT_LOCALE_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {USER_INPUT_LOCALE_TYPE_2_TYPE_1_VALUES!r}"
    )
