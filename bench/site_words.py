"""Word lists and sentence patterns for the stories of the invented sites."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What stories of one language are made of; `sentences` have the other lists' fields."""

    title: str
    who: tuple[str, ...]
    did: tuple[str, ...]
    things: tuple[str, ...]
    places: tuple[str, ...]
    names: tuple[str, ...]
    months: tuple[str, ...]
    sentences: tuple[str, ...]
    unspaced: bool = False

    def invented(self, dice: random.Random) -> str:
        """A name that hardly any other page has."""
        alphabet = _SYLLABLES["ja" if self.unspaced else "ru" if self.months[0][0] > "z" else "en"]
        return "".join(dice.choice(alphabet) for _ in range(3)).capitalize()


_SYLLABLES = {
    "en": (
        "tor",
        "vel",
        "mak",
        "rin",
        "dus",
        "hal",
        "lor",
        "pen",
        "gat",
        "bru",
        "sel",
        "nok",
        "wim",
    ),
    "ru": (
        "тор",
        "вел",
        "мак",
        "рин",
        "дус",
        "хал",
        "лор",
        "пен",
        "гат",
        "бру",
        "сел",
        "нок",
        "вим",
    ),
    "ja": (
        "トル",
        "ベル",
        "マキ",
        "リン",
        "ドス",
        "ハラ",
        "ロル",
        "ペン",
        "ガト",
        "ブル",
        "セル",
        "ノク",
    ),
}

