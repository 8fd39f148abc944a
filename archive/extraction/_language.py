"""Which language a text is in, by its script and its commonest words. No statistics file."""

import re
from collections import Counter

_SAMPLE = 4000  # characters
_FEWEST_LETTERS = 20
_FEWEST_WORDS = 3  # commonest words that must be seen
_LEAD = 1.15  # how clearly the best language must beat the next

_SCRIPTS = (
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af]")),
    ("han", re.compile(r"[\u3400-\u9fff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
_PERSIAN = re.compile("[پچژگ]")
_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ‘’'][^\W\d_]+)?")
_CYRILLIC_MARKS = (
    ("kk", re.compile("[әғқңөұүһ]")),
    ("uk", re.compile("[їєґ]")),
    ("uz", re.compile("[ўҳ]")),
)

_COMMON = {
    "en": "the of and to in is that for it on with as was at by from are this has have be not an its will which said",
    "es": "de la que el en y los del se las por un para con una su al lo como más es sus ha según fue pero",
    "fr": "de la le et les des en un du une que est pour qui dans par sur au pas plus avec ce il sont a été aux",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como foi ao das à são pelo",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus hat",
    "it": "di e il la che in a per un è del della non una sono le con dei si da come al più nel gli alla",
    "id": "yang dan di untuk dari dengan pada ini itu dalam tidak akan juga oleh ke adalah sebagai telah bisa karena tersebut",
    "tr": "ve bir bu da de için ile olarak olan çok daha en gibi kadar ise sonra yıl göre milyon türkiye değil",
    "uz": "va bu bilan uchun ham bir boʻlgan o‘zbekiston o'zbekiston yil bo‘yicha bo'yicha haqida deb esa hamda qilish mumkin ning",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan er om ook als door",
    "pl": "w i na z do nie się jest że to o jak po dla przez od oraz które ale są",
    "sv": "och i att det som en på är av för med till den har inte om ett de från",
    "vi": "và của là có được cho trong các không với một những đã này từ người tại khi",
    "ru": "и в на что с по не из для его к это как от за был а о компании года также при",
    "kk": "және мен бұл үшін бар бір жылы деп болып бойынша қазақстан туралы оның екен",
    "uz-cyrl": "ва билан учун бу ҳам бир йил бўлган бўйича",
    "uk": "і в на що з до не у за та як від для це року також її",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_LATIN = ("en", "es", "fr", "pt", "de", "it", "id", "tr", "uz", "nl", "pl", "sv", "vi")


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of the language, or an empty string when it is unsure."""
    sample = text[:_SAMPLE]
    counts = {name: len(shape.findall(sample)) for name, shape in _SCRIPTS}
    letters = sum(counts.values())
    cjk = counts["kana"] + counts["hangul"] + counts["han"]
    if letters < _FEWEST_LETTERS and cjk < _FEWEST_LETTERS // 2:
        return ""
    if cjk * 4 > letters:
        return _east_asian(counts)
    if counts["cyrillic"] * 2 > letters:
        return _cyrillic(sample.lower())
    if counts["arabic"] * 2 > letters:
        return "fa" if len(_PERSIAN.findall(sample)) * 40 > counts["arabic"] else "ar"
    return _by_words(sample.lower(), _LATIN)


def _east_asian(counts: dict[str, int]) -> str:
    if counts["hangul"] > counts["han"] and counts["hangul"] > counts["kana"]:
        return "ko"
    return "ja" if counts["kana"] * 8 > counts["han"] else "zh"


def _cyrillic(sample: str) -> str:
    letters = max(1, len(sample))
    for language, marks in _CYRILLIC_MARKS:
        if len(marks.findall(sample)) * 60 > letters:
            return language
    return _by_words(sample, ("ru", "uk", "kk")) or "ru"


def _by_words(sample: str, languages: tuple[str, ...]) -> str:
    seen = Counter(_WORD.findall(sample))
    scores = sorted(
        (sum(seen[word] for word in _WORDS[language]), language) for language in languages
    )
    (second, _), (best, language) = scores[-2:]
    if best < _FEWEST_WORDS or best < second * _LEAD or best * 12 < seen.total():
        return ""
    return language
