"""What people say in place of the words on the buttons. Phrases count wherever they stand in a short message."""

from collections.abc import Mapping

from portal.domain.choosing import mentions, plain
from portal.languages import LANGUAGES

OTHER_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "for_whom": {
        "me": ("myself", "just me", "for me", "for myself", "only me", "my family", "my household", "dla mnie", "ja",
               "para mi", "yo", "لي", "انا"),
        "someone_else": ("my mum", "my mom", "my mother", "my dad", "my father", "my nan", "my gran", "my husband",
                         "my wife", "my partner", "my son", "my daughter", "my brother", "my sister", "my friend",
                         "my neighbour", "my client", "a friend", "a relative", "a tenant", "on behalf", "my parents"),
        "group": ("all of us", "the whole block", "whole building", "my neighbours", "the neighbours", "us all",
                  "everyone in the block", "residents", "sasiedzi"),
        "anonymous": ("anonymous", "anonymously", "no name", "without name", "not give my name", "not say who i am",
                      "anonimowo", "anonimo"),
    },
    "acting_for_agreed": {
        "agreed": ("she knows", "he knows", "they know", "she agrees", "he agrees", "she asked me", "he asked me",
                   "they asked me"),
        "not_yet": ("not asked", "not yet", "does not know", "do not know about it"),
        "cannot_say": ("dementia", "too ill", "can not say", "can not speak", "power of attorney", "in a coma"),
    },
    "told_before": {
        "told": ("told you", "told u", "told them", "phoned you", "rang you", "asked you", "emailed you", "many times",
                 "times already", "loads of times",
                 "four times", "lots of times", "reported it", "already told", "tyle razy", "dzwonilam", "dzwonilem",
                 "zglaszalam", "zglaszalem", "mowilam", "mowilem", "se lo dije", "lo dije", "dos veces", "ya avise",
                 "deja dit", "deja signale", "je vous ai dit", "am mai spus", "v am spus", "ja disse", "ja avisei",
                 "اخبرتكم", "قلت لكم", "بتا چکا", "bata chuka", "bata chuki", "bolechi", "bolsi", "বলেছি", "ਦੱਸਿਆ",
                 "说过", "講過", "告诉过"),
        "first_time": ("first time", "never told", "not told", "no one knows", "pierwszy raz", "primera vez",
                       "premiere fois", "prima data", "prima oara", "primeira vez", "اول مره", "المره الاولي",
                       "پہلی بار", "pehli baar", "prothom bar", "প্রথমবার", "প্রথম বার", "ਪਹਿਲੀ ਵਾਰ", "第一次"),
        "dont_know": ("not sure", "can not remember", "do not remember", "maybe"),
    },
    "pass_on": {
        "both": ("both", "do both", "all of it", "obie"),
        "only_pass_on": ("just pass it on", "only pass", "just fix it", "just tell them"),
        "only_complain": ("just complain", "only complain", "just the complaint", "just my complaint"),
    },
    "still_going": {
        "still": ("still", "not over", "not fixed", "not stopped", "every day", "every night", "ongoing", "right now",
                  "never stops", "does not stop", "non stop", "all the time", "nadal"),
        "over": ("stopped", "finished", "fixed now", "all done", "is over", "it ended"),
        "comes_back": ("on and off", "sometimes", "now and then", "comes back", "keeps coming back", "off and on"),
        "dont_know": ("not sure", "maybe"),
    },
    "in_court": {
        "not_at_court": ("no court", "not at court", "not in court", "not gone to court", "only a solicitor",
                         "just a solicitor"),
        "at_court": ("at court", "in court", "gone to court", "court date", "hearing is"),
        "dont_know": ("not sure", "maybe"),
    },
    "also_true": {
        "solicitor": ("my solicitor", "a solicitor", "my lawyer", "a lawyer"),
        "insurer": ("the insurance", "insurers", "insurance company"),
        "insurance": ("the insurance", "insurers", "insurance company", "insurance claim"),
        "ombudsman": ("the ombudsman", "gone to the ombudsman"),
        "appeal": ("can appeal", "an appeal"),
        "charges": ("service charge", "rent is too high", "the rent"),
        "other_residents": ("my neighbour", "next door", "the neighbours", "another tenant"),
    },
    "safe_message": {
        "safe": ("fine", "no problem", "ok to leave", "you can leave a message"),
        "not_safe": ("not safe", "no messages", "do not leave", "he checks my phone", "she checks my phone",
                     "reads my messages"),
        "rather_not": ("rather not", "prefer not", "not saying"),
    },
    "contact_by": {
        "email": ("e mail", "mail me"),
        "phone": ("ring me", "call me", "phone me", "by phone", "telephone", "a call"),
        "text": ("sms", "text me", "whatsapp", "by text"),
        "post": ("by post", "in the post", "write to me", "letters"),
    },
    "adjustments": {
        "home_visit": ("come to me", "come to my house", "come to my home"),
        "translation": ("interpreter", "translator", "my language"),
    },
    "relationship": {
        "family": ("my mum", "my mom", "my mother", "my dad", "my father", "my nan", "my gran", "my husband", "my wife",
                   "my partner", "my son", "my daughter", "my brother", "my sister", "my friend", "my neighbour",
                   "my aunt", "my uncle", "my cousin", "sister", "brother", "mum", "dad", "daughter", "son", "friend",
                   "family", "relative", "siostra", "brat", "corka", "syn", "hermana", "hermano", "hija", "hijo",
                   "اختي", "اخي", "بہن", "بھائی"),
        "advocate": ("citizens advice", "advice centre", "adviser", "advisor", "shelter"),
        "solicitor": ("lawyer", "my lawyer", "law centre"),
        "support_worker": ("social worker", "carer", "key worker", "care worker"),
        "attorney": ("power of attorney", "lpa"),
        "mp": ("my mp", "the mp"),
    },
    "over_18": {
        "adult": ("adult", "over 18", "older than 18", "grown up", "of course", "18 or over", "18 plus", "dorosly",
                  "dorosla", "adulta", "adulto", "بالغ"),
        "minor": ("under 18", "younger than 18", "child", "still at school", "teenager"),
    },
    "scope": {
        "see": ("see everything", "read everything", "look at it", "see it", "see my case"),
        "speak": ("speak for me", "talk for me", "write for me", "talk to you", "deal with you"),
        "letters": ("copies", "copy of letters", "get the letters too"),
        "letters_instead": ("instead of me",),
        "remedy": ("agree for me", "accept the offer"),
    },
    "which": {
        "this": ("just this", "only this", "this one", "this case", "this complaint"),
        "all": ("everything", "all of it", "all my cases", "all of them", "all cases"),
    },
    "needs": {
        "large_print": ("large print", "big print", "bigger print", "large letters", "big letters", "bigger letters",
                        "large font", "bigger font", "larger font", "duzy druk", "duzym drukiem", "duze litery",
                        "wiekszy druk", "letra grande", "letras grandes", "gros caracteres", "scris mare",
                        "خط كبير", "بخط كبير", "الخط كبير", "大字", "大号字"),
        "larger_print": ("very large print", "size 24", "24 point", "huge print"),
        "audio": ("audio", "read aloud", "read it aloud", "as sound", "recording", "nagranie", "na glos",
                  "تسجيل صوتي"),
        "easy_read": ("easy read", "easy words", "plain words", "with pictures", "latwym jezykiem"),
        "translation": ("interpreter", "translator", "my language", "translated", "translation", "tlumacz",
                        "tlumacza", "po polsku", "interprete", "traductor", "مترجم", "مترجمة", "翻译"),
        "sign_language": ("sign language", "bsl", "signs", "signer", "jezyka migowego", "migowego", "لغة الاشارة",
                          "lengua de signos"),
        "phone_only": ("only phone", "phone only", "only call", "calls only", "phone calls only", "ring me instead",
                       "call me instead", "call not a letter", "tylko telefon", "tylko dzwonic"),
        "letter_only": ("letters only", "only letters", "only write", "write not call", "tylko listy"),
        "no_phone": ("no phone calls", "do not phone", "do not call", "do not ring", "not by phone", "no calls",
                     "can not use the phone", "nie dzwonic", "prosze nie dzwonic", "لا تتصلوا", "no me llamen"),
        "home_visit": ("come to me", "come to my house", "come to my home", "come to my flat", "home visit",
                       "visit me", "wizyta w domu", "przyjsc do mnie", "تعالوا", "زيارة"),
        "accessible_venue": ("wheelchair access", "step free", "no stairs", "can not climb stairs"),
        "hearing_loop": ("hearing loop", "induction loop", "petla indukcyjna"),
        "support_worker": ("support worker", "my carer", "bring my carer"),
        "travel_costs": ("travel costs", "bus fare", "taxi fare", "pay for travel"),
        "carer_costs": ("childcare", "pay for a carer", "babysitter"),
        "one_contact": ("one person", "same person", "single contact", "one contact"),
        "primary_contact": ("one person", "same person", "single contact", "one contact"),
        "priority": ("deal with me first", "be prioritised", "priority"),
        "mediation": ("mediation", "mediator"),
        "advocacy": ("advocate", "advocacy", "someone to speak for me", "speak for me"),
        "signposting": ("signposting", "who else can help", "who else can help me"),
        "more_time": ("more time", "extra time", "longer to answer", "wiecej czasu", "mas tiempo", "وقت اكثر",
                      "مزيد من الوقت"),
    },
    "remedies": {
        "apology": ("apologise", "apologize", "apology", "sorry"),
        "money": ("compensation", "refund", "pay me", "money back"),
        "action": ("fix it", "repair it", "mend it", "do the work", "get it done"),
        "explanation": ("tell me why", "explain", "explanation"),
    },
}  # fmt: skip
"""By question and value; plain words, as `choosing.plain` gives them."""

