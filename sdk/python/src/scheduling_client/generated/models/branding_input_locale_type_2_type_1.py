from typing import Literal

BrandingInputLocaleType2Type1 = Literal["de", "en", "es", "fr", "pt-BR"]

BRANDING_INPUT_LOCALE_TYPE_2_TYPE_1_VALUES: set[BrandingInputLocaleType2Type1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_branding_input_locale_type_2_type_1(
    value: str,
) -> BrandingInputLocaleType2Type1:
    if value in BRANDING_INPUT_LOCALE_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BRANDING_INPUT_LOCALE_TYPE_2_TYPE_1_VALUES!r}"
    )
