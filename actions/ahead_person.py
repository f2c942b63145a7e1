"""What a story tells ahead of the person: for whom they speak, their home, how and when to reach them."""

import re
from collections.abc import Mapping, Sequence

from actions.clauses import Clause, Message, Named, says_nothing

KIN = (
    r"(?:mum|mom|mam|mother|dad|father|nan|nana|gran|grandma|grandmother|grandad|grandfather|husband|wife|partner|"
    r"boyfriend|girlfriend|son|daughter|brother|sister|aunt|auntie|aunty|uncle|cousin|friend|neighbour|neighbor|"
    r"client|"
    r"parents|tenant|patient|mate)"
)
_ACTS = (
    r"(?:complain(?:ing|t)?|writing|contacting|getting in touch|reporting|calling|asking|messaging|acting|speaking|"
    r"doing this|filling (?:this|it) in|this is|it is|it's)"
)
FOR_WHOM: Mapping[str, re.Pattern[str]] = {
    "someone_else": re.compile(
        rf"\b{_ACTS}(?: (?:this|here|to you|about \w+|a complaint))? (?:for|on behalf of) (?:my|a|an|our) "
        rf"(?:\w+ ){{0,2}}?{KIN}\b(?!'s (?:flat|home|house) is)|^\W*for my (?:\w+ )?{KIN}\b"
        rf"|\bon behalf of (?:my|a|an|our|his|her) (?:\w+ ){{0,2}}?{KIN}\b(?!s)|\bon behalf of (?:mr|mrs|ms|miss|dr)\b"
        r"|\bon (?:her|his) behalf\b",
        re.IGNORECASE,
    ),
    "group": re.compile(
        r"\bon behalf of (?:all )?(?:the |my |our )?(?:residents|tenants|neighbou?rs|(?:whole |entire )?block|"
        r"(?:whole |entire )?building|everyone)\b",
        re.IGNORECASE,
    ),
    "me": re.compile(rf"\b{_ACTS} for (?:myself|just me)\b", re.IGNORECASE),
}


def for_whom(message: Message) -> Sequence[str]:
    """For somebody else, a group or themselves, where it is said; never that they give no name."""
    found = tuple(value for value, words in FOR_WHOM.items() if words.search(message.text))
    return found if len(found) == 1 else ()


_STREET_TYPE = (
    r"(?:road|rd|street|st|lane|ln|avenue|ave|close|court|house|tower|gardens|square|sq|way|drive|walk|place|estate|"
    r"point|"
    r"terrace|grove|crescent|mews|block|row|hill|buildings|mansions|lodge|heights|wharf|path|yard)"
)
_NO_STREET = r"(?!(?:and|the|is|on|in|my|it|at|with|of|has|have|for|but|i|we|since|no|there|where|was)\b)"
_STREET = (
    r"(?:(?:number |no\.? ?)?\d{1,4}[a-z]?(?:[-/]\d{1,4})? )?"
    rf"(?:{_NO_STREET}[^\W\d_][\w'.-]* ){{1,4}}?{_STREET_TYPE}\b\.?"
)
UNIT = (
    r"(?:flat|apartment|apt\.?|unit|room|maisonette|house) ?(?:no\.? ?|number )?(?:\d{1,4} ?[a-z]?|[a-h](?= |,|$|\.))"
    r"(?![\w'])(?! (?:is|are|upstairs|above|below|downstairs|next door|keeps|has|plays?)\b)"
)
_PLACE = rf"(?:{UNIT}(?:(?:,? (?:at )?| of ){_STREET}){{0,2}}|{_STREET}(?:, {_STREET})?)"
HOME = re.compile(
    r"\b(?:(?:i|we)(?:'m| am|'re| are|m)? (?:a tenant |the tenant |living |staying |based |still )?(?:in|at|of)|"
    r"(?<!not )(?<!n't )(?:i|we|i currently) live (?:here )?(?:in|at|on)|(?:my|our|the) (?:\w+ )?address(?: is|:)?|"
    r"(?:^|\n)\s*address\s*:?|(?:my|our) (?:flat|home) is|(?:i am |i'm |calling |writing |it's |it is |"
    r"is )?(?:\w+ )?from|"
    rf"this is(?: about)?|here (?:in|at)|tenant (?:in|at|of)) (?:number )?(?P<place>{_PLACE})",
    re.IGNORECASE,
)
STREET = re.compile(_STREET, re.IGNORECASE)
ALONE = re.compile(
    rf"^[\s,.;]*(?P<place>{UNIT}(?:,? {_STREET}){{0,2}}|\d{{1,4}}[a-z]? {_STREET})[\s,.]*$", re.IGNORECASE
)
SENTENCE = re.compile(r"[.!?]\s|\n")
NOT_HERE = re.compile(
    r"\b(?:neighbou?rs?|next door|upstairs|above|below|mum|mother|dad|he|she|his|her|their|your|office|used to|"
    r"moved? (?:to|from)|"
    r"old (?:flat|address|house)|previous|swap|transfer|offered|parcel|contractor|landlord'?s|sent|send|went|"
    r"going to)\b",
    re.IGNORECASE,
)