DONE_WORDS = frozenset(
    ("that is all", "that is it", "done", "finished", "nothing else", "none", "nothing", "none of these",
     "none of them", "no more", "neither", "thats all", "all done", "no thanks", "no thank you", "nope", "nic",
     "to wszystko", "nada", "eso es todo", "لا شيء", "هذا كل شيء", "بس", "bas")
)  # fmt: skip
LEAVE_OUT_WORDS = DONE_WORDS | frozenset(
    ("skip", "skip it", "skip this", "pass", "next", "leave it out", "leave this out", "leave it", "leave out", "n a",
     "rather not say", "prefer not to say", "i would rather not say", "i prefer not to say", "not saying", "no comment",
     "pomin", "dalej", "pominac", "omitir", "saltar", "تخطي", "تجاوز")
)  # fmt: skip
NO_END_WORDS = frozenset(
    ("no end", "forever", "always", "until i stop it", "until i stop", "until i say so", "until further notice",
     "no date", "no end date", "as long as it takes", "bez konca", "siempre", "para siempre", "دائما", "ہمیشہ")
)  # fmt: skip
UNKNOWN_WORDS = frozenset(
    ("dunno", "idk", "no clue",
     "i do not know", "do not know", "no idea", "not sure", "nie wiem", "no se", "لا اعرف", "i do not know it",
     "i can not remember", "can not remember")
)  # fmt: skip
NO_STORIES = frozenset(
    ("complaint", "complain", "complaints", "a complaint", "make a complaint", "i want to complain",
     "i want to give a compliment", "i want to say thank you", "i have a suggestion", "i have an idea", "a compliment",
     "compliment", "suggestion",
     "i would like to complain", "i want to make a complaint", "i would like to make a complaint", "i have a complaint",
     "skarga", "queja", "شكوى")
)  # fmt: skip
"""Said in place of what went wrong, they tell nothing of it."""
TIMES = (
    "since", "when", "after", "before", "until", "till", "ago", "always", "ever", "forever", "never", "beginning",
    "start", "started", "first", "moved", "time", "times", "while", "ages", "long", "once", "recently", "lately",
    "just", "today", "tonight", "now", "yesterday", "day", "days", "night", "nights", "morning", "evening", "week",
    "weeks", "weekend", "month", "months", "year", "years", "yrs", "hour", "hours", "minute", "minutes", "winter",
    "spring", "summer", "autumn", "christmas", "xmas", "easter", "ramadan", "eid", "diwali", "new year", "covid",
    "lockdown", "storm", "pandemic", "january", "jan", "february", "feb", "march", "april", "may", "june", "july",
    "august", "aug", "september", "sept", "sep", "october", "oct", "november", "nov", "december", "dec", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "last", "early", "late", "mid", "end", "old",
    "born", "many", "od", "odkad", "kiedy", "gdy", "zawsze", "dawno", "rok", "roku", "lat", "lata", "miesiac",
    "tydzien", "wczoraj", "temu", "zima", "zimy", "lato", "desde", "hace", "cuando", "siempre", "mucho", "tiempo",
    "ano", "anos", "mes", "meses", "ayer", "antes", "cand", "mereu", "mult", "ani", "luna", "luni", "ieri", "iarna",
    "acum", "sempre", "quando", "muito", "tempo", "ontem", "depuis", "quand", "toujours", "longtemps", "mois", "ans",
    "hier", "avant", "se", "say", "kab", "jab", "saal", "mahine", "din", "hafte", "theke", "bochor", "mash", "shomoy",
    "somoy", "ager",
)  # fmt: skip
"""Plain words that make an answer to "when did it start?" one about a time."""
SEND_WORDS = frozenset(
    ("send", "send it", "send it now", "yes send it", "yes send", "please send it", "send please", "submit",
     "submit it", "ok send it", "wyslij", "tak wyslij", "enviar", "ارسل", "ارسال", "نعم ارسل")
)  # fmt: skip
POLITE_WORDS = frozenset(("please", "pls", "plz", "thanks", "thank", "you", "now", "ok", "okay", "yes", "just"))
"""Words that change nothing in "yes send it now please"."""
LATER_WORDS = ("later", "afterwards", "another time", "not now", "tomorrow", "pozniej", "luego", "لاحقا")
CHANGE_WORDS = (
    "change", "wrong", "correct", "edit", "mistake", "not right", "update", "zmien", "zmienic", "zmiana", "popraw",
    "cambiar", "cambia", "corregir", "changer", "modifier", "corriger", "schimb", "modific", "corect", "mudar",
    "alterar", "corrigir", "تصحيح", "تغيير", "تعديل", "صحح", "غير ال", "تبدیل", "badal", "বদল", "bodl", "ਬਦਲ",
    "改", "更正",
)  # fmt: skip

