"""What somebody wants to know about the process, found by the words of the message."""

from collections.abc import Mapping

from portal.domain.choosing import mentions, plain
from portal.domain.terms import Ground
from portal.domain.words import N_

LONGEST = 400
"""Characters that are read: a question is shorter, and a longer text is a story."""

TOPICS: Mapping[str, tuple[str, ...]] = {
    "stages": (
        "stage", "stages", "steps", "how many stages", "different stages", "after stage 1", "level 2",
        "how does the process work", "process", "procedure", "how it works",
        "what if you say no", "what if u say no", "if you say no", "if u say no", "say no", "if i do not agree",
        "do not agree", "if i am not happy", "not happy with", "if you disagree", "if you turn me down", "next step",
        "etapa", "etapas", "fases", "pasos", "proceso de quejas", "los pasos",
        "etap", "etapy", "kroki", "procedura", "krok po kroku",
        "etape", "etapele", "pasi", "pasii", "procedura", "cum merge",
        "ধাপ", "কয়টা ধাপ", "স্টেজ", "নিয়মটা", "koyta stage", "dhap", "koto dhap", "kita lagbo",
        "مراحل", "المرحلة", "خطوات", "khatawat", "marahil",
        "passos", "que fases", "processo de reclamacao",
        "مرحلے", "مرحلہ", "طریقہ کار", "marhala", "marhale", "kitne marhale", "process kya",
        "ਸਟੇਜ", "ਸਟੇਜਾਂ", "ਪੜਾਅ", "ਤਰੀਕਾ",
        "阶段", "階段", "流程", "步骤", "步驟",
        "etapes", "les etapes", "procedure de reclamation", "processus", "comment se passe",
    ),
    "times": (
        "how long", "how many days", "deadline", "how quickly", "how soon", "time limit",
        "when will i hear", "how fast",
        "cuanto tarda", "cuanto tiempo", "plazo", "plazos", "cuantos dias",
        "jak dlugo", "ile to trwa", "ile dni", "termin", "ile czasu", "ile trwa",
        "cat dureaza", "cat timp", "termen", "cate zile",
        "কত দিন", "কতদিন", "কত সময়", "koto din", "kotodin", "koto somoy", "kotokkhon lage",
        "كم يوم", "كم المدة", "كم تستغرق", "متى الرد", "كم الوقت", "kam yom",
        "quanto tempo", "quantos dias", "quanto demora", "prazo",
        "کتنے دن", "کتنا وقت", "کتنا عرصہ", "kitne din", "kitna time", "kitna waqt", "kab tak",
        "ਕਿੰਨੇ ਦਿਨ", "ਕਿੰਨਾ ਸਮਾਂ", "kinne din", "kinna time",
        "多久", "多长时间", "多長時間", "几天", "幾天", "期限", "幾耐",
        "combien de temps", "combien de jours", "delai", "delais",
    ),
    "exclusions": (
        "exclude", "excluded", "excluding", "exclusion", "exclusions", "cant i complain about",
        "can not i complain about",
        "not look at", "not look into", "not deal with", "do not deal", "will not take", "not take", "not accept",
        "refuse", "refused", "reject", "turn down", "too old", "too late to complain", "a year ago", "2 years ago",
        "two years ago", "last year", "more than a year", "12 months", "twelve months", "solicitor",
        "lawyer", "in court",
        "at court", "go to court", "legal action", "insurance", "insurer", "complain about my rent", "rent going up",
        "service charge amounts", "complain about a neighbour",
        "no aceptan", "rechazan", "no admiten", "hace dos anos", "abogado", "eso no lo ven", "subida de la renta",
        "nie przyjmujecie", "odrzucic", "dwa lata temu", "czego nie", "w sadzie", "adwokat",
        "nu primiti", "nu acceptati", "refuzati", "acum doi ani", "avocat",
        "নেন না", "নেন না কোন", "আদালত", "উকিল", "nen na", "bochor ager", "bosor agor",
        "لا تقبل", "ما تقبلوا", "لا تقبلون", "من سنتين", "محكمة", "محامي", "ترفضون",
        "nao aceitam", "nao tratam", "recusam", "ha mais de um ano", "advogado",
        "نہیں لیتے", "عدالت", "وکیل", "nahi lete", "nahin lete", "saal pehle", "saal purani", "wakeel",
        "ਨਹੀਂ ਲੈਂਦੇ", "ਅਦਾਲਤ", "ਵਕੀਲ",
        "不受理", "不接受", "去年", "两年前", "法院", "律师", "律師", "不處理", "不处理",
        "vous refusez", "refusez", "vous ne prenez pas", "il y a deux ans", "avocat", "tribunal",
    ),
    "remedies": (
        "compensation", "compensate", "remedy", "remedies", "put it right", "put things right", "make it right",
        "an apology", "apology", "say sorry", "pay out", "pay me", "payout", "money", "refund", "reimburse",
        "what do i get", "what will i get", "what would i get", "get out of it", "actually achieve", "redo the job",
        "compensacion", "indemnizacion", "disculpa", "disculpas", "dinero", "que gano", "ofrecer",
        "odszkodowanie", "odszkodowania", "rekompensata", "przeprosiny", "pieniadze", "co z tego bede mial",
        "despagubire", "despagubiri", "compensatie", "scuze", "ce pot sa obtin", "bani inapoi",
        "ক্ষতিপূরণ", "মাফ", "টাকা ফেরত", "khotipuron", "maf chan", "taka pabo", "ki pabo",
        "تعويض", "اعتذار", "تعويضات", "ta3wid", "tawid",
        "indemnizacao", "indemnização", "compensacao", "desculpa", "o que ganho", "dinheiro",
        "معاوضہ", "معافی", "muawza", "muavza", "maafi", "compensation milta",
        "ਮੁਆਵਜ਼ਾ", "ਮਾਫ਼ੀ", "paise milde",
        "赔偿", "賠償", "补偿", "補償", "道歉", "赔钱",
        "indemnite", "indemnisation", "dedommagement", "excuses", "de l argent", "remboursement",
    ),
    "adjustments": (
        "adjustment", "adjustments", "disabled", "disability", "deaf", "blind", "braille",
        "large print", "interpreter",
        "sign language", "home visit", "visit my home", "visit me", "cant read", "can not read", "wheelchair",
        "extra help", "support needs", "hearing loop", "something different", "done differently",
        "dyslexia", "dyslexic",
        "discapacidad", "interprete", "letra grande", "ajustes", "sorda", "sordo", "ciego", "ciega",
        "niepelnosprawny", "niepelnosprawnosc", "tlumacz", "duzy druk", "gluchy", "niewidomy",
        "dizabilitate", "handicap", "interpret", "litere mari", "surd", "nevazator",
        "দোভাষী", "প্রতিবন্ধী", "বড় অক্ষর", "dobhashi", "protibondhi",
        "مترجم", "إعاقة", "معاق", "خط كبير", "أصم", "كفيف",
        "deficiencia", "deficiente", "letras grandes", "surdo", "surda", "cego", "cega",
        "ترجمان", "معذور", "بڑے حروف", "tarjuman", "mazoor",
        "ਦੁਭਾਸ਼ੀਆ", "ਅਪਾਹਜ", "ਵੱਡੇ ਅੱਖਰ",
        "翻译", "翻譯", "残疾", "殘疾", "大字", "口译", "傳譯",
        "handicape", "interprete", "gros caracteres", "sourd", "aveugle", "malvoyant",
    ),
    "who": (
        "who decides", "who looks", "who answers", "who deals", "who investigates", "who handles", "who will decide",
        "who makes the decision", "who does the stage 2", "decide who is right", "same team", "same person",
        "same office", "does a manager", "is there a panel", "on the panel", "who is in charge",
        "who reads my complaint",
        "separate look", "independent",
        "quien decide", "quien investiga", "quien responde", "la misma persona", "otra oficina",
        "kto decyduje", "kto o tym decyduje", "kto rozpatruje", "kto odpowiada", "ten sam dzial", "bezstronna",
        "cine decide", "cine verifica", "cine raspunde", "cine citeste",
        "কে নেয়", "কে সিদ্ধান্ত", "সিদ্ধান্ত", "ke decide", "ke siddhanto", "kar kase jay",
        "بيقرر", "يقرر", "من يقرر", "مين بيقرر", "مين بيحقق", "نفس القسم",
        "quem decide", "quem investiga", "quem responde", "a mesma pessoa",
        "فیصلہ", "کون کرتا", "kaun decide", "faisla", "kon decide",
        "ਫ਼ੈਸਲਾ", "ਕੌਣ ਕਰਦਾ", "kaun karda", "فیصلہ کون",
        "谁来做决定", "谁决定", "誰決定", "邊個決定", "谁来决定", "谁负责",
        "qui decide", "qui va lire", "qui enquete", "qui repond", "qui traite",
    ),
    "channels": (
        "how do i complain", "how to complain", "how can i complain", "by phone", "by letter", "by email", "by post",
        "write a letter", "in writing", "in person", "on facebook", "use your form", "is there a form", "your email",
        "do i have to write", "in my own words", "where do i complain", "lodging", "ways to complain",
        "escribir una carta", "tengo que escribir", "por telefono", "como me quejo", "reclamo formal",
        "pisac list", "list czy", "telefonicznie", "jak zlozyc skarge", "jak sie poskarzyc",
        "sa scriu o scrisoare", "prin telefon", "cum depun", "cum fac o plangere", "scrisoare",
        "চিঠি", "কীভাবে অভিযোগ করব", "ফোনে", "letter likhte", "kivabe complaint", "kemne complaint",
        "رسالة", "كيف أشتكي", "كيف اقدم شكوى", "بالتلفون", "بالهاتف",
        "escrever uma carta", "por telefone", "como reclamo", "como faco uma reclamacao",
        "خط لکھنا", "فون پر", "شکایت کیسے", "zubani", "kaise complaint", "likhni paregi",
        "ਚਿੱਠੀ", "ਫ਼ੋਨ", "ਸ਼ਿਕਾਇਤ ਕਿਵੇਂ",
        "写信", "寫信", "怎么投诉", "怎樣投訴", "点样投诉", "打电话投诉",
        "ecrire une lettre", "une lettre", "par telephone", "comment me plaindre", "par courrier",
    ),
    "cost": (
        "free", "cost", "costs", "fee", "fees", "charge me", "have to pay", "do i pay", "cost anything",
        "for nothing",
        "gratis", "cuesta", "cuesta algo", "hay que pagar", "cuanto cuesta",
        "platne", "ile kosztuje", "darmowe", "za darmo", "bezplatne", "kosztuje",
        "e gratis", "gratuit", "costa", "cat costa", "trebuie sa platesc",
        "টাকা লাগে", "কি টাকা", "ফ্রি", "taka lage", "poisa lage",
        "مجاني", "بالفلوس", "بفلوس", "ببلاش", "رسوم", "majani",
        "de graca", "gratuito", "paga se", "custa", "tenho de pagar", "pagar alguma coisa",
        "پیسے تو نہیں", "پیسے لگ", "مفت", "free hai", "paise lagte", "paise lagenge", "پیسے تے",
        "ਮੁਫ਼ਤ", "ਪੈਸੇ ਲੱਗ", "muft", "paise lagde",
        "收费", "收費", "免费", "免費", "要钱", "要錢",
        "gratuit", "ca coute", "cest payant", "payer quelque chose", "payant",
    ),
    "representative": (
        "someone else complain", "on my behalf", "on behalf", "act for", "speak for me", "represent",
        "representative",
        "my daughter", "my son", "my councillor", "power of attorney", "someone to help me", "advocate",
        "bring someone",
        "en mi nombre", "representante", "otra persona por mi",
        "w moim imieniu", "pelnomocnik", "pelnomocnictwo", "ktos za mnie",
        "in numele meu", "reprezentant", "altcineva pentru mine", "procura",
        "আমার হয়ে", "আমার পক্ষে", "amar hoye", "amar pokkhe",
        "نيابة عني", "وكيل", "بالنيابة", "ممثل عني",
        "em meu nome", "outra pessoa por mim", "procuracao",
        "میری طرف سے", "نمائندہ", "meri taraf se", "numainda",
        "ਮੇਰੇ ਵੱਲੋਂ", "ਮੇਰੀ ਥਾਂ",
        "代表我", "代理人", "替我", "帮我投诉", "幫我投訴",
        "en mon nom", "a ma place", "representant", "procuration",
    ),
    "ombudsman": (
        "ombudsman", "ombudsmen", "housing ombudsman", "after your final answer", "after stage 2", "outside body",
        "defensor", "defensor del pueblo", "rzecznik", "rzecznika", "mediator", "অম্বাডসম্যান", "أمين المظالم",
        "أمبودسمان", "امبودسمان", "provedor", "محتسب", "امبڈزمین", "ਓਮਬਡਸਮੈਨ", "申诉专员", "申訴專員", "监察员",
        "mediateur", "avocatul poporului",
    ),
    "privacy": (
        "privacy", "private", "confidential", "my data", "personal data", "keep my data", "how long do you keep",
        "who can see", "who sees", "who will see", "who reads this", "share my details", "gdpr", "data protection",
        "delete my data", "my information",
        "privacidad", "mis datos", "confidencial", "prywatnosc", "moje dane", "danych osobowych", "poufne", "rodo",
        "datele mele", "date personale", "confidential", "গোপন", "আমার তথ্য", "gopon", "amar tottho",
        "خصوصية", "بياناتي", "معلوماتي", "سرية", "meus dados", "privacidade", "رازداری", "میری معلومات", "راز",
        "meri maloomat", "ਗੁਪਤ", "ਮੇਰੀ ਜਾਣਕਾਰੀ", "隐私", "隱私", "保密", "我的资料", "個人資料", "个人信息",
        "mes donnees", "confidentiel", "vie privee", "confidentialite",
    ),
    "after": (
        "what happens next", "happens next", "next step", "what happens after", "after i complain", "after i send",
        "after i press send",
        "once i send", "once you have it", "what happens now", "and then what", "what will you do with my complaint",
        "what do you do with it", "who reads my complaint first", "get a case number", "when you get my complaint",
        "que pasa despues", "que sigue", "despues de enviar", "una vez que mando", "cuando llega", "y ahora que",
        "co sie dzieje", "co bedzie jak", "po zlozeniu skargi", "co dalej", "co potem",
        "ce urmeaza", "dupa ce trimit", "si dupa aia", "ce se intampla",
        "এরপর কী", "এর পরে", "পরে কী হয়", "er pore", "erpor ki", "tarpor ki",
        "ماذا يحدث بعد", "شو بيصير بعد", "بعد تقديم", "بعد ما ابعت", "وبعدين", "ماذا بعد",
        "o que acontece depois", "e depois", "depois de enviar", "depois que chega",
        "آگے کیا", "بھیجنے کے بعد", "کے بعد", "ke baad", "aage kya", "uske baad",
        "ਤੋਂ ਬਾਅਦ ਕੀ", "ਅੱਗੇ ਕੀ", "ਭੇਜਣ ਮਗਰੋਂ", "baad ki",
        "下一步", "之后会", "之後會", "提交以后", "然后呢", "接下来",
        "apres que", "et apres", "une fois la plainte", "que se passe t il", "il se passe quoi", "apres avoir envoye",
    ),
    "anonymous": (
        "anonymous", "anonymously", "without my name", "without giving my name", "give my name", "not know it was me",
        "anonimo", "anonima", "sin mi nombre", "anonimowo", "bez nazwiska", "bez imienia", "anonim", "fara nume",
        "নাম ছাড়া", "নাম না দিয়ে", "nam chara", "naam chara", "nam na diye", "بدون اسم", "بدون اسمي", "مجهول",
        "anonimamente", "sem o meu nome", "sem dar o nome", "نام کے بغیر", "بغیر نام", "گمنام", "naam ke baghair",
        "bina naam", "ਬਿਨਾਂ ਨਾਮ", "ਨਾਮ ਤੋਂ ਬਿਨਾਂ", "匿名", "不留名字", "不写名字", "anonyme", "anonymement",
        "sans mon nom",
        "sans donner mon nom",
    ),
    "complaint": (
        "what counts as a complaint", "what is a complaint", "can i complain about", "what can i complain about",
        "who can complain", "complaint or a repair", "difference between complaint", "leaseholder", "leaseholders",
        "shared owner", "not a tenant", "do you take complaints about", "can we complain together", "as a block",
        "de que me puedo quejar", "de que cosas me puedo quejar", "puedo quejarme", "podemos quejarnos",
        "solo inquilinos",
        "na co mozna sie skarzyc", "mozna sie skarzyc", "kto moze", "pot sa ma plang", "pot reclama", "cine poate",
        "অভিযোগ করা যাবে", "complaint kora jay", "complaint dite", "مسموح اشتكي",
        "هل يحق لي", "ما هي الشكوى",
        "posso reclamar", "posso queixar", "me posso queixar", "dá pra reclamar", "شکایت کر سکت", "شکایت کیا ہے",
        "complaint kar sakta", "complaint kar sakti", "ਸ਼ਿਕਾਇਤ ਹੋ ਸਕਦੀ", "complaint kar sakda", "可以投诉",
        "可以投訴", "能投诉",
        "je peux me plaindre", "peut faire une plainte", "qui peut se plaindre",
    ),
}  # fmt: skip
"""By topic, phrases in the languages of the assistant, romanised ones too. The longest in a message counts."""

