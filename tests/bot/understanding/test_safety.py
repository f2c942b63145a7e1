"""Danger words: what must never be missed, and what must not be mistaken for danger."""

import time

import pytest

from bot.understanding.safety import Danger, WrongSafetyData, DangerWords, danger_in, danger_words

PRESENT = {
    "gas": [
        "i can smell gas", "smel gas", "I CAN SMELL GAS!!!", "theres a strong stink of gas in the hall", "gas leak",
        "i think my cooker is leaking gas", "you fixed the gas leak badly and now i smell gas again",
        "gas engineer came but there is still a gas smell", "no, gas is leaking", "since last year there is a smell of gas",
        "smell of rotten eggs by the meter", "i smeellll gasss", "g\u200bas leak", "\u202egas\u202c leak", "GAS\x00 LEAK",
        "huele mucho a gas", "w kuchni czuć gaz", "ulatnia się gaz", "este miros de gaz", "গ্যাসের গন্ধ পাচ্ছি",
        "rannaghore gaser gondho", "أشم رائحة الغاز", "في تسريب غاز بالمطبخ", "رَائِحَة غَاز", "رائحـــة غاز", "cheiro a gás na cozinha",
        "گیس کی بو آ رہی ہے", "gas ki badboo aa rahi hai", "ਗੈਸ ਦੀ ਬਦਬੂ ਆ ਰਹੀ ਹੈ", "有煤气味", "我闻到煤气了", "ça sent le gaz chez moi",
    ],
    "fire": [
        "my kitchen is on fire", "fire in the bin cupboard", "FIRE", "theres a fire", "curtains caught fire", "flames in the lift shaft",
        "smoke pouring out of the flat below", "the stairwell is full of smoke", "the fire door is on fire", "fire alarm is going off",
        "last year there was a fire and now there is smoke everywhere again", "se está quemando la cocina", "hay un incendio",
        "pożar w bloku", "pali się w piwnicy", "sąsiad się pali", "a luat foc blocul", "ঘরে আগুন লেগেছে", "basay agun lagse",
        "حريق في المطبخ", "الشقة تحترق", "há um incêndio no prédio", "گھر میں آگ لگ گئی", "ghar mein aag lag gayi", "ਰਸੋਈ ਵਿੱਚ ਅੱਗ ਲੱਗ ਗਈ",
        "厨房着火了", "il y a le feu dans la cuisine", "au feu",
    ],
    "carbon_monoxide": [
        "carbon monoxide alarm going off", "the co alarm is beeping", "carbon monoxid detector wont stop", "carbon monoxide poisoning",
        "alarma de monóxido", "czujnik czadu wyje", "一氧化碳报警器响了", "le détecteur de monoxyde sonne",
    ],
    "electric": [
        "sparks coming out of socket", "sparkin from the fuse box", "the plug is melting", "i got an electric shock off the shower",
        "there are bare wires in the hall", "water dripping through the light", "burning smell from the plug", "consumer unit is buzzing",
        "salen chispas del enchufe", "iskry lecą z gniazdka", "kopnął mnie prąd", "ies scântei din priză", "socket theke agun ber hocche",
        "شرر من المقبس", "a tomada está a deitar faíscas", "ساکٹ سے چنگاریاں نکل رہی ہیں", "插座冒火花", "il y a des étincelles dans la prise",
    ],
    "collapse": [
        "the ceiling is bulging again", "celing is coming down", "my roof has caved in", "the ceiling fell in", "balcony is hanging off the wall",
        "bricks are falling off the chimney", "the ceilling is sagging and dripping", "el techo se está cayendo", "sufit się zawalił",
        "sufit zaraz spadnie", "cade tavanul", "ছাদ ভেঙে পড়ছে", "السقف سيسقط علينا", "o teto vai cair", "چھت گر رہی ہے", "chhat gir rahi hai",
        "ਛੱਤ ਡਿੱਗ ਰਹੀ ਹੈ", "天花板要塌了", "le plafond s'effondre",
    ],
    "flood": [
        "water is pouring through the ceiling", "burst pipe", "my flat is flooding", "water everywhere it wont stop", "sewage is coming up everywhere",
        "i cant stop the water", "water coming through the ceiling in the kids room", "se reventó la tubería", "mi casa se está inundando",
        "woda leje się z sufitu", "pękła rura", "curge apă din tavan", "pani ceiling theke porche", "الماء ينزل من السقف بقوة", "شقتي تغرق",
        "a casa está a inundar", "پائپ پھٹ گیا ہے", "pipe phat gaya hai", "水管爆了", "l'appartement est inondé",
    ],
    "trapped": ["stuck in the lift", "im trapped in the lift with my baby", "utknęłam w windzie", "atrapada en el ascensor", "عالقون في المصعد", "困在电梯里了", "coincé dans l'ascenseur"],
    "medical": [
        "my dad isnt breathing", "i cant breathe", "mum has collapsed", "he wont wake up", "my wife is having chest pains", "call an ambulance",
        "shes unconsious", "my son is bleeding badly", "no respira", "mama straciła przytomność", "أمي فقدت الوعي", "ambulanța repede", "ela desmaiou, ambulância",
        "سانس نہیں آ رہی", "ਉਹ ਬੇਹੋਸ਼ ਹੈ", "他昏倒了", "il ne respire plus",
    ],
    "violence": [
        "he is going to kill me", "hes got a knife", "someone is breaking into my flat", "my neighbour threatened to stab me", "a man with a machete is on the landing",
        "they are smashing my door in", "im being attacked", "va a matarme", "me quiere matar", "on mnie zabije", "ktoś się włamuje", "vrea să mă omoare",
        "amake mere felbe", "سيقتلني", "معه سكين", "ele vai matar-me", "woh mujhe maar dega", "جان سے مارنے کی دھمکی", "ਉਹ ਮੈਨੂੰ ਮਾਰ ਦੇਵੇਗਾ", "他要杀我", "il va me tuer",
    ],
    "child": ["a toddler is hanging out of the window", "children left home alone crying", "my uncle touches me", "他打孩子"],
    "danger": ["this is an emergency", "EMERGENCY", "its life or death", "we are in danger", "ratunku", "au secours", "救命", "estamos en peligro", "حالة طارئة"],
    "suicide": [
        "i want to end it all", "cant go on", "i can't go on", "i want to die", "i wanna kill my self", "thinking of suiside", "better off dead", "nobody would miss me",
        "i dont want to wake up", "no reason to live", "took an overdose", "i wish i wasnt alive", "dont want to live anymore", "last year i tried to kill myself",
        "quiero quitarme la vida", "quiero acabar con todo", "nie chcę żyć", "mam myśli samobójcze", "vreau să mor", "আমি মরে যেতে চাই", "ami more jete chai",
        "أريد أن أموت", "أفكر بالانتحار", "quero morrer", "میں مرنا چاہتا ہوں", "main marna chahta hoon", "ਮੈਂ ਮਰਨਾ ਚਾਹੁੰਦਾ ਹਾਂ", "我不想活了", "je veux mourir", "j'ai envie d'en finir",
    ],
    "abuse": [
        "my husband hits me", "my partner beats me up", "im scared of my boyfriend", "he hits me every day", "i am not safe at home", "domestic abuse", "my ex is stalking me",
        "mi marido me pega", "mąż mnie bije", "soțul mă bate", "amar shami amake mare", "زوجي يضربني", "meu marido me bate", "mera shohar mujhe maarta hai", "ਮੇਰਾ ਪਤੀ ਮੈਨੂੰ ਮਾਰਦਾ ਹੈ",
        "老公打我", "mon mari me frappe",
    ],
    "despair": ["i cant cope any more", "i have no hope left", "nie wytrzymam dłużej", "no puedo más", "فقدت الأمل", "我崩溃了", "je suis désespérée"],
}  # fmt: skip

