from typing import Literal

BrandingInputLocaleType3Type1 = Literal["de", "en", "es", "fr", "pt-BR"]

BRANDING_INPUT_LOCALE_TYPE_3_TYPE_1_VALUES: set[BrandingInputLocaleType3Type1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_branding_input_locale_type_3_type_1(
    value: str,
) -> BrandingInputLocaleType3Type1:
    if value in BRANDING_INPUT_LOCALE_TYPE_3_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BRANDING_INPUT_LOCALE_TYPE_3_TYPE_1_VALUES!r}"
    )
