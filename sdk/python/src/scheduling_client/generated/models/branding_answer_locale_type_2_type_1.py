from typing import Literal

BrandingAnswerLocaleType2Type1 = Literal["de", "en", "es", "fr", "pt-BR"]

BRANDING_ANSWER_LOCALE_TYPE_2_TYPE_1_VALUES: set[BrandingAnswerLocaleType2Type1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_branding_answer_locale_type_2_type_1(
    value: str,
) -> BrandingAnswerLocaleType2Type1:
    if value in BRANDING_ANSWER_LOCALE_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BRANDING_ANSWER_LOCALE_TYPE_2_TYPE_1_VALUES!r}"
    )