def address(message: Message) -> Sequence[str]:
    """The home that they say is theirs, with a number."""
    found = [match["place"] for match in HOME.finditer(message.text) if any(c.isdigit() for c in match["place"])]
    if not found:
        upto = [message.text[: code.start] for code in message.named.get("postcode", ())]
        ends = [SENTENCE.split(each)[-1] for each in upto]
        whole = [each for each in SENTENCE.split(message.text) if STREET.search(each)]
        found = [match["place"] for each in (*ends, *whole) if (match := ALONE.match(each))]
    return (found[0].strip(" ,."),) if len(set(found)) == 1 else ()


LIVES = re.compile(
    r"\b(?:i|we) live|\bliving (?:in|at)|\bpost ?code|\baddress|\b(?:i'm|i am|we are|we're) (?:in|at)\b|"
    r"\bc[óo]digo postal|"
    r"\bkod pocztowy|\bcod(?:ul)? po[șs]tal|\bcode postal|\b(?:vivo|vivimos|mieszkam|mieszkamy|locuiesc|stau|moro|"
    r"j'habite)\b|\b(?:thaki|rehta|rehti)\b|الرمز البريدي|[أا]سكن|أعيش|পোস্টকোড|থাকি|پوسٹ کوڈ|رہت|ਪੋਸਟਕੋਡ|ਰਹਿੰਦ|"
    r"[邮郵][编編]|住",
    re.IGNORECASE,
)


def postcode(message: Message) -> Sequence[str]:
    """The one postcode that stands with their address, or by itself."""
    codes = message.named.get("postcode", ())
    fits = [code for code in codes if _is_their_place(message, code)]
    return (fits[0].value,) if len({code.value for code in codes}) == 1 and fits else ()


def _is_their_place(message: Message, code: Named) -> bool:
    before, besides, _ = message.around(code)
    if NOT_HERE.search(besides) or (says_nothing(besides) and NOT_HERE.search(before)):
        return False
    is_home = bool(LIVES.search(besides) or HOME.search(besides) or ALONE.match(besides))
    return is_home or says_nothing(besides)


