"""What a story tells ahead of the matter: since when, whether we were told, whether it goes on, what would help."""

import re
from collections.abc import Sequence

from actions.clauses import Message, says_nothing

FAULT = re.compile(
    r"\b(?:start(?:ed|s|ing)?|began|begun|bro?ke(?:n|d)?|brakes?|bust(?:ed)?|went (?:off|wrong|out|down|bust)|"
    r"gone (?:off|wrong|down)|packed (?:up|in)|been (?:off|out|down|like|going|leak\w*|happening|no|without|bad|dark)|"
    r"(?:is|are|was|were|'s) (?:off|out of order|like (?:this|that))|go(?:ing|es) on|happen(?:ed|ing|s)?|out of order|"
    r"(?:not|n'?t|never|stop(?:ped)?|nt) (?:been )?work(?:ing|ed|s)?|(?:no|without|had no|got no) (?:\w+ )?"
    r"(?:heat\w*|hot|water|gas|electric\w*|power|lights?|lighting|lifts?|toilet|boiler|cooker|key|signal)|"
    r"leak\w*|drip\w*|flood\w*|burst|damp|mou?ld\w*|crack\w*|block(?:ed|age)\w*|smell\w*|stink\w*|stuck|collaps\w*|"
    r"fell|fallen|faulty|infest\w*|rats?|mice|mouse|cockroach\w*|bed ?bugs?|noisy?e?|loud|harass\w*|rubbish|cold|"
    r"shouted|swore|rude|damaged|stole\w?|smashed|vandal\w*|rott(?:en|ing)|overflow\w*|pour(?:ing|ed|s)|com(?:es|ing|"
    r"e) (?:in|through)|"
    # Spanish, Polish, Romanian, Portuguese, French
    r"no (?:funciona|hay|tengo|tenemos|sale|anda)|sin (?:calefacc|agua|luz|gas|ascensor)\w*|rot[oa]s?|rompi\w+|"
    r"averiad\w+|estrope\w+|empez\w+|comenz\w+|gote\w+|fuga|humedad\w*|moho|ruido\w*|inund\w+|atasc\w+|"
    r"nie (?:dzia|ma|grzej)\w*|brak\w{0,2}|bez (?:ogrzew|wody|pr[ąa]d|gaz|ciep)\w*|zepsu\w+|popsu\w+|zacz[ęeąa]\w+|"
    r"cieknie|przecieka|kapie|ple[śs][ńn]|wilgo\w+|grzyb|ha[łl]as\w*|zala\w+|awari\w+|zatka\w+|"
    r"nu (?:merge|func\w+|am|avem)|f[ăa]r[ăa] (?:c[ăa]ldur|ap|curent|gaz|lumin)\w*|stricat\w*|defect\w*|[îi]nceput|"
    r"picur\w*|curge|mucegai\w*|umezeal\w+|igrasie|zgomot\w*|"
    r"n[ãa]o (?:funciona|h[áa]|tenho|temos|trabalha)|sem (?:aquec|[áa]gua|luz|g[áa]s|elevador)\w*|avari\w+|quebr\w+|"
    r"estrag\w+|come[çc]\w+|pinga\w*|vazamento|infiltra\w+|h?umidade|bolor|mofo|barulho|entupid\w+|"
    r"(?:ne |n'|)(?:marche|fonctionne) (?:pas|plus)|(?:pas|plus) (?:de |d')(?:chauffage|eau|lumi|gaz|[ée]lec)\w*|"
    r"sans (?:chauffage|eau|[ée]lec|gaz)\w*|en panne|cass[ée]\w*|commenc\w+|fuites?|moisi\w*|humidit\w+|bruit\w*|"
    # Urdu and Bengali in Latin letters
    r"kharab|(?:nahi|nahin|nai) (?:chal|hai|aa|kaam)\w*|bandh?|toot\w*|shuru|tapak\w*|seelan|shor|"
    r"no(?:sh|s)to|kaj kor\w* na|nei|bhang\w*|pani por\w*|bondho)\b"
    r"|لا (?:تعمل|يعمل|يوجد|توجد)|ما (?:في|يشتغل|تشتغل|عندنا)|بدون|معطل|معطّل|تعطل|خربان|خراب|عطل|انكسر|مكسور|بدأ|"
    r"تسرب|تسريب|عفن|رطوبة|ضوضاء|[اإ]زعاج|انقطع|مقطوع|مسدود|نہیں (?:چل|ہے|آ رہ|کام)|بند|ٹوٹ|شروع|لیک|ٹپک|پھپھوندی|"
    r"سیلن|نمی|شور|بغیر|নষ্ট|কাজ (?:করে|করছে) না|নেই|নাই|ভাঙ|ভেঙে|শুরু|লিক|পানি পড়|ছত্রাক|স্যাঁতসেঁতে|বন্ধ|শব্দ|"
    r"ਖ਼ਰਾਬ|ਖਰਾਬ|ਨਹੀਂ (?:ਚੱਲ|ਚਲ|ਹੈ|ਕੰਮ|ਆ)|ਬੰਦ|ਟੁੱਟ|ਸ਼ੁਰੂ|ਲੀਕ|ਉੱਲੀ|ਸਿੱਲ|ਸ਼ੋਰ|坏|壞|没有|沒有|不能用|不工作|不热|不熱|漏|"
    r"[发發]霉|潮|堵|吵|噪音|停",
    re.IGNORECASE,
)
"""Something is wrong or began: only beside such words a date is the date when it started."""
SOMETHING_ELSE = re.compile(
    r"\b(?:told|tell\w*|said|say(?:s|ing)?|report\w*|rang|ring\w*|call\w*|phon\w*|e-?mail\w*|wrote|writ\w*|"
    r"complain\w*|"
    r"ask\w*|contact\w*|inform\w*|notif\w*|mention\w*|spoke\w*|text(?:ed)?|chas\w*|log+ed|raised|sent|letters?|"
    r"promis\w*|"
    r"visit\w*|(?:came|come|comes|coming)(?! (?:and go|back|in|through|out|down|up|off|on|from))|turned up|engineers?|"
    r"contractors?|"
    r"plumbers?|surveyors?|inspect\w*|appointments?|repl(?:y|ied)|answer\w*|wait\w*|mend\w*|fix\w*|repair\w*|"
    r"replac\w*|"
    r"install\w*|liv(?:e|ed|ing)(?! room)|reside\w*|tenan\w*|mov(?:e|ed|ing)|rent\w*|pa(?:y|id)\w*|pregnan\w*|born|"
    r"died|"
    r"ill|hospital|off work|job|school|holiday|police|court|birthday|"
    r"dij\w+|dicho|llam\w+|avis\w+|qued\w+|escrib\w+|ven(?:ir|ido)|vino|vinieron|viv(?:o|imos)|prometi\w+|"
    r"esper[aoé]\w*|"
    r"m[óo]wi\w+|powiedzi\w+|zg[łl]asza\w+|zg[łl]osi\w+|dzwoni\w+|pisa[łl]\w+|przysz\w+|mieszk\w+|czeka\w+|obieca\w+|"
    r"spus|zis|sunat|anun[țt]at|raportat|scris|reclamat|venit|locui\w+|stau|a[șs]tept\w*|"
    r"disse\w*|lig(?:uei|ou|ámos|amos)|escrev\w+|queix\w+|veio|vieram|moro|moramos|dit|appel[ée]\w*|pr[ée]ven\w+|"
    r"signal[ée]\w*|[ée]crit|venue?s?|habit\w+|attend\w*|"
    r"bata\w*|kaha|shikayat|likh\w*|aa?y[ae]|rehta|rehti|intezar|wada|"
    r"bol(?:echi|chi|si|lam|esi)|janai\w*|ovijog|likh\w+|ashe|ashche|thaki|opekkha)\b"
    r"|[أا]خبر|بلغ|قلت|قلنا|اتصل|اشتكي|كتبت|جاء|[أا]سكن|ساكن|أعيش|انتظر|وعد|بتا|کہا|فون|شکایت|اطلاع|رپورٹ|لکھ|آیا|آئے|"
    r"رہت|انتظار|وعدہ|বলেছি|বলছি|জানি|জানা|ফোন|অভিযোগ|লিখ|এসেছে|আসে|থাকি|অপেক্ষা|ਦੱਸਿ|ਕਿਹਾ|ਫ਼ੋਨ|ਫੋਨ|ਸ਼ਿਕਾਇਤ|ਰਿਪੋਰਟ|ਲਿਖ|"
    r"ਆਇਆ|ਆਏ|ਰਹਿ|ਉਡੀਕ|告[诉訴]|[说說][过過]|[打]电话|打電話|[报報]告|投[诉訴]|[写寫]信|[来來][过過]|人[来來]|住|等|"
    r"答[应應]|修",
    re.IGNORECASE,
)
"""The date of something else: of a call, a visit, a promise, of how long they have lived here."""


