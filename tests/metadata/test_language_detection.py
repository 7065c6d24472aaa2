"""The language of text that does not say."""

import time

import pytest

from declutter.metadata import language

TEXTS = {
    "en": "The ferry sailed into the harbour on Tuesday and hundreds of people stood on the quay.",
    "de": "Die Fähre ist am Dienstag in den Hafen eingelaufen, und Hunderte standen am Kai.",
    "es": "El transbordador entró el martes en el puerto y cientos de personas lo esperaban en el muelle.",
    "fr": "Le ferry est entré mardi dans le port et des centaines de personnes étaient sur le quai.",
    "it": "Il traghetto è entrato martedì nel porto e centinaia di persone erano sul molo.",
    "pt": "A balsa entrou no porto na terça-feira e centenas de pessoas estavam no cais para a ver.",
    "nl": "De veerboot voer dinsdag de haven binnen en honderden mensen stonden op de kade.",
    "sv": "Färjan seglade in i hamnen på tisdagen och hundratals människor stod på kajen.",
    "da": "Færgen sejlede ind i havnen tirsdag, og hundreder af mennesker stod på kajen efter elleve måneder.",
    "no": "Fergen seilte inn i havnen tirsdag, og hundrevis av mennesker sto på kaia etter elleve måneder. Det ble sagt at hun ikke kom.",
    "fi": "Lautta saapui satamaan tiistaina, ja sadat ihmiset seisoivat laiturilla, mutta tulipalo oli myös ollut siellä.",
    "pl": "Prom wpłynął do portu we wtorek i setki ludzi stały na nabrzeżu, ale nie było już ognia.",
    "cs": "Trajekt připlul do přístavu v úterý a stovky lidí stály na nábřeží, ale podle posádky se nic nestalo.",
    "hu": "A komp kedden befutott a kikötőbe, és több száz ember állt a rakparton, de nem volt már tűz.",
    "ro": "Feribotul a intrat marți în port și sute de oameni au stat pe chei, dar nu a mai fost foc.",
    "tr": "Feribot salı günü limana girdi ve yüzlerce kişi rıhtımda bekledi, ancak bu yangın için çok geç oldu.",
    "id": "Kapal feri itu masuk ke pelabuhan pada hari Selasa dan ratusan orang berdiri di dermaga.",
    "vi": "Chiếc phà đã vào cảng hôm thứ Ba và hàng trăm người đứng trên bến trong một ngày nắng.",
    "ru": "Паром вошёл в гавань во вторник, и сотни людей стояли на набережной, но это было не всё.",
    "uk": "Пором увійшов у гавань у вівторок, і сотні людей стояли на набережній, але це було не все.",
    "bg": "Фериботът влезе в пристанището във вторник и стотици хора бяха на кея, но това не е всичко.",
    "ar": "دخلت العبارة الميناء يوم الثلاثاء وكان المئات من الناس على الرصيف في انتظارها.",
    "fa": "کشتی روز سه‌شنبه وارد بندر شد و صدها نفر در اسکله ایستاده بودند و این را دیدند.",
    "hi": "नौका मंगलवार को बंदरगाह में आई और सैकड़ों लोग घाट पर खड़े थे।",
    "ja": "フェリーは火曜日に港に入り、何百人もの人が岸壁に立っていた。",
    "ko": "여객선은 화요일 항구에 들어왔고 수백 명이 부두에 서 있었다.",
    "zh": "渡轮周二驶入港口，数百人站在码头上。",
    "el": "Το πλοίο μπήκε την Τρίτη στο λιμάνι και εκατοντάδες άνθρωποι στέκονταν στην προβλήτα.",
    "he": "המעבורת נכנסה לנמל ביום שלישי ומאות אנשים עמדו על הרציף.",
    "th": "เรือเฟอร์รี่เข้าท่าเรือเมื่อวันอังคาร",
}  # fmt: skip


@pytest.mark.parametrize("code", TEXTS)
def test_one_sentence_is_enough(code):
    assert language.detect(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "12345 67890", "Ok", "xqzt brglf"])
def test_unclear(text):
    assert language.detect(text) is None


def test_it_is_quick():
    text = TEXTS["de"] * 40
    language.detect(text)
    started = time.process_time()
    for _ in range(200):
        language.detect(text)
    assert (time.process_time() - started) / 200 < 0.001


def test_stated_language_is_checked_against_the_text():
    assert language.is_in(TEXTS["de"] * 5, "de-AT")
    assert not language.is_in(TEXTS["de"] * 5, "en-US")
    assert language.is_in(TEXTS["de"], "en")  # too short to tell


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("hi", "गांव के लोगों ने अपने हाथों से तालाब खोद लिया और अब पानी के लिए दूर नहीं जाना पड़ता है।"),
        ("mr", "गावातील लोकांनी तलाव खोदला आहे आणि आता पाणी आणण्यासाठी दूर जावे लागत नाही, असे त्यांनी सांगितले."),
        ("ne", "गाउँका मानिसहरूले पोखरी खनेका छन् र अहिले पानी लिन टाढा जानु पर्दैन, यो काम पनि उनीहरूले गरेको हो।"),
    ],
)  # fmt: skip
def test_languages_of_one_script_are_told_apart_by_their_words(code, text):
    assert language.detect(text) == code
    assert language.is_in(text * 4, code)