_NEXT = (
    r"(?=\s*$|\s*[^\w\s']|\s+(?:on|at|after|before|back|any\w*|when\w*|in|from|between|tomorrow|today|tonight|please|"
    r"pls|asap|"
    r"by|if|instead|about|first|as|only|not|or|and|during|this|next|urgently|now|soon|later|to|with|mornings?|"
    r"evenings?|"
    r"afternoons?|weekdays?|weekends?|straight|directly|\w+days?|once|so|thanks|because|until|around|outside)\b|"
    r"\s+[+(]?\d|\s+\S{1,64}@)"
)
_WAYS = r"ring|call|phone|telephone|text|message|sms|whatsapp|e-?mail|write to|contact|reach"
ASKS = re.compile(
    rf"(?:^|\b(?:please|pls|plz|kindly|just|can|could|would|will|to|best|only|better|you|u|someone|"
    rf"somebody|can you|and|or|then|so|also|,) ?)\W*(?P<way>{_WAYS})(?: ?(?:or|and|"
    rf"/) ?(?P<other>{_WAYS}))? me\b{_NEXT}",
    re.IGNORECASE,
)
ASKS_BY = re.compile(
    r"\b(?:(?:contact|reach|get|get hold of|answer|reply(?: to)?|tell) me (?:best )?(?:by|on|via|through)(?: my| a)?|"
    r"(?:i |i'd |id |would )+(?:prefer|rather|like)(?: (?:an?|to be contacted by|contact by))?|give me a|drop me an?|"
    r"send me an?|best (?:way |by )?is(?: by)?|^\W*by) "
    r"(?P<way>phone|telephone|mobile|ring|call|bell|buzz|text|sms|whatsapp|e-?mail|post|letter)s?\b"
    r"(?! (?:saying|last|on (?:mon|tues|wednes|thurs|fri)|from|that|about))",
    re.IGNORECASE,
)
SAID_NO = re.compile(
    r"\b(?:not|n't|nt|never|no one|nobody|stop(?:ped)?|said|says|supposed|promised|asked|told|refus\w*|was|were|would"
    r"(?! (?:you|like|rather|prefer))|they|he|she|instead of|keeps?|tried|trying|able|had)\b",
    re.IGNORECASE,
)
MEANS = {
    "ring": "phone", "call": "phone", "phone": "phone", "telephone": "phone", "mobile": "phone", "bell": "phone",
    "buzz": "phone", "text": "text", "sms": "text", "whatsapp": "text", "email": "email", "e-mail": "email",
    "write to": "post", "post": "post", "letter": "post",
}  # fmt: skip


def contact_by(message: Message) -> Sequence[str]:
    """The ways in which they ask to be reached."""
    ways = [way for _, found in _asked(message) for way in found]
    return tuple(way for way in ("email", "phone", "text", "post") if way in ways)