GROUNDS: Mapping[tuple[Ground, ...], tuple[str, ...]] = {
    (Ground.OVER_TIME,): (
        "a year ago", "years ago", "last year", "more than a year", "12 months", "twelve months",
        "too old", "too late",
        "hace dos anos", "hace un ano", "dwa lata temu", "rok temu", "acum doi ani", "bochor ager", "bosor agor",
        "বছর আগে", "من سنتين", "من سنة", "ha mais de um ano", "سال پہلے", "saal pehle", "saal purani", "ਸਾਲ ਪਹਿਲਾਂ",
        "去年", "两年前", "一年前", "il y a deux ans", "il y a un an",
    ),
    (Ground.COURT_FILED, Ground.LEGAL_ACTION, Ground.SOLICITOR): (
        "court", "tribunal", "legal action", "solicitor", "lawyer", "abogado", "juzgado", "w sadzie", "adwokat",
        "prawnik", "avocat", "instanta", "আদালত", "উকিল", "محكمة", "محامي", "advogado", "عدالت", "وکیل", "wakeel",
        "ਅਦਾਲਤ", "ਵਕੀਲ", "法院", "律师", "律師",
    ),
    (Ground.INSURER,): ("insurance", "insurer", "seguro", "ubezpieczenie", "asigurare", "assurance", "保险", "تأمين"),
    (Ground.STAFF_MATTER,): ("about staff", "your staff", "member of staff", "officer", "pracownika"),
    (Ground.OTHER_RESIDENTS,): ("neighbour", "neighbours", "vecino", "sasiada", "vizinho", "voisin", "parosi", "邻居"),
    (Ground.CHARGES,): ("rent", "service charge", "service charges", "renta", "alquiler", "czynsz",
        "chirie", "loyer"),
}  # fmt: skip
"""By the grounds of exclusions, the words that name them in a question."""