LANGUAGE_NAMES: Mapping[str, str] = {
    "easy english": "en@easy", "simple english": "en@easy", "easy read": "en@easy",
    "polish": "pl", "polsku": "pl", "polsk": "pl", "polaco": "pl", "spanish": "es", "espanol": "es", "hiszpansk": "es",
    "romanian": "ro", "romana": "ro", "rumunsk": "ro", "bengali": "bn", "bangla": "bn", "sylheti": "bn",
    "arabic": "ar", "arabsk": "ar", "arabe": "ar", "عربي": "ar", "بالعربي": "ar", "العربي": "ar",
    "portuguese": "pt", "portugues": "pt", "urdu": "ur",
    "punjabi": "pa", "panjabi": "pa", "chinese": "zh", "mandarin": "zh", "cantonese": "zh", "french": "fr",
    "francais": "fr", "english": "en", "angielsk": "en", "ingles": "en", "الانجليزي": "en",
}  # fmt: skip
"""Names of languages, or how they begin, as people type them in several languages; English last."""
OWN_NAMES: Mapping[str, str] = {each.own_name: each.code for each in LANGUAGES.values()}
COMPLAIN_WORDS = (
    "complain", "complaint", "skarge", "queja", "quejarme", "reclamar", "reclamacao", "plainte", "plangere", "obhijog",
    "shikayat", "اشتكي", "شكوي", "شکایت", "অভিযোগ", "ਸ਼ਿਕਾਇਤ", "投诉", "投訴",
)  # fmt: skip


def says_complaint(text: str) -> bool:
    """Do they say themselves that it is a complaint?"""
    words = plain(text)
    return any(word in words if not word.isascii() else mentions(text, word) for word in map(plain, COMPLAIN_WORDS))


def needs_named(text: str) -> tuple[str, ...]:
    """What helps somebody, as far as they name it by these phrases; where one is part of another, the longer counts."""
    found = {
        phrase: need for need, phrases in OTHER_WORDS["needs"].items() for phrase in phrases if mentions(text, phrase)
    }
    named = {need for phrase, need in found.items() if not any(phrase in other for other in found if other != phrase)}
    return tuple(need for need in OTHER_WORDS["needs"] if need in named)