def started(message: Message) -> Sequence[str]:
    """The one date beside words of what went wrong, and of nothing else; also set off by a comma."""
    found: dict[str, None] = {}
    for date in message.named.get("started", ()):
        before, besides, after = message.around(date)
        near = (before, after) if says_nothing(besides) else (besides,)
        if any(map(FAULT.search, near)) and not any(map(SOMETHING_ELSE.search, near)):
            found[date.value] = None
    return tuple(found) if len(found) == 1 else ()


_US = (
    r"(?:you(?: (?:lot|guys|people|all))?|u|ya|yous|them|ye|someone there|"
    r"(?:(?:the|your|my|our) (?:\w+ )?)?(?:office|council|landlord|housing\w*|repairs?(?: (?:team|line))?|manager|"
    r"officer|"
    r"caretaker|team|staff|reception|help ?line))"
)
_OFTEN = r"(?:already|before|(?:so )?many times|several times|lots of times|loads of times|\w+ times|twice|again|yet)"
_I_HAVE = (
    r"(?<!have )(?<!had )\b(?:i|we|ive|weve|i'?ve|we'?ve|iv)(?: have| had|'d)?(?: (?:already|also|even|just|then|"
    r"all))*"
)
TOLD = re.compile(
    rf"{_I_HAVE} (?:told|informed|notified|rang|rung|ring|called|phoned|emailed|e-mailed|texted|contacted|messaged|"
    rf"chased|spoke (?:to|with)|spoken (?:to|with)|wrote to|written to|been (?:telling|ringing|calling|phoning|"
    rf"emailing|"
    rf"chasing|asking|on to|onto)|asked|complained to|reported (?:it |this |that |the \w+ )?to|begged) {_US}\b"
    rf"(?!(?: that)? (?:my name|i am|i'm|i was|i would|i'd|i will|i'll|where to))"
    rf"|{_I_HAVE} (?:reported|raised|logged|mentioned|complained about) (?:it|this|that|these|the \w+|my \w+)\b"
    rf"(?! to (?:the police|my|a|citizens))"
    rf"|{_I_HAVE} (?:reported|complained|rang|called|phoned|emailed) (?:\w+ )?{_OFTEN}"
    rf"|\byou(?:'ve| have)?(?: already)? (?:been|were) (?:told|informed|notified)(?: \w+)? ?"
    rf"|\b(?:it|this) (?:has|had|was|'s)(?: already)?(?: been)? reported (?:{_OFTEN}|to {_US})"
    rf"|(?:^|[.,;!?\n] ?)(?:already |have )*(?:told|rang|phoned|emailed|called|reported (?:it )?to) {_US}\b"
    r"|(?<!not )(?<!n't )(?<!nt )(?<!never )\b(?:told (?:you|them|u) (?:about \w+ )?|"
    rf"(?:reported|rang|called|phoned|emailed) (?:it |you |them )?){_OFTEN}",
    re.IGNORECASE,
)
TOLD_ELSEWHERE = re.compile(
    r"\b(?:ya )?(?:se )?(?:l[eo]s|os|te) (?:he |hemos )?(?:dij|dicho|llam|avis|inform|report|escrib)\w*|"
    r"\bya (?:lo )?(?:he |hemos )?(?:report|inform|avis)\w+|"
    r"\b(?:m[óo]wi[łl]|powiedzia[łl]|zg[łl]asza[łl]|zg[łl]osi[łl]|dzwoni[łl]|pisa[łl])\w* (?:(?:to|ju[żz]|o tym) )*"
    r"(?:wam|do was|do pa[ńn]stwa|pa[ńn]stwu)\b|\b(?:wam|pa[ńn]stwu) (?:(?:to|ju[żz]|o tym) )*(?:m[óo]wi[łl]|"
    r"zg[łl]asza[łl]|"
    r"zg[łl]osi[łl])\w+|\b(?:ju[żz] (?:to )?(?:zg[łl]asza[łl]|zg[łl]osi[łl])\w+|zg[łl]asza[łl][ae]m)|"
    r"\bv-am (?:mai |tot )?(?:spus|sunat|scris|anun[țt]at|zis)\b|\bam (?:mai |tot )?(?:reclamat|raportat|sesizat)\b|"
    r"\bj[áa] (?:vos |lhes |te |o )?(?:disse|avisei|liguei|reclamei|reportei|informei)\b|\bdisse-(?:vos|lhes)\b|"
    r"\bliguei para voc[êe]s\b|\bje vous (?:ai|l'ai) (?:d[ée]j[àa] )?(?:dit|appel|pr[ée]ven|[ée]crit|signal|"
    r"inform)\w*|"
    r"\bj'ai (?:d[ée]j[àa] )?(?:signal[ée]|pr[ée]venu)\w*|"
    r"\baa?p ?(?:ko|logo?n? ko) (?:\w+ ){0,3}(?:bata(?:ya|yi|i)|bata chuk\w+|kaha|phone kiya|call ki\w*)\b|"
    r"\bap\w*nade?r?(?:ke)? (?:\w+ ){0,3}(?:bol\w{0,3}(?:chi|si)|janai\w+)\b|"
    r"[أا]خبرتكم|[أا]خبرناكم|بلغتكم|بلغناكم|قلت لكم|قلنا لكم|قلتلكم|اتصلت بكم|اتصلنا بكم|اشتكيت لكم|كتبت لكم|"
    r"(?:آپ کو|آپکو|آپ لوگوں کو) (?:\S+ ){0,3}(?:بتایا|بتائی|بتا چک\S+|کہا|فون کیا)|"
    r"(?:আপনাদের(?:কে)?|আপনাকে) (?:\S+ ){0,3}(?:বলেছি|বলছি|জানিয়েছি|জানিয়েছি|জানাইছি|ফোন করেছি)|"
    r"ਤੁਹਾਨੂੰ (?:\S+ ){0,3}(?:ਦੱਸਿਆ|ਦੱਸ ਚੁੱਕ\S*|ਕਿਹਾ|ਫ਼ੋਨ ਕੀਤਾ|ਫੋਨ ਕੀਤਾ)|"
    r"(?:告[诉訴]|通知|[联聯][系繫])(?:[过過]|了)?(?:你[们們]|您)|[跟和给給](?:你[们們]|您)(?:[说說]|[讲講]|"
    r"打)(?:[过過]|了|[电電])|"
    r"已[经經](?:投[诉訴]|[报報]修|[报報]告)",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:no|nunca|jam[áa]s|nie|nigdy|nu|n|niciodat[ăa]|n[ãa]o|jamais|ne|nahi|nahin|na)\b|لم|ما |نہیں|না |ਨਹੀਂ|"
    r"[没沒]",
    re.IGNORECASE,
)
FIRST_TIME = re.compile(
    r"\bfirst time (?:that )?(?:i'?m|i am|i have|i'?ve|we are|we'?re|we have|we'?ve|i|we)?\s?(?:tell|told|report|"
    r"contact|"
    r"complain|mention|rais|ring|call|writ|ask)\w*"
    r"|\b(?:i|we) (?:have not|haven'?t|have never|never|did not|didn'?t)(?: ever)? (?:told?|tell|report(?:ed)?|"
    r"contact(?:ed)?|mention(?:ed)?|call(?:ed)?|complain(?:ed)?)(?: (?:it|this|you|u|them|to you|about (?:it|"
    r"this))){0,3} "
    r"(?:before|yet|until now|till now)\b"
    r"|\b(?:i|we)'?ve (?:not|never) (?:told|reported|contacted|mentioned|complained)(?: (?:it|this|you|them|to you|"
    r"about "
    r"(?:it|this)))* (?:before|yet)\b",
    re.IGNORECASE,
)
OTHERS_CALLED = re.compile(
    r"\b(?:police|999|101|ambulance|fire brigade|doctor|gp|solicitor|mp|council(?:lor)?)\b", re.I
)


