"""Words that tell names from roles, agencies and labels. Folded: lower case, no full stops."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# fmt: off
# Phrases before names, in bylines.
BY_PHRASES = (
    "article by", "articles by", "blog post by", "guest post by", "contributed by", "created by",
    "post by", "posted by", "published by", "report by", "reported by", "reporting by",
    "review by", "reviewed and written by", "story by", "submitted by", "text by", "updated by",
    "words by", "words and photos by", "writing by", "written by", "opinion by", "analysis by",
    "interview by", "by", "author", "authors", "writer", "contributor", "contributors",
    "von unserem redakteur", "von unserer redakteurin", "ein kommentar von", "eine analyse von",
    "ein interview von", "interview von", "kommentar von", "geschrieben von", "verfasst von",
    "autor", "autorin", "autoren", "text", "texte", "interview", "aufgezeichnet von",
    "escrito por", "publicado por", "texto de", "por", "autora", "autores", "redactado por",
    "texte par", "publié par", "écrit par", "rédigé par", "propos recueillis par", "par",
    "scritto da", "pubblicato da", "a cura di", "di", "autore", "geschreven door", "door",
    "auteur", "auteurs", "door onze redacteur", "skrevet av", "tekst", "av", "skrevet af", "af",
    "skribent", "journalist", "text och foto", "kirjoittanut", "teksti", "opracowanie",
    "opracował", "opracowała", "przez", "autorzy", "napsal", "napsala", "szerző", "írta",
    "scris de", "autorul", "de", "von", "автор", "авторы", "текст", "автори", "автора", "yazar",
    "yazan", "haber", "muhabir", "oleh", "penulis", "editor", "reporter", "tác giả",
    "ditulis oleh", "writer and photographer", "reporter and editor", "作者", "文", "記者", "记者", "撰文",
    "编辑", "責任編輯", "글", "기자", "执笔", "執筆", "著者", "筆者", "โดย", "เรื่องโดย", "เรื่อง", "מאת",
    "بقلم", "كتب", "كتبت", "به قلم", "نویسنده", "लेखक", "γράφει ο", "γράφει η", "του", "της",
    "ein gastbeitrag von", "gastbeitrag von", "gastkommentar von", "ein bericht von",
    "eine reportage von", "ein essay von", "eine kolumne von", "von unserem korrespondenten",
    "von unserer korrespondentin", "von unserem mitarbeiter", "von unserer mitarbeiterin",
    "dal nostro inviato", "dalla nostra inviata", "dal nostro corrispondente",
    "de notre envoyé spécial", "de notre envoyée spéciale", "de notre correspondant",
    "de notre correspondante", "por nuestro corresponsal", "door onze correspondent", "deur",
    "napísal", "napísala", "napisao", "napisala", "piše", "пише", "написа", "от", "autorka",
    "аутор", "autors", "autorius", "συντάκτης", "συντάκτρια", "γράφουν οι",
    "toimittaja", "kirjoittaja", "wartawan", "द्वारा", "रिपोर्ट", "लेखिका", "লেখক", "প্রতিবেদক",
    "تحریر", "رپورٹ", "گزارش", "ผู้เขียน", "ผู้สื่อข่าว", "取材・文", "文・写真", "기자명", "כתבת",
)

# Of these, those of other languages than English that need no colon before the name.
FOREIGN_BY = (
    "von", "por", "par", "door", "av", "af", "oleh", "di", "przez", "da", "de", "текст", "автор",
    "ein kommentar von", "eine analyse von", "ein interview von", "interview von", "kommentar von",
    "geschrieben von", "verfasst von", "aufgezeichnet von", "ein gastbeitrag von",
    "gastbeitrag von", "gastkommentar von", "ein bericht von", "eine reportage von",
    "ein essay von", "eine kolumne von", "von unserem redakteur", "von unserer redakteurin",
    "von unserem korrespondenten", "von unserer korrespondentin", "von unserem mitarbeiter",
    "von unserer mitarbeiterin", "escrito por", "texto de", "redactado por",
    "por nuestro corresponsal", "texte par", "écrit par", "rédigé par", "propos recueillis par",
    "de notre envoyé spécial", "de notre envoyée spéciale", "de notre correspondant",
    "de notre correspondante", "scritto da", "a cura di", "dal nostro inviato",
    "dalla nostra inviata", "dal nostro corrispondente", "geschreven door",
    "door onze redacteur", "door onze correspondent", "deur", "skrevet av", "skrevet af",
    "kirjoittanut", "opracowanie", "opracował", "opracowała", "autor", "autorka", "napsal",
    "napsala", "napísal", "napísala", "napisao", "napisala", "piše", "пише", "написа", "от",
    "írta", "scris de", "γράφει ο", "γράφει η", "ditulis oleh", "tác giả", "yazan", "muhabir",
    "作者", "文", "記者", "记者", "撰文", "글", "기자명", "执笔", "執筆", "著者", "筆者", "โดย",
    "เรื่องโดย", "מאת", "بقلم", "كتب", "كتبت", "به قلم", "द्वारा",
)

# Labels of others than the author as a rule, and what is no label.
NOT_LABELS = frozenset({"editor", "编辑", "責任編輯", "interview", "by", "contributor", "contributors"})

# By-phrases that are also first names or parts of names: stripped only from a byline element.
DOUBTFUL_BY = frozenset({
    "von", "de", "di", "af", "av", "par", "text", "haber", "autor", "του", "της", "от", "deur",
})

CONJUNCTIONS = (
    "and", "und", "et", "y", "e", "en", "og", "och", "ja", "oraz", "i", "a", "és", "și", "si",
    "ve", "dan", "и", "та", "й", "και", "và", "with", "mit", "avec", "con", "sowie", "&", "+",
    "und mit", "as well as",
)

# Agencies whose names are phrases.
_LONG_AGENCIES = frozenset({
    "aap", "abc news", "agence france-presse", "agencia efe", "agencias", "agencies", "agenturen",
    "anadolu agency", "anadolu ajansı", "ap news", "asian news international", "associated press",
    "australian associated press", "austria presse agentur", "canadian press", "cnn",
    "deutsche presse-agentur", "europa press", "pa media", "press association",
    "press trust of india", "redacción", "ria novosti", "ritzaus bureau",
    "schweizerische depeschenagentur", "the associated press", "the canadian press",
    "thomson reuters", "united press international", "интерфакс", "риа новости", "тасс", "共同通信",
    "新华社", "新華社", "時事通信", "連合ニュース", "연합뉴스",
})
# fmt: on

AGENCIES = _LONG_AGENCIES | _words(
    """
    ap afp reuters dpa sda apa ansa efe ats keystone-sda pti ani ians upi bloomberg tass kyodo
    xinhua yonhap anadolu belga lusa ritzau ntb tt stt pap čtk ctk mti agerpres tanjug hina
    interfax unian ukrinform dha iha aa pa bernama antara cna afp-dpa sid kna epd europapress
    europa-press
    """
)

# Words that a role begins or ends with.
ROLE_WORDS = _words(
    """
    editor editors reporter reporters correspondent correspondents writer writers journalist
    journalists columnist contributor contributors contributing author authors producer
    photographer photojournalist critic analyst anchor presenter staff freelance senior chief
    director manager head founder cofounder co-founder ceo cto cfo president professor lecturer
    researcher fellow intern assistant associate deputy specialist expert consultant strategist
    marketer designer engineer developer lead partner owner blogger host commentator attorney
    lawyer therapist coach nutritionist dietitian registered certified licensed redakteur
    redakteurin redaktor redaktorin korrespondent korrespondentin reporterin volontär volontärin
    ressortleiter ressortleiterin chefredakteur chefredakteurin chefredaktor leiter leiterin
    mitarbeiter mitarbeiterin kolumnist kolumnistin autorin journalistin fotograf chefreporter
    chefreporterin stellvertretender stellvertretende periodista periodistas redactor redactora
    corresponsal jefe jefa directora enviado enviada especial columnista colaborador colaboradora
    subdirector subdirectora journaliste journalistes rédacteur rédactrice correspondant
    correspondante envoyé envoyée chroniqueur chroniqueuse chef pigiste giornalista redattore
    redattrice corrispondente inviato inviata caporedattore redacteur redactrice verslaggever
    correspondente medewerker jornalista repórter editora redaktør journalistka dziennikarz
    dziennikarka redaktorka reportér reportérka korespondent muhabir editör yazarı köşe журналист
    корреспондент редактор обозреватель toimittaja reportteri journalisti hírszerkesztő újságíró
    szerkesztő horticulturalist educator educators scientist officer representative dietician
    instructor teacher physician winemaker advisor adviser agent economist historian psychologist
    """
)

# Words in the names of desks, staffs and outlets.
DESK_WORDS = _words(
    """
    desk staff team newsroom editors editorial bureau redaktion redaktionen redacción redaccion
    rédaction redazione redactie redacție redakce redakcja redaksi redaktsioon toimitus agency
    agencia agence agenzia agentur agencies agencias correspondents reporters service news web
    online admin administrator webdesk webmaster press magazine media network group inc ltd llc
    gmbh guest contributor contributors office committee association institute university
    foundation society company studio studios community department haber merkezi servisi ajansı
    ajans новости редакция 編集部 编辑部 編輯部 通讯社 通信社 新聞 新闻
    """
)

# Names that software fills in where nobody wrote one.
PLACEHOLDERS = _words(
    """
    admin administrator root user editor webmaster author test none null undefined unknown
    anonymous n/a guest default superadmin wpadmin siteadmin websiteadmin master_admin nan false
    """
)

# Degrees, licences and honours after a name.
CREDENTIALS = _words(
    """
    md phd ph.d m.d ms msc ma mba jd rn rd rdn ldn cpa cfp cfa esq jr sr ii iii iv dds dmd do np
    pa lcsw lmft mph bsc ba dvm cpt cscs psyd edd lpc msw mha facp facog obe mbe cbe mp faap cissp
    """
)

# Small words within names.
PARTICLES = _words(
    """
    de la le les du des da do dos das di del della dello van der den von zu zur zum af av bin ibn
    ben al el y e ter ten te und i of the
    """
)

# Words of headings and labels, which people's names hardly hold.
COMMON = _words(
    """
    a about advertisement advertiser advice all an and april are at august best blog budget
    business buy case checked city cloud company contact content contents cookie cookies copyright
    culture data deals december design disclosure east editorial education estate fact february
    finance follow food for free from garden gear get guide guides handmade hardware health home
    how ideas image in insights insurance introduction is january july june key kingdom las last
    learn life lifestyle live loading local login los main management march marketing may menu
    minute minutes money more mount movers my national new news newsletter north november october
    on opinion or our overview people philosophy photo picks plant policy politics privacy product
    products published read real recipe recipes related research resources review reviews san
    science search security see september services share shop shopping sign skip software south
    sponsored sports states strategy studies study style summary table takeaways technology terms
    that the these this tips to top travel trends united updated video view we west what when why
    with world york you your bio full call week coding journalism seo edition page site email
    phone code author editor
    """
)
