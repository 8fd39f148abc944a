"""Languages told by script and commonest words."""

# ruff: noqa: E501  # a case of a table stays on its line

import pytest

from archive.extraction import Hints, extract

TEXTS = {
    "en": "The ministry said on Monday that the mine would reopen after eleven months of repairs.",
    "zh": "智利国家铜业公司与智利矿业化工公司的锂合资项目获得中国监管部门批准，双方表示将尽快完成交易。",
    "es": "El ministerio dijo el lunes que la mina de litio volverá a abrir después de los trabajos en la ruta.",
    "fr": "Le ministère a annoncé lundi que la mine de lithium va rouvrir après les travaux sur la route.",
    "pt": "O ministério disse na segunda-feira que a mina de lítio não vai reabrir antes das obras na estrada.",
    "ru": "Министерство сообщило в понедельник, что добыча вольфрама на руднике начнется после ремонта дороги.",
    "de": "Das Ministerium teilte am Montag mit, dass die Mine nach den Arbeiten an der Straße wieder öffnet.",
    "it": "Il ministero ha detto lunedì che la miniera di litio sarà riaperta dopo i lavori sulla strada.",
    "ja": "チリ政府は月曜日、リチウム鉱山の操業を再開すると発表した。道路の工事は年内に終わる見通しだ。",
    "ko": "칠레 정부는 월요일 리튬 광산의 조업을 재개한다고 발표했다. 도로 공사는 연내에 끝날 전망이다.",
    "id": "Kementerian mengatakan pada Senin bahwa tambang nikel itu akan dibuka dan ekspor untuk tahun ini tidak dilarang.",
    "ar": "أعلنت الوزارة يوم الاثنين أن منجم الليثيوم سيعاد افتتاحه بعد أعمال الطريق التي استمرت عدة أشهر.",
    "kk": "Министрлік дүйсенбіде вольфрам кенішінің жұмысы жол жөндеуден кейін қайта басталатынын және өнім өсетінін айтты.",
    "uz": "Vazirlik dushanba kuni konda ishlar yoʻl taʼmiridan keyin boshlanishini va bu yil uchun reja ham oʻzgarishini aytdi.",
    "tr": "Bakanlık pazartesi günü madenin yol çalışmalarından sonra yeniden açılacağını ve bu yıl için daha çok üretim olacağını söyledi.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_language_is_told(language):
    assert extract(TEXTS[language]).language == language


@pytest.mark.parametrize("text", ["", "Li2CO3 99.5%", "Codelco SQM Albemarle", "2024-01-16 15:17"])
def test_language_of_little_is_left_open(text):
    assert extract(text).language == ""


def test_language_of_the_page_wins():
    assert extract(TEXTS["en"], hints=Hints(language="fr-CA")).language == "fr"
