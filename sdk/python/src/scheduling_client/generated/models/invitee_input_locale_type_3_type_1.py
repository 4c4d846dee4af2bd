from typing import Literal

InviteeInputLocaleType3Type1 = Literal["de", "en", "es", "fr", "pt-BR"]

INVITEE_INPUT_LOCALE_TYPE_3_TYPE_1_VALUES: set[InviteeInputLocaleType3Type1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_invitee_input_locale_type_3_type_1(
    value: str,
) -> InviteeInputLocaleType3Type1:
    if value in INVITEE_INPUT_LOCALE_TYPE_3_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INVITEE_INPUT_LOCALE_TYPE_3_TYPE_1_VALUES!r}"
    )