def _asked(message: Message) -> Sequence[tuple[int, tuple[str, ...]]]:
    """Where each wish to be reached ends in the message, and the ways it names."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for clause in message.clauses:
        for pattern in (ASKS, ASKS_BY):
            match = pattern.search(clause.text)
            if match and not SAID_NO.search(clause.text[: match.start("way")]):
                ways = [way.lower() for way in (match["way"], match.groupdict().get("other")) if way]
                found.append((clause.start + match.end(), tuple(MEANS[way] for way in ways if way in MEANS)))
    return found


MINE = re.compile(
    r"\b(?:my|me|mine)\b[^.!?]{0,30}$|\b(?:mobile|mob|tel|telephone|phone|cell|number|"
    r"e-?mail)(?: address)?(?: is)?\s*[:=-]?\s*"
    r"(?:is )?$|\b(?:mi|meu|m[óo]j|moje|mon|meus?|mia|meu)\b[^.!?]{0,30}$|\b(?:ll[áa]m[ae]me|llamadme|zadzwo[ńn]\w*|"
    r"sun\w+-?m[ăa]|"
    r"m[ăa] pute[țt]i suna|suna[țt]i-m[ăa]|ligue-me|liguem-me|me liguem?|appele[zr]-moi|amar|amake|mera|mujhe)\b"
    r"[^.!?]{0,30}$|رقمي|هاتفي|جوالي|اتصلوا بي|ايميلي|بريدي|میرا|مجھے|আমার|আমাকে|ਮੇਰਾ|ਮੈਨੂੰ|我的|我[电電]|"
    r"[电電][话話]|[邮郵]箱",
    re.IGNORECASE,
)
NOT_MINE = re.compile(
    r"\b(?:your|his|her|their|office|contractor\w*|landlord\w*|rang|called|phoned|dialled|tried|e-?mailed|wrote|sent|"
    r"repairs|council|engineer\w*|from)\b|\bnot my\b|\bold (?:number|email|phone)\b",
    re.IGNORECASE,
)


def phone(message: Message) -> Sequence[str]:
    """The one number that they say is theirs, or that stands by itself."""
    return _theirs(message, "phone")


def email(message: Message) -> Sequence[str]:
    """The one address that they say is theirs, or that stands by itself."""
    return _theirs(message, "email")


def _theirs(message: Message, entity: str) -> Sequence[str]:
    every = message.named.get(entity, ())
    fits = [named for named in every if _is_theirs(message, named)]
    return (fits[0].value,) if len({named.value for named in every}) == 1 and fits else ()


def _is_theirs(message: Message, named: Named) -> bool:
    before, besides, _ = message.around(named)
    if NOT_MINE.search(besides) or (_is_bare(message, named) and NOT_MINE.search(before)):
        return False
    return _is_bare(message, named) or bool(MINE.search(message.text[max(0, named.start - 60) : named.start]))


def _is_bare(message: Message, named: Named) -> bool:
    """Does it stand alone, or with other numbers and addresses only?"""
    own = next((clause for clause in message.clauses if clause.start <= named.start < clause.end), Clause("", 0, 0))
    text = own.text
    for each in (each for several in message.named.values() for each in several):
        if own.start <= each.start < own.end:
            text = text.replace(message.text[each.start : each.end], " ")
    return says_nothing(text)


_HOUR = (
    r"(?:(?:half (?:past )?|quarter (?:past|to) )?(?:\d{1,2}(?:[:.]\d\d)?(?!\d)|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|"
    r"eleven|twelve)(?: ?(?:[ap]\.?m\b\.?|o'?clock))?|noon|midday|lunch(?:time)?|dinner(?:time)?|tea ?time)"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_PART = r"(?:mornings?|afternoons?|evenings?|nights?|daytime|weekdays?|weekends?|lunch ?times?)"
_TIME = (
    r"(?:(?:but |only |not |never |just |preferably |ideally |best |any ?time |either )*(?:"
    rf"(?:after|before|from|until|till|past|around|about|by|at) {_HOUR}(?: (?:in the {_PART}|at night|onwards|today|"
    rf"tonight|"
    rf"tomorrow))?(?:-{_HOUR})?|(?:after|before) (?:work|school|dark|dinner|lunch|(?:the )?school run)|"
    rf"between {_HOUR} (?:and|to|-) ?{_HOUR}|from {_HOUR} (?:to|till|until|-) ?{_HOUR}|"
    rf"{_HOUR} ?(?:-|to) ?{_HOUR}|(?:in the |on |at |during the |most |this )?(?:{_DAY}(?: {_PART})?|"
    rf"{_PART})(?: only)?|"
    rf"any ?time|whenever(?: you (?:can|like))?|tomorrow(?: {_PART})?|today|tonight|during the day))\b"
)
_TIMES = rf"{_TIME}(?:(?:,? (?:and|or|but) |, | ){_TIME}){{0,3}}"
AFTER_ASKING = re.compile(
    rf"(?:[ ,]*(?:back|please|pls|asap|straight|directly|on my (?:mobile|phone|landline)|on the mobile|at home|"
    rf"(?:on |at )?[+(]?[\d٠-٩۰-۹০-৯੦-੯][\d ().-]{{7,16}}\d(?!\d))){{0,3}}[ ,]*(?P<when>{_TIMES})",
    re.IGNORECASE,
)
BEST_TIME = re.compile(
    rf"\b(?:best (?:time|day)s?(?: (?:to|for) (?:call|ring|phone|reach|contact|get|text)\w*(?: (?:of|for|"
    rf"to))?(?: me)?)?"
    rf"(?: (?:is|are|would be))?:?|(?:i am|i'm|im|i will be) (?:only |usually |always )?(?:free|available|"
    rf"contactable)) "
    rf"(?P<when>{_TIMES})",
    re.IGNORECASE,
)


def contact_when(message: Message) -> Sequence[str]:
    """When they ask to be rung or written to, in their words."""
    ends = [end for end, ways in _asked(message) if {"phone", "text"}.intersection(ways)]
    found = [match["when"] for end in ends if (match := AFTER_ASKING.match(message.text, end))]
    found += [match["when"] for match in BEST_TIME.finditer(message.text)]
    return (found[0].strip(" ,"),) if found else ()
