"""The name that somebody says is theirs, and what is no name though it has a capital."""

import re
from collections.abc import Sequence

from actions.clauses import Message

_LETTER = r"[^\W\d_]"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻĂÂÎȘȚŞŢ])"
_NAME = rf"{_CAPITAL}(?:{_LETTER}|['\-])*"
_SMALL = (
    r"(?:and|but|i|im|my|from|at|in|on|of|the|a|is|was|who|live|lives|living|flat|please|pls|ring|call|phone|text|"
    r"email|"
    r"number|not|spelled|spelt|wrong|still|we|it|so|you|tenant|resident|because|with|for|to|thanks|thank|mr|can|no)\b"
)
_END = (
    r"(?=\s*(?:$|[.,;:!?()\n]|[-–]\s| (?:and|but|from|at|in|of|flat|i|i'm|my|please|ring|call|phone|the|a|tenant|"
    r",)\b))"
)
_FULL_NAME = rf"(?:(?:mr|mrs|ms|miss|mx|dr)\.? )?{_NAME}(?: (?!{_SMALL}){_NAME}){{0,3}}"
NAMED: Sequence[re.Pattern[str]] = (
    re.compile(
        rf"\b(?:my (?:full )?name(?:'s| is)|me llamo|mi nombre es|nazywam si[ęe]|mam na imi[ęe]|m[ăa] numesc|"
        rf"numele meu (?:este|e)|(?:eu )?me chamo|chamo-me|(?:o )?meu nome [ée]|je m'appelle|mon nom est|mera naam|"
        rf"amar nam)\s*:? (?P<name>{_FULL_NAME})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bmy (?:full )?name(?:'s| is) (?P<name>(?!{_SMALL}){_LETTER}{{2,}}(?: (?!{_SMALL})(?:{_LETTER}|"
        rf"['-])+){{0,2}}){_END}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|\n)\s*name\s*(?:[:=-]|is)\s*(?P<name>(?!{_SMALL}){_LETTER}+(?: (?:{_LETTER}|['-])+){{0,3}})\s*(?=$|"
        rf"[.,;\n])",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:اسمي|انا اسمي|میرا نام|আমার নাম|ਮੇਰਾ ਨਾਮ|ਮੇਰਾ ਨਾਂ) (?:هو )?(?P<name>[^\s،,.।۔]+(?: (?!ہے|ਹੈ|من|"
        r"و)[^\s،,.।۔]+)?)"
        r"(?= ہے| ਹੈ|[،,.।۔\n]|$)"
    ),
    re.compile(r"我(?:叫|的名字(?:是|叫))(?P<name>[\u3400-\u9fff]{2,4})(?=[，。,.\s]|$)"),
)
I_AM = re.compile(
    rf"(?:^|[.!?;,\n]\s*|\b(?:and|hi|hello|hiya|hey|dear \w+|salaam|so),? )"
    rf"(?:(?:i am|i'm|im) (?P<name>{_FULL_NAME}){_END}|this is (?P<from>{_FULL_NAME})(?= (?:from|at|in|of) flat))",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"(?:^|[.!?,\n]\s*|\s)(?:(?:(?:kind |best |warm |many )?regards|yours (?:sincerely|faithfully|truly)|sincerely|"
    r"signed)"
    r",?\s+|(?:many thanks|thanks|thank you|cheers)(?:,\s*|\s*\n\s*|\s+from\s+))"
    rf"(?P<name>{_FULL_NAME})\s*(?=$|[.,;\n])",
    re.IGNORECASE,
)
NO_NAMES = re.compile(
    r"^(?:mum|mom|mother|dad|disabled|pregnant|deaf|blind|elderly|single|angry|livid|furious|sick|ill|tired|upset|sad|"
    r"unhappy|happy|sorry|fed|done|very|so|really|still|not|now|just|also|at|in|on|out|off|over|under|without|with|"
    r"a|an|the|your|my|his|her|their|one|alone|afraid|scared|worried|sure|unsure|aware|cold|hot|ready|homeless|unable|"
    r"old|new|young|here|there|back|home|going|about|asthmatic|diabetic|autistic|epileptic|vulnerable|desperate|"
    r"british|"
    r"english|scottish|welsh|irish|polish|spanish|romanian|bengali|bangladeshi|arab|arabic|portuguese|urdu|punjabi|"
    r"pakistani|indian|chinese|french|somali|nigerian|muslim|christian|hindu|sikh|jewish|black|white|asian|african|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|"
    r"september|"
    r"october|november|december|tenant|resident|leaseholder|landlord|manager|again|god|please|complaint|mould|damp|"
    r"broken|wrong|urgent|true|bad|horrible|terrible|awful|good|great|fine|ok|okay|all|everything|nothing|nobody|"
    r"regards|thanks|sir|madam|everyone|team|mad|fuming|raging|ashamed|lost|stuck|poor|unwell|retired|unemployed|half|"
    r"freezing|stage|what|why|how|where|who|when|no|yes|ridiculous|unacceptable|beyond|past|up|down|trying|flat|i)\b"
    r"|^\w{3,}(?:ing|ous|ful|less|able|ible|ish|ened|ated|osed|usted|oyed|ired|tted|ssed|pped|sted|ried|nced|yed|led|"
    r"ked)$",
    re.IGNORECASE,
)
"""Not a name, though it be written with a capital: "I am Disgusted"."""


def name(message: Message) -> Sequence[str]:
    """Their name, where they say that it is theirs."""
    text = message.text
    said = next((match["name"] for pattern in NAMED if (match := pattern.search(text))), "")
    if not said and not text.isupper():
        # In capitals throughout, "I AM DISGUSTED" tells a name from nothing else.
        matches = (*I_AM.finditer(text), *SIGNED.finditer(text))
        names = [next(filter(None, match.groups())) for match in matches]
        said = next((each for each in names if not any(map(NO_NAMES.search, each.split()))), "")
    return (said.strip(" .,'-"),) if said.strip(" .,'-") else ()
