from typing import Literal

InviteeAnswerLocaleType2Type1 = Literal["de", "en", "es", "fr", "pt-BR"]

INVITEE_ANSWER_LOCALE_TYPE_2_TYPE_1_VALUES: set[InviteeAnswerLocaleType2Type1] = {
    "de",
    "en",
    "es",
    "fr",
    "pt-BR",
}


def check_invitee_answer_locale_type_2_type_1(
    value: str,
) -> InviteeAnswerLocaleType2Type1:
    if value in INVITEE_ANSWER_LOCALE_TYPE_2_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INVITEE_ANSWER_LOCALE_TYPE_2_TYPE_1_VALUES!r}"
    )