ORDINARY = [
    "the fire door was mended late", "gas safety certificate is overdue", "the heating man killed my plants", "my boiler broke",
    "this is killing me, answer your phone", "there is no smell of gas", "last year there was a fire", "in 2019 we had a flood",
    "the gas man never came", "my gas bill is too high", "your gas engineer was rude", "can you test my fire alarm", "fire extinguisher is out of date",
    "smoke alarm keeps beeping", "the carbon monoxide detector needs a new battery", "the stairs are killing my knees", "i am dying to know the date",
    "you nearly gave me a heart attack", "that bill was a shock", "the sparky never turned up", "spark plug for my car", "ceiling paint is peeling",
    "the ceiling needs painting", "there is a crack in the ceiling", "roof tile came off", "light in the hall is not working", "my tap is dripping",
    "leak under the sink", "the kitchen tap is leaking a bit", "window is broken", "the lift is stuck on floor 3", "lift out of order", "i was stuck on the phone for an hour",
    "this cant go on", "it cannot go on like this with the bins", "i cant go on holiday until its fixed", "i dont want to live in this flat any more",
    "i want to live near my mum", "fed up to the back teeth", "i am sick and tired of you", "i could scream", "my neighbours play music that would wake the dead",
    "the emergency line never answers", "your emergency repairs number is engaged", "emergency lighting on the stairs is broken", "it is not an emergency",
    "there was a gas leak two years ago and you charged me for it", "the fire last year ruined my carpet", "we had a flood of complaints", "the gas leak was fixed",
    "the flood was put right in 2021", "no sign of fire or smoke now but last year there was a fire", "he shot off before finishing the job", "your plumber hit the pipe",
    "the contractor threatened to leave", "the price hits us hard", "my husband will ring you", "my partner is not happy", "my son broke the window",
    "i am afraid you have the wrong address", "im scared of the rats", "burnt out bulb on the landing", "dead pigeon on the balcony", "the dead bolt is stuck", "kill the mould please",
    "smell of cannabis smoke from next door", "people smoking in the lift", "damp smell in the bedroom", "drains smell bad", "the hot water is not hot", "water bill is wrong",
    "no hot water", "water pressure is low", "my electric bill doubled", "the electric meter needs reading", "light switch is loose", "door wont shut", "break in service",
    "tea break", "they want to cut my rent support", "i cut my finger last week on your fence", "hand on heart i never had a letter", "ok thanks bye", "", "   ", "👍👍",
    "no hay olor a gas", "no huele a gas", "el año pasado hubo un incendio", "la puerta cortafuegos no cierra", "mi vecino hace ruido", "el grifo gotea", "no tengo agua caliente",
    "nie ma zapachu gazu", "w zeszłym roku był pożar", "kran cieknie", "nikt nie przyszedł naprawić okna", "nie działa ogrzewanie", "rachunek za gaz jest za wysoki",
    "لا توجد رائحة غاز", "العام الماضي كان هناك حريق", "الحنفية تسرب", "لم يأت أحد لإصلاح الباب", "فاتورة الغاز غالية", "أريد تقديم شكوى", "السخان لا يعمل",
    "nu miroase a gaz", "anul trecut a fost un incendiu", "não há cheiro de gás", "no ano passado houve um incêndio", "گیس کی بو نہیں ہے", "pichle saal aag lagi thi",
    "ਗੈਸ ਦੀ ਬਦਬੂ ਨਹੀਂ ਹੈ", "没有煤气味", "去年着火了", "水龙头漏水", "il n'y a pas d'odeur de gaz", "l'année dernière il y a eu un incendie", "le robinet fuit", "গ্যাসের গন্ধ নেই",
    "je veux faire une réclamation", "quiero poner una queja", "chcę złożyć skargę", "আমি অভিযোগ করতে চাই", "mujhe shikayat karni hai", "我要投诉",
]  # fmt: skip