def told_before(message: Message) -> Sequence[str]:
    """`told` where they say that they told us, `first_time` where they say it is; both is neither."""
    found = []
    match = TOLD.search(message.text)
    if match and not (OTHERS_CALLED.search(message.text) and re.search(r"\bthem\b", match.group(), re.I)):
        found.append("told")
    elsewhere = TOLD_ELSEWHERE.search(message.text)
    if elsewhere and not found:
        around = message.text[max(0, elsewhere.start() - 12) : elsewhere.end()]
        found += [] if DENIED.search(around) else ["told"]
    found += ["first_time"] if FIRST_TIME.search(message.text) else []
    return found if len(found) == 1 else ()


STATES = {
    "still": re.compile(
        r"\b(?:still (?:not|no|off|broken|out|leak\w*|drip\w*|going on|happen\w*|there|the same|like (?:this|that)|"
        r"damp|"
        r"mou?ldy?|cold|blocked|without|isn'?t|hasn'?t (?:been|work)|haven'?t got|do(?:es)?n'?t work|does not work|"
        r"not work\w*|have no|got no|have (?:the )?(?:damp|mou?ld|leak|mice|rats)|flood\w*|smell\w*|stuck|down)\b"
        r"|(?<!he )(?:is|are|its|'s) still\b(?! (?:waiting|under|in|ill|here to|my|a|an|young|small|alive|living))"
        r"|(?:has|have|is|are|was) ?(?:not|n'?t) (?:been )?(?:fixed|mended|repaired|sorted)\b"
        r"|(?:hasn'?t|has not|never) stopped\b|\bstill going on\b|\bongoing\b)",
        re.IGNORECASE,
    ),
    "over": re.compile(
        r"\b(?:it|this|that|they)(?:'s| is| has| was| are)? (?:now )?(?:all )?(?:been )?(?:"
        r"(?:fixed|mended|repaired|sorted|stopped|finished)(?: \w+)? now|over now|all over|over and done)\b|"
        r"\bit(?:'s| is| has| was)? now (?:been )?(?:fixed|mended|repaired|sorted|stopped|over)\b",
        re.IGNORECASE,
    ),
    "comes_back": re.compile(
        r"\b(?:com(?:es|ing) and go(?:es|ing)|come and go|on and off|off and on|keeps? (?:on )?coming back|"
        r"(?:it|the \w+) (?:always )?comes back|keeps? (?:breaking|going off|stopping))\b",
        re.IGNORECASE,
    ),
}
"""Plain words for each answer; where two are said, neither counts."""