OF_INTENT = {
    "ask_privacy": "privacy",
    "request_adjustment": "adjustments",
    "representative": "representative",
    "complain_anonymously": "anonymous",
}
"""What those who mean this want to know: their words need no reading."""

OFFERED = {
    "after": N_("What happens next"),
    "stages": N_("The stages"),
    "times": N_("How long it takes"),
    "remedies": N_("How we can put things right"),
    "exclusions": N_("What we may not be able to look into"),
    "privacy": N_("Who reads it"),
}
"""The topics to choose from, where the message names none."""


def topic_of(text: str) -> str:
    """The topic that this message is about, rightly spelt words before rough ones; empty where it names none."""
    read = _folded(text[:LONGEST])
    found = (
        (f" {phrase} " in f" {read} ", len(phrase), topic)
        for topic, phrases in _PLAIN.items()
        for phrase in phrases
        if _stands(phrase, read)
    )
    return max(found, key=lambda each: each[:2], default=(False, 0, ""))[2]


def grounds_of(text: str) -> tuple[Ground, ...]:
    """The grounds of exclusions that this message names."""
    read = _folded(text[:LONGEST])
    named = (grounds for grounds, words in GROUNDS.items() if any(_stands(_folded(each), read) for each in words))
    return tuple(ground for grounds in named for ground in grounds)


def _stands(phrase: str, text: str) -> bool:
    """As words of their own; in scripts where words run together or take endings and articles, anywhere."""
    return mentions(text, phrase) if phrase.isascii() else phrase in text


def _folded(text: str) -> str:
    """Plain, and the Polish letter that no accent can be taken from as many people type it."""
    return plain(text).replace("ł", "l")


_PLAIN = {topic: tuple(dict.fromkeys(map(_folded, phrases))) for topic, phrases in TOPICS.items()}