LANGUAGES: dict[str, Words] = {
    "en": Words(
        "Dispute over {thing} in {place}",
        ("the harbour board", "a retired pilot", "the school council", "two engineers", "the museum guard",
         "a group of parents", "the ferry crew", "the mayor's deputy"),
        ("argued that", "told the hearing that", "wrote to residents that", "denied that", "warned that",
         "promised that"),
        ("the swing bridge", "the tide mill", "the bandstand", "the cable car", "the night market",
         "the pumping station", "the salt barns", "the reading room", "the lime kiln", "the goods yard"),
        ("Port Larrow", "Upper Sedge", "Tannery Quay", "Saint Orin", "Fellmouth", "Grey Ness", "Oxwater",
         "Cold Ferry", "Hallam Sound", "Brackwell", "Inchmoor", "Dunsel", "Ravensby", "Low Wharram"),
        ("Ines Tolland", "Bram Oakes", "Mirelle Dace", "Joss Varden", "Tilda Marsh", "Ewan Pryce",
         "Orla Finch", "Piers Hallow"),
        ("January", "March", "April", "June", "August", "October"),
        ("In {place}, {who} {did} {thing} would have to wait until {month}.",
         "{person} {did} {thing} in {place} cost {number} crowns more than {other}.",
         "About {number} people came to see {thing} before it was closed.",
         "For {person}, the trouble with {thing} began when {who} {did} nothing could be saved.",
         "Since {month} {thing} has been guarded at night, and {who} pays for it.",
         "Nobody in {place} expected {other} to matter, least of all {person}."),
    ),
    "de": Words(
        "Streit um {thing} in {place}",
        ("die Hafenbehörde", "ein früherer Lotse", "der Elternrat", "zwei Ingenieurinnen",
         "die Besatzung der Fähre", "der Heimatverein", "die Stadtkämmerin"),
        ("erklärte, dass", "schrieb den Anwohnern, dass", "bestritt, dass", "warnte davor, dass",
         "versprach, dass"),
        ("die Drehbrücke", "die Gezeitenmühle", "der Musikpavillon", "die Seilbahn", "der Nachtmarkt",
         "das Pumpwerk", "die Salzscheune", "der Lesesaal", "der Kalkofen", "die alte Reederei"),
        ("Larrhaven", "Obersegge", "Gerberkai", "Sankt Orin", "Fellmünde", "Grauness", "Ochswasser",
         "Kaltfähr", "Hallmersund", "Brackwedel", "Inselmoor", "Rabensby"),
        ("Ina Tolland", "Bram Eichen", "Mirja Dass", "Jost Varden", "Thilda Marsch", "Ewald Prieß",
         "Orla Finke", "Peer Hallow"),
        ("Januar", "März", "April", "Juni", "August", "Oktober"),
        ("In {place} {did} {thing} bis zum {month} warten muss, und zwar ohne Zuschuss.",
         "Nach Angaben von {person} kostete {thing} rund {number} Kronen mehr als {other}.",
         "Etwa {number} Menschen wollten sehen, wie {thing} geschlossen wurde, sagte {who}.",
         "Für {person} begann der Ärger um {thing}, als {who} nichts mehr retten konnte.",
         "Seit {month} wird {thing} nachts bewacht, und {who} bezahlt dafür.",
         "Niemand in {place} hatte erwartet, dass {other} wichtig wird, am wenigsten {person}."),
    ),
    "es": Words(
        "Polémica por {thing} en {place}",
        ("la junta del puerto", "un piloto jubilado", "el consejo escolar", "dos ingenieras",
         "la tripulación del ferry", "los padres del colegio", "la concejala de obras"),
        ("aseguró que", "escribió a los vecinos que", "negó que", "advirtió de que", "prometió que"),
        ("el puente giratorio", "el molino de marea", "el quiosco de música", "el teleférico",
         "el mercado nocturno", "la estación de bombeo", "el almacén de sal", "la sala de lectura"),
        ("Puerto Larro", "Segura Alta", "Muelle Curtido", "San Orín", "Bocafría", "Peña Gris",
         "Aguabuey", "Vado Frío", "Halmares", "Isla Mora", "Cuervos"),
        ("Inés Tolán", "Blas Robles", "Mirela Daza", "José Varde", "Matilde Marso", "Juan Prisco",
         "Orla Pinzón", "Pedro Halo"),
        ("enero", "marzo", "abril", "junio", "agosto", "octubre"),
        ("En {place}, {who} {did} {thing} tendrá que esperar hasta {month}.",
         "Según {person}, {thing} costó {number} coronas más que {other}.",
         "Unas {number} personas fueron a ver {thing} antes de que se cerrara.",
         "Para {person}, los problemas con {thing} empezaron cuando {who} {did} nada podía salvarse.",
         "Desde {month}, {thing} está vigilado por la noche, y {who} lo paga.",
         "Nadie en {place} esperaba que {other} importara, y menos {person}."),
    ),
    "fr": Words(
        "Dispute autour de {thing} à {place}",
        ("la capitainerie", "un ancien pilote", "le conseil d’école", "deux ingénieures",
         "l’équipage du bac", "un groupe de parents", "l’adjointe au maire"),
        ("a affirmé que", "a écrit aux riverains que", "a démenti que", "a prévenu que", "a promis que"),
        ("le pont tournant", "le moulin à marée", "le kiosque à musique", "le téléphérique",
         "le marché de nuit", "la station de pompage", "le grenier à sel", "la salle de lecture"),
        ("Port-Larreau", "Haute-Sègue", "Quai-Tanneur", "Saint-Orin", "Bouchefroide", "Roche-Grise",
         "Eau-Bœuf", "Gué-Froid", "Halmarais", "Île-Maure", "Corbières-le-Lac"),
        ("Inès Tolland", "Blaise Rouvre", "Mireille Dace", "Josse Vardin", "Mathilde Maret",
         "Yvan Prix", "Orlane Pinson", "Pierre Hallot"),
        ("janvier", "mars", "avril", "juin", "août", "octobre"),
        ("À {place}, {who} {did} {thing} devra attendre jusqu’en {month}.",
         "Selon {person}, {thing} a coûté {number} couronnes de plus que {other}.",
         "Environ {number} personnes sont venues voir {thing} avant la fermeture.",
         "Pour {person}, les ennuis avec {thing} ont commencé quand {who} {did} rien ne serait sauvé.",
         "Depuis {month}, {thing} est gardé la nuit, et {who} paie la facture.",
         "Personne à {place} ne pensait que {other} compterait, et surtout pas {person}."),
    ),
    "ja": Words(
        "{place}で{thing}めぐり議論",
        ("港湾組合", "元水先人", "学校協議会", "二人の技師", "渡船の乗組員", "保護者の会", "副市長"),
        ("述べた", "住民への手紙で説明した", "否定した", "警告した", "約束した"),
        ("旋回橋", "潮力水車", "野外音楽堂", "索道", "夜市", "揚水場", "塩蔵", "閲覧室", "石灰窯"),
        ("羅路港", "上瀬木", "皮屋河岸", "聖織", "渕口", "灰岬", "牛水", "寒渡", "春山浦", "鴉洲"),
        ("戸田いね", "大木ぶん", "段みれい", "春田じょう", "丸茂ちだ", "古井えわん"),
        ("1月", "3月", "4月", "6月", "8月", "10月"),
        ("{place}では{who}が、{thing}の再開は{month}まで待つことになると{did}。",
         "{person}さんによると、{thing}の費用は{other}より{number}万円多かったという。",
         "閉鎖の前に{thing}を見ようと、およそ{number}人が{place}に集まった。",
         "{person}さんにとって{thing}の問題は、{who}が何も残せないと{did}ときに始まった。",
         "{month}から{thing}には夜の見張りが立ち、費用は{who}が払っている。",
         "{place}で{other}がこれほど大事になるとは、{person}さんも考えていなかった。"),
        unspaced=True,
    ),
    "ru": Words(
        "Спор из-за постройки «{thing}» в посёлке {place}",
        ("портовое управление", "бывший лоцман", "школьный совет", "двое инженеров", "команда парома",
         "родители учеников", "заместитель мэра"),
        ("заявило, что", "сообщает жителям, что", "отрицает, что", "предупреждает, что", "обещает, что"),
        ("разводной мост", "приливная мельница", "летняя эстрада", "канатная дорога", "ночной рынок",
         "насосная станция", "соляной амбар", "читальный зал"),
        ("Ларово", "Верхняя Осока", "Кожевенный Причал", "Святой Орин", "Сопкино", "Серый Нос",
         "Быково", "Холодный Брод", "Халмово", "Вороново"),
        ("Инна Толанд", "Борис Дубов", "Мирра Дасова", "Егор Вардин", "Татьяна Марш", "Иван Прайс"),
        ("январе", "марте", "апреле", "июне", "августе", "октябре"),
        ("В посёлке {place} {who} {did} {thing} придётся закрыть, и случится это в {month}.",
         "По словам жителя по имени {person}, {thing} стоит на {number} крон дороже, чем {other}.",
         "Около {number} человек пришли посмотреть, как закрывают место, которое зовут {thing}.",
         "Для {person} всё началось, когда {who} {did} {thing} уже не спасти.",
         "С тех пор {thing} охраняют по ночам, а платит за это {who}.",
         "Никто в посёлке {place} не думал, что {other} будет так важен."),
    ),
    "tr": Words(
        "{place} ilçesinde {thing} tartışması",
        ("liman idaresi", "emekli bir kılavuz", "okul aile birliği", "iki mühendis", "feribot mürettebatı",
         "mahalle halkı", "belediye başkan yardımcısı"),
        ("açıkladı", "mektupla bildirdi", "yalanladı", "uyardı", "söz verdi"),
        ("döner köprü", "gelgit değirmeni", "müzik köşkü", "teleferik", "gece pazarı", "pompa istasyonu",
         "tuz ambarı", "okuma salonu"),
        ("Larova", "Yukarı Saz", "Tabakhane", "Aziz Orin", "Düşağız", "Bozburun", "Öküzsu", "Soğukgeçit",
         "Halmara", "Kuzgunlu"),
        ("İnci Tolan", "Bora Meşe", "Mirel Daş", "Can Varde", "Tülay Maraz", "Evren Pire"),
        ("ocak", "mart", "nisan", "haziran", "ağustos", "ekim"),
        ("{place} kıyısında {who}, {thing} için {month} ayının bekleneceğini {did}.",
         "{person} anlatıyor: {thing}, {other} için harcanandan {number} bin kron daha pahalıya geldi.",
         "Kapanmadan önce {thing} için gelenlerin sayısı {number} kişiyi buldu.",
         "{person} için {thing} derdi, {who} hiçbir şeyin kurtulamayacağını söyleyince başladı.",
         "O günden beri {thing} geceleri bekleniyor ve parasını {who} ödüyor.",
         "{place} halkı {other} konusunun bu kadar büyüyeceğini hiç düşünmemişti."),
    ),
}  # fmt: skip
