"""The names of the months and their short forms, in the languages of the rules and some more."""

from __future__ import annotations

from unicodedata import normalize

# One string a month: dates are told by these words alone, whatever the page's language.
# "Listopad" is November but in Croatian, which calls October so.
_NAMES = (
    "january jan januar jänner enero ene janvier janv gennaio gen januari janeiro styczeń "
    "stycznia ledna leden ocak января январь януари січня ianuarie tammikuuta január jaanuar "
    "sausio ιανουαρίου sty січ січень янв oca ιαν ιανουάριοσ tammi tammikuu januára яну "
    "siječnja siječanj јануар јан јануари janvāris saus sausis jaan janúar يناير ژانویهٔ "
    "ژانویه ינואר בינואר ינו בינו जनवरी जन জানুয়ারী জানু جنوری gener januarie ian มกราคม "
    "janar ม.ค. জানুয়ারি",
    "february feb februar febrero février févr febbraio februari fevereiro fev lutego února "
    "şubat февраля лютого februarie helmikuuta február vasario φεβρουαρίου lut luty úno únor "
    "лют лютий февр февраль şub φεβ φεβρουάριοσ helmi helmikuu februára февруари фев veljače "
    "veljača фебруар феб februāris febr vas vasaris veebruar veebr febrúar فبراير فوریهٔ "
    "فوریه פברואר בפברואר פבר בפבר फ़रवरी फ़र ফেব্রুয়ারী ফেব فروری febrer กุมภาพันธ์ shkurt "
    "shk شباط ก.พ. फरवरी ফেব্রুয়ারি",
    "march mar märz maerz mrz marzo mars maart março marca března mart марта березня martie "
    "maaliskuuta március kovo μαρτίου maret mrt marzec bře březen бер березень мар март μαρ "
    "μάρτιοσ marts maalis maaliskuu marec ožujka ožujak kov kovas märts مارس מרץ במרץ मार्च "
    "মার্চ مارچ març márc มีนาคม machi آذار มี.ค.",
    "april apr abril avril avr aprile kwietnia dubna nisan апреля квітня aprilie huhtikuuta "
    "április balandžio απριλίου abr kwi kwiecień duben квіт квітень апр апрель nis απρ "
    "απρίλιοσ huhti huhtikuu apríla apríl април travnja travanj aprīlis balandis aprill أبريل "
    "آوریل אפריל באפריל אפר באפר अप्रैल এপ্রিল এপ্রি اپریل ápr เมษายน prill pri aprili نيسان "
    "เม.ย. ابريل إبريل",
    "may mai mayo maggio mei maio maja května mayıs мая травня toukokuuta május gegužės maj "
    "μαΐου mag kvě květen трав травень май μαΐ μάιοσ touko toukokuu mája máj svibnja svibanj "
    "мај maijs gegužė maí مايو مهٔ مه מאי במאי मई মে مئی maig พฤษภาคม أيار ماي พ.ค.",
    "june jun juni junio juin giugno junho czerwca června haziran июня червня iunie kesäkuuta "
    "június birželio ιουνίου giu cze czerwiec čvn červen черв червень июн июнь haz ιουν "
    "ιούνιοσ kesä kesäkuu júna jún юни lipnja lipanj јун јуни junij jūnijs jūn birž birželis "
    "juuni júní يونيو ژوئن יוני ביוני जून জুন جون juny junie iun มิถุนายน qershor qer حزيران "
    "جوان มิ.ย.",
    "july jul juli julio juillet juil luglio julho lipca července temmuz июля липня iulie "
    "heinäkuuta július liepos ιουλίου lug lip lipiec čvc červenec лип липень июл июль tem "
    "ιουλ ιούλιοσ heinä heinäkuu júla júl юли srpnja srpanj јул јули julij jūlijs jūl liep "
    "liepa juuli júlí يوليو ژوئیهٔ ژوئیه יולי ביולי जुलाई जुल জুলাই জুল جولائی juliol julie "
    "iul กรกฎาคม korrik korr julai تموز جويلية ก.ค.",
    "august aug agosto août augustus sierpnia srpna ağustos августа серпня elokuuta augusztus "
    "rugpjūčio αυγούστου agustus ago sie sierpień srp srpen серп серпень авг август ağu αυγ "
    "αύγουστοσ augusti elo elokuu agu augusta kolovoza kolovoz avgust avg augusts rugp "
    "rugpjūtis ágúst ágú أغسطس اوت אוגוסט באוגוסט אוג באוג अगस्त अग আগস্ট আগ اگست agost ag "
    "สิงหาคม gusht gush ogos ogo agosti آب أوت ส.ค. اگوست",
    "september sep sept septiembre septembre settembre setembro września září eylül сентября "
    "вересня septembrie syyskuuta szeptember rugsėjo σεπτεμβρίου set wrz wrzesień zář вер "
    "вересень сент сентябрь eyl σεπ σεπτέμβριοσ syys syyskuu septembra септември сеп rujna "
    "rujan септембар septembar septembris rugs rugsėjis سبتمبر سپتامبر ספטמבר בספטמבר ספט "
    "בספט सितंबर सित সেপ্টেম্বর সেপ ستمبر setembre szept กันยายน shtator sht septemba أيلول "
    "ก.ย.",
    "october oct oktober okt octubre octobre ottobre outubro out października října ekim "
    "октября жовтня octombrie lokakuuta október spalio οκτωβρίου ott paź październik říj "
    "říjen жовт жовтень окт октябрь eki οκτ οκτώβριοσ lokakuu októbra октомври октобар "
    "oktobar oktobris spal spalis oktoober أكتوبر اکتبر אוקטובר באוקטובר אוק באוק अक्टूबर "
    "अक्टू অক্টোবর অক্টো اکتوبر ตุลาคม tetor tet oktoba ต.ค. اكتوبر",
    "november nov noviembre novembre novembro listopada listopadu kasım ноября листопада "
    "noiembrie marraskuuta lapkričio νοεμβρίου lis listopad лист листопад нояб ноябрь kas νοε "
    "νοέμβριοσ marras marraskuu novembra ноември ное studenoga studeni новембар нов novembar "
    "novembris lapkr lapkritis nóvember nóv نوفمبر نوامبر נובמבר בנובמבר נוב בנוב नवंबर नव "
    "নভেম্বর নভে نومبر พฤศจิกายน nëntor nën novemba พ.ย.",
    "december dec dezember dez diciembre dic décembre déc dicembre dezembro grudnia prosince "
    "aralık декабря грудня decembrie joulukuuta gruodžio δεκεμβρίου desember des gru grudzień "
    "prosinec груд грудень дек декабрь ara δεκ δεκέμβριοσ joulu joulukuu decembra декември "
    "prosinca prosinac децембар дец decembar decembris gruod gruodis detsember dets ديسمبر "
    "دسامبر דצמבר בדצמבר דצמ בדצמ दिसंबर दिस ডিসেম্বর ডিসে دسمبر desembre ธันวาคม dhjetor dhj "
    "disember dis desemba ธ.ค.",
)


def key(name: str) -> str:
    """A month's name as `MONTHS` has it."""
    return normalize("NFKC", name.casefold())


MONTHS = {
    key(name): number for number, names in enumerate(_NAMES, start=1) for name in names.split()
}
