from typing import Literal

BrandingAnswerLocaleType1 = Literal["de", "en", "es", "fr", "pt-BR"]

BRANDING_ANSWER_LOCALE_TYPE_1_VALUES: set[BrandingAnswerLocaleType1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_branding_answer_locale_type_1(value: str) -> BrandingAnswerLocaleType1:
    if value in BRANDING_ANSWER_LOCALE_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BRANDING_ANSWER_LOCALE_TYPE_1_VALUES!r}"
    )