@pytest.mark.parametrize(("topic", "message"), [(topic, said) for topic, all_said in PRESENT.items() for said in all_said])
def test_a_danger_is_found_and_named(topic: str, message: str) -> None:
    found = danger_in(message)
    assert found == Danger(danger_words().topics[topic], topic)


@pytest.mark.parametrize("message", ORDINARY)
def test_ordinary_words_are_no_danger(message: str) -> None:
    assert danger_in(message) is None


def test_every_topic_and_language_has_a_message_here() -> None:
    assert set(PRESENT) == set(danger_words().topics)
    assert danger_words().languages == {"en", "es", "pl", "ro", "bn", "ar", "pt", "ur", "pa", "zh", "fr"}


@pytest.mark.parametrize("language", ["en", "en@easy", "pl", "ar", None, "nonsense"])
def test_danger_is_heard_in_any_language_whichever_was_chosen(language: str | None) -> None:
    assert danger_in("ulatnia się gaz", language) == Danger("emergency", "gas")
    assert danger_in("i can smell gas", language) == Danger("emergency", "gas")


def test_a_word_clear_in_one_language_alone_counts_in_that_language() -> None:
    assert danger_in("fuego en el patio", "es") == Danger("emergency", "fire")
    assert danger_in("my dog is called Fuego", "en") is None


def test_danger_at_the_end_of_a_very_long_story_is_found_quickly() -> None:
    story = "I told you in March and again in May and nobody came to look at the window, so I rang again. " * 420
    best = min(_seconds(story[:40_000] + " and now the ceiling is bulging") for _ in range(5))
    assert danger_in(story[:40_000] + " and now the ceiling is bulging") == Danger("emergency", "collapse")
    assert best < 0.06


@pytest.mark.parametrize(
    "bait", ["he is going to ", "gas ", "smell of smell of ", "i want to go. ", "a", "water " * 4 + "ceilin ", "的", "ا", "' ", "💧", "we we we "]
)
def test_no_text_makes_the_search_slow(bait: str) -> None:
    assert min(_seconds((bait * 40_000)[:40_000]) for _ in range(3)) < 0.2


def test_a_mistake_in_the_data_is_named(tmp_path) -> None:
    data = tmp_path / "safety.yml"
    data.write_text(
        "groups: {}\nmisspelt: {}\nharmless: []\nspeech: {en: {}}\n"
        "dangers:\n- {topic: gas, kind: nuisance, phrases: {en: [gas leak]}}\n"
    )
    with pytest.raises(WrongSafetyData, match="gas: a danger is emergency or distress, not nuisance"):
        DangerWords(data)


def _seconds(text: str) -> float:
    start = time.perf_counter()
    danger_in(text)
    return time.perf_counter() - start
