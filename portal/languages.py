"""The languages people can choose, their catalogues, and dates as they are written in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_time
from babel.support import NullTranslations, Translations

CATALOGUES = Path(__file__).parent.parent / "translations"
DOMAIN = "messages"


@dataclass(frozen=True)
class Language:
    """A language, by its own name. `checked` says that a fluent person has read its catalogue."""

    code: str
    own_name: str
    html_lang: str
    locale: str
    direction: str = "ltr"
    checked: bool = False


LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language("en", "English", "en", "en_GB", checked=True),
        Language("en@easy", "Easy English", "en", "en_GB", checked=True),
        Language("es", "Español", "es", "es"),
        Language("pl", "Polski", "pl", "pl"),
        Language("ro", "Română", "ro", "ro"),
        Language("bn", "বাংলা", "bn", "bn"),
        Language("ar", "العربية", "ar", "ar", direction="rtl"),
        Language("pt", "Português", "pt", "pt"),
        Language("ur", "اردو", "ur", "ur", direction="rtl"),
        Language("pa", "ਪੰਜਾਬੀ", "pa", "pa"),
        Language("zh", "中文", "zh", "zh"),
        Language("fr", "Français", "fr", "fr"),
    )
}
ENGLISH = LANGUAGES["en"]
EASY_ENGLISH = LANGUAGES["en@easy"]
IN_EASY_ENGLISH: Mapping[str, str] = {
    "es": "Le entiendo. Yo escribo en inglés fácil. Puede pedir un intérprete gratis: llame al %(phone)s.",
    "pl": "Rozumiem, co Pan/Pani pisze. Odpowiadam prostym angielskim. Tłumacz jest bezpłatny: %(phone)s.",
    "ro": "Vă înțeleg. Eu scriu în engleză simplă. Puteți cere un interpret gratuit: sunați la %(phone)s.",
    "bn": "আমি আপনার কথা বুঝতে পারছি। আমি সহজ ইংরেজিতে লিখি। বিনা খরচে দোভাষী চাইতে পারেন। ফোন করুন: %(phone)s",
    "ar": "أفهم ما تكتبه. أنا أكتب بإنجليزية سهلة. يمكنك أن تطلب مترجمًا مجانًا. اتصل على %(phone)s.",
    "pt": "Eu entendo o que escreve. Respondo em inglês simples. Pode pedir um intérprete grátis: %(phone)s.",
    "ur": "میں آپ کی بات سمجھتا ہوں۔ میں آسان انگریزی میں لکھتا ہوں۔ آپ مفت ترجمان مانگ سکتے ہیں۔ فون کریں: %(phone)s",
    "pa": "ਮੈਂ ਤੁਹਾਡੀ ਗੱਲ ਸਮਝਦਾ ਹਾਂ। ਮੈਂ ਸੌਖੀ ਅੰਗਰੇਜ਼ੀ ਵਿੱਚ ਲਿਖਦਾ ਹਾਂ। ਤੁਸੀਂ ਮੁਫ਼ਤ ਦੁਭਾਸ਼ੀਆ ਮੰਗ ਸਕਦੇ ਹੋ। ਫ਼ੋਨ ਕਰੋ: %(phone)s",
    "zh": "我明白您写的内容。我用简单的英语回答。您可以免费要一位口译员。请打电话：%(phone)s",
    "fr": "Je vous comprends. Je réponds en anglais facile. Vous pouvez demander un interprète gratuit : %(phone)s.",
}
"""Said in the chat to somebody who writes in a language in which we cannot answer here yet."""


def catalogue_file(code: str) -> Path:
    """Where the compiled catalogue of a language lies."""
    return CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.mo"


def has_catalogue(code: str) -> bool:
    """Is there a catalogue for it? English is its own."""
    return code == ENGLISH.code or catalogue_file(code).with_suffix(".po").exists()


@cache
def words_in(code: str) -> NullTranslations:
    """The catalogue of a language: `words_in("pl").gettext(…)`. English needs none.

    Raises FileNotFoundError where the catalogue has not been compiled (`make build` does that).
    """
    if not has_catalogue(code) or code == ENGLISH.code:
        return NullTranslations()
    with catalogue_file(code).open("rb") as file:
        return Translations(file, DOMAIN)


@cache
def offered(codes: tuple[str, ...]) -> tuple[Language, ...]:
    """The languages among `codes` that have a catalogue; English always, and first."""
    rest = (LANGUAGES[code] for code in LANGUAGES if code in codes and code != ENGLISH.code and has_catalogue(code))
    return (ENGLISH, *rest)


def date_in_full(day: date, code: str) -> str:
    """A date in full: Tuesday 29 December 2026."""
    language = LANGUAGES.get(code, ENGLISH)
    pattern = "EEEE d MMMM y" if language.html_lang == "en" else "full"
    return format_date(day, pattern, locale=language.locale)


def time_in_short(moment: datetime, code: str) -> str:
    """The time of day at this moment, in its own time zone: 10:30."""
    return format_time(moment, "short", tzinfo=moment.tzinfo, locale=LANGUAGES.get(code, ENGLISH).locale)