def still_going(message: Message) -> Sequence[str]:
    """Whether it goes on, is over, or comes and goes."""
    found = tuple(state for state, words in STATES.items() if words.search(message.text))
    return found if len(found) == 1 else ()


WANTS = re.compile(
    r"\b(?:(?:i|we|id|i'd|we'd|i'm|we're|im)(?: (?:do|am|are|really|just|only|also|now|would|still|all))* "
    r"(?:want|like|need|expect|demand|hope for|ask(?:ing)? for|looking for|after|wanting|deserve)|all i want is|"
    r"i want is|want) ",
    re.IGNORECASE,
)
WANTS_NOT = re.compile(r"(?:not|n't|nt|never|nothing|no longer|no) $", re.IGNORECASE)
END_OF_WISH = re.compile(
    r"[.!?;\n]| (?:because|cos|but|before|when|if|since) |,? (?:and )?(?:i|they|we|please|ring|call|text|phone) |"
    r", (?:and )?(?:it|you|he|she|my) (?!fixed|mended|repaired|sorted|to )",
    re.IGNORECASE,
)
AND_ALSO = re.compile(r",\s*(?:and |or |plus )?| and | or | plus | as well as |\s*[&+]\s*| also ", re.IGNORECASE)
PLEASE_DO = re.compile(
    r"^\W*(?:and |so |but )?(?:(?:please|pls|plz|just|can you|could you|will you) )+(?=(?:fix|mend|repair|sort|"
    r"apologi[sz]e|"
    r"say sorry|explain))",
    re.IGNORECASE,
)
_A = (
    r"^(?:to )?(?:(?:get|have|receive|see|hear|be given|just|only|at least|maybe|you|u|them|someone|somebody|to|for|"
    r"from) )*"
)
_ONE = r"(?:(?:an?|some|the|my|full|proper|formal|written|real|good|clear|your|this|fair) )*"
REMEDIES: Sequence[tuple[tuple[str, ...], re.Pattern[str]]] = tuple(
    (values, re.compile(pattern, re.IGNORECASE))
    for values, pattern in (
        (("apology",), rf"{_A}{_ONE}(?:apolog(?:y|ies)|appology|sorry\b|say sorry|apologi[sz]e)"),
        (
            ("explanation",),
            rf"{_A}{_ONE}(?:explanation|explain|(?:to )?know why|told why|tell me why|know what (?:went|happen))",
        ),
        (
            ("action", "put_right"),
            rf"{_A}(?!nothing)(?:(?:come and )?(?:fix|mend|repair|sort)\b(?! me)|do the work|put (?:it|this) right|"
            r"(?:it|this|that|the [\w ]{2,40}?|my [\w ]{2,40}?|everything|them|things)(?: to be| all| properly|"
            r" finally)* "
            r"(?:fixed|mended|repaired|sorted|put right))\b",
        ),
        (("money",), rf"{_A}{_ONE}(?:compensation|compensated|compo\b|refund(?:ed)?\b|money back|money\b|paid back)"),
        (("reconsider",), rf"{_A}(?:look (?:at )?(?:it|this|the decision|your decision) again|look again at|"
                          r"reconsider|(?:the|your|this) decision (?:changed|looked at again)|"
                          r"change (?:the|your|this) decision)"),
        (("correct_record",), rf"{_A}{_ONE}(?:correct (?:my|the) records?|records? (?:corrected|put right))"),
        (("change_practice",), rf"{_A}(?:make sure (?:it|this) (?:does not|doesn't|never|won't) happens? (?:again|to)|"
                               r"(?:it|this) (?:to never|not to|never to) happen again)"),
        (("acknowledge",), rf"{_A}(?:admit|acknowledge)\b"),
    )
)  # fmt: skip
"""Values that a policy may have for a wish, the first that it has counts; and the wish in plain words."""


def remedies(message: Message, offered: Sequence[str]) -> Sequence[str]:
    """What they say they want, of what this policy offers."""
    wishes = [wish for match in WANTS.finditer(message.text) for wish in _wishes(message.text, match)]
    wishes += [clause.text[m.end() :] for clause in message.clauses if (m := PLEASE_DO.search(clause.text))]
    chosen = {
        value
        for wish in wishes
        for values, pattern in REMEDIES
        if pattern.search(wish)
        for value in [next((each for each in values if each in offered), "")]
    }
    return tuple(value for value in offered if value in chosen)


def _wishes(text: str, match: re.Match[str]) -> Sequence[str]:
    if WANTS_NOT.search(text[max(0, match.start() - 12) : match.start()]):
        return ()
    rest = text[match.end() : match.end() + 300]
    end = END_OF_WISH.search(rest)
    return [wish.strip() for wish in AND_ALSO.split(rest[: end.start()] if end else rest) if wish]
