"""How the furniture of a page is worded: menus, buttons, bylines, captions, footers.

Only wording; where a line stands decides too, and that is the business of `_layout`.
"""

import re
from typing import Literal

Kind = Literal[
    "related", "inline", "comments", "share", "cookies", "subscribe", "copyright", "byline",
    "caption", "duration", "menu", "ticker", "tags", "label", "disclaimer", "end",
]  # fmt: skip

_I = re.IGNORECASE

_RELATED = re.compile(
    r"(?:related(?: \w+){0,2}|more (?:from|on|about|in|stories|news|articles|like this)\b.{0,50}"
    r"|you (?:may|might) (?:also )?(?:like|be interested).{0,30}|what to read next"
    r"|(?:the )?latest(?: \w+){0,2}|(?:most|must)[ -](?:read|popular|viewed|shared|commented|recent)"
    r"(?: \w+){0,2}|popular(?: \w+){0,2}|trending(?: \w+){0,2}|recommended(?: \w+){0,3}"
    r"|suggested(?: \w+){0,2}|recent(?: \w+){1,2}|top (?:stories|news|headlines)"
    r"|editor.{0,3} (?:picks?|choice)|don.t miss|up next|in other news|further reading|other (?:news|stories)"
    r"|also on .{2,30}|(?:go to|watch) videos?|in this section|see all|view all(?: \w+)?"
    r"|load more|show more|next (?:article|post|story|up)|previous (?:article|post|story)"
    r"|(?:artículos?|notas|noticias) relacionad[oa]s|te puede interesar|lea también|leia (?:também|mais)"
    r"|notícias relacionadas|à lire aussi|lire aussi|articles liés|sur le même sujet"
    r"|mehr zum thema|leggi anche|baca juga|相关(?:阅读|新闻|文章)|延伸阅读|推荐阅读|関連記事|관련기사"
    r"|читайте также|похожие (?:новости|статьи)|по теме)\W*",
    _I,
)
_INLINE = re.compile(
    r"(?:(?:also )?read(?: also| more| next| on)?|see also|related|watch|listen|more|don.t miss"
    r"|baca juga|lea también|lea además|leia também|leia mais|lire aussi|à lire aussi|lesen sie auch"
    r"|leggi anche|читайте также|ayrıca okuyun)\s*(?:[:：>»|]|[-–—]\s).*"
    r"|(?:previous|next) (?:page|article|post|story)\b.*|\[?(?:see|read|view) (?:more|all)\b.{0,60}"
    r"|\(?(?:click|tap) (?:here|to)\b.*|read .{0,40}\b(?:coverage|version|story|article)\b.{0,40}\bin \w+\.?"
    r"|advertisement|sponsored(?: content)?|continue reading.*|story continues.*|article continues.*"
    r"|(?:scroll|swipe)\b.{0,40}|publicidad|anúncio|publicité|reklama|реклама",
    _I,
)
_END = re.compile(
    r"references?(?:\(s\))?\W*|(?:foot)?notes?:?|bibliography|endnotes|about (?:the )?author.?"
    r"|(?:cautionary|forward)[- ]?(?:looking|note|statement).{0,80}|disclaimers?:?"
    r"|(?:for (?:more|further|additional) information|(?:media|press|investor|company) (?:contacts?|enquir\w+|inquir\w+|relations))\b.{0,80}"
    r"|contacts?\W*|qualified person.{0,30}|notes to editors?\W*",
    _I,
)
_ABOUT = re.compile(r"(?:About|Sobre|À propos de|Über) (?:the )?[A-Z0-9][^.]{1,60}")
_COMMENTS = re.compile(
    r"(?:\d+ )?(?:comments?|comentarios?|commentaires?|комментари\w+|评论)(?: ?\(?\d*\)?)?\W*"
    r"|no comments?(?: yet)?\W*|(?:leave|post|add|write|submit) (?:a |your )?(?:reply|comments?|response)\b.{0,40}"
    r"|be the first to (?:comment|reply)\b.*|join the (?:conversation|discussion)\W*"
    r"|your email address will not be published.*|(?:log|sign) in to (?:comment|reply).*|reply",
    _I,
)
_SHARE_WORDS = frozenset(
    "share tweet twitter facebook fb linkedin whatsapp telegram email e-mail mail print pinterest "
    "reddit copy link x wechat weibo line pocket save send pin flipboard tumblr messenger viber "
    "threads bluesky instagram youtube tiktok rss xing skype sms this page article story on via to "
    "by with us post more pdf app follow like copied succeeded success qr code bookmark gift "
    "sharetweet sharetweetshare tweetsharesend tweetshare tweetshareshare compartir compartilhar "
    "partager teilen condividi bagikan imprimir imprimer kakaotalk naver band vk ok 分享 微信 微博 "
    "shares views likes font size a- a+ aa + - the your friends listen".split()
)
_COOKIES = re.compile(
    r".*\b(?:cookies?|gdpr)\b.*\b(?:accept|consent|use|uses|using|policy|settings|experience|agree|manage|"
    r"preferences|traffic|browser)\b.*|.*\b(?:accept|we use|uses|using|manage|allow|reject)\b.{0,60}\bcookies\b.*"
    r"|(?:accept|reject)(?: all)?|(?:please )?(?:enable|turn on) javascript.*|privacy (?:policy|notice).{0,60}"
    r"|.{0,60}(?:disable|turn off) (?:your )?ad ?block.*|terms (?:of|and|&).{0,60}",
    _I,
)
_SUBSCRIBE = re.compile(
    r"(?:sign up|subscribe|register|log ?in|sign in|get (?:the|our|your|breaking|daily)|join (?:our|us|the|over|thousands)"
    r"|download (?:our|the)|follow (?:us|our|me|on|@)|stay (?:informed|up.to.date|connected|ahead)|support (?:us|our|independent)"
    r"|donate|become a (?:member|subscriber)|unlock|start your (?:free )?trial|create (?:a|an|your)(?: free)? account"
    r"|already (?:a|have an?) (?:member|subscriber|account)|enter your email|advertise|add us|contact (?:us|the (?:author|writer|reporter|newsroom|editor))"
    r"|have a (?:tip|story)|got a (?:tip|story)|send (?:us|your) |you (?:are receiving|receive|received) this"
    r"|unsubscribe|to unsubscribe|manage your|this (?:e-?mail|message|newsletter) (?:is|was)\b|to read (?:more|the full|this)"
    r"|want (?:more|to read|the latest)|enjoy(?:ed|ing) (?:this|reading)|thank(?:s| you) for (?:reading|subscribing)"
    r"|(?:our )?newsletters?\W*$|free trial|subscribers? only|premium content|exclusive to subscribers"
    r"|suscríbete|suscribete|síguenos|siga(?:-nos)?|inscreva-se|assine|abonnez-vous|suivez|jetzt abonnieren"
    r"|подпи(?:сывайтесь|шитесь)|следите за|关注|订阅)\b.*"
    r"|follow \S.{1,50}?(?:['’]s| on | via ).*"
    r"|contact .{2,60}(?:\bat\b|:).{0,40}@.*|(?:e-?mail|tel|phone|fax|service hotline|hotline|whatsapp|address|website|web)\W*[:：].*"
    r"|.{0,60}\bnewsletters?\b.{0,60}(?:inbox|sign up|subscribe).*|.{0,80}\bpermission\b.{0,60}(?:reproduc|republish|reprint).*",
    _I | re.DOTALL,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b|&copy;|版权|著作権).*|.*\ball rights reserved\b.*|.*\btodos los derechos reservados\b.*"
    r"|.*\btodos os direitos reservados\b.*|.*\btous droits réservés\b.*|.*\bprotected by copyright\b.*"
    r"|.*\bmay not be (?:re-?used|reproduced|published|redistributed|republished|broadcast)\b.*|.*все права защищены.*",
    _I,
)
_BYLINE = re.compile(
    r"(?:By|BY|by|Oleh)[:\s]+(?!(?:the|a|an)\s)[^\W\d_a-z][^!?]{0,90}"
    r"|(?:Por|Par|Von|Di|От)[:\s]+[^\W\d_a-z]\S*(?: \S+){0,4}"
    r"|(?i:(?:\w+ )?(?:written|story|words|reported|reporting|report|article|text|author|authors|compiled|posted|uploaded|edited|editing"
    r"|translated|translated and edited|produced|photos?|photography|analysis|content)\s+by\b.{0,100})"
    r"|(?i:(?:author|autor|auteur|redactor|editor|chinese article|english editor|writer|reporter|journalist|correspondent|editors"
    r"|author of the article|责任编辑|编辑|作者|记者|автор|penulis|yazar)\s*(?:[:：|]|by\b)\s*.{0,80})"
    r"|(?i:(?:english|chinese|managing|senior|news|staff|copy|mining|business) editor\b.{0,60})"
    r"|(?i:\(?\s*(?:additional |with )?(?:reporting|writing|editing|compiled|with assistance|with files|with additional)\s+(?:by|from)\b.*)"
    r"|(?i:.{2,50}\b(?:staff|special) (?:writer|reporter|correspondent)s?)"
    r"|\([A-Z][\w.]* ?[A-Z]{0,2}(?:/[A-Z][\w.]* ?[A-Z]{0,2}){1,4}\)|.{2,40}[a-z]by [A-Z]\w+ [A-Z]\w+"
)
_CREDITS = (
    r"getty images|shutterstock|istock(?:photo)?|pixabay|unsplash|pexels|wikimedia(?: commons)?|flickr"
    r"|adobe stock|alamy|dreamstime|depositphotos|afp|reuters|epa|ap photo|handout|stock image|file photo"
    r"|file image|courtesy|xinhua|screenshot|supplied"
)
_CAPTION = re.compile(
    r"\(?(?:file )?(?:photo|image|picture|foto|pic|figure|fig\.?|chart|graphic|map|illustration|infographic|caption|screenshot"
    r"|featured image|video|cover|图片|图|фото)s?(?: \d+)?(?: (?:credit|source|courtesy|by)\b.*|\s*[:：/|].*|\)?)"
    r"|.*[(\[（【](?:file )?(?:photo|image|picture|pic|credit|foto|graphic|map|courtesy|图)s?\b[^()\[\]]{0,80}[)\]）】]\.?"
    r"|\((?:source|credit|via|courtesy)\b[^()]{1,60}\)"
    rf"|.*(?:[/|©(–—-]|\b(?:via|by|photo|image|credit|from|source):?)\s*(?:{_CREDITS})\b[^.]{{0,40}}[.)\]]*"
    r"|(?:FILE(?: PHOTO| -| –)|FILE PHOTO).*|.*\bREUTERS/\w+.*|.*\b(?:Photo|Image|Photograph|Picture)s?(?::| by | courtesy).{1,60}"
    r"|(?:a |an )?(?:view|photo|image|picture) of .{2,60}|.{0,60}\b(?:related )?image|.{4,200}©\s?.{2,60}",
    _I | re.DOTALL,
)
_CAPTION_START = re.compile(
    r"(?:photo|image|picture|foto|file photo|file image|image credit|photo credit)s?\s*[:：|/-].*",
    _I,
)
_DURATION = re.compile(
    r"(?:estimated )?reading time\b.*|\d+ ?-?min(?:ute)?s?\.?(?: read| ago| listen)?|\d{1,2}:\d{2}(?::\d{2})?"
    r"|listen\b.{0,40}|(?:\d+|an?|one|few) (?:second|minute|min|hour|hr|day|week|month|year)s? ago"
    r"|.{0,20}\bmin(?:ute)?s? read\b.{0,30}|(?:\d[\d.,]*k? )?(?:views?|reads?|shares?|likes?|visitas|lecturas|просмотр\w*)\W*\d*"
    r"|play(?: video| audio)?|(?:now )?playing|volume.{0,10}",
    _I,
)
_MENU_WORDS = frozenset(
    "home menu search login register news about contact us world business politics economy sport sports "
    "opinion culture lifestyle technology tech science health entertainment video videos photos podcasts "
    "events jobs subscribe markets commodities mining energy africa asia europe america americas oceania "
    "uk usa us top stories latest local obituaries no result view all results more en english español "
    "français 中文 русский advertise privacy policy terms weather magazine features multimedia archive "
    "account cart shop rss inicio accueil economics finance companies industry general live tv radio "
    "close back skip main content e-paper newsletter newsletters breaking analysis editorial".split()
)
_SKIP = re.compile(
    r"skip (?:to|all|banner|primary|navigation|main|over)\b.*|(?:toggle|open|close) (?:menu|nav\w*|search)|back to top|(?:main )?navigation",
    _I,
)
_BREADCRUMB = re.compile(
    r"(?:you are here\W*)?(?:home(?:page)?|inicio|início|accueil|startseite|首页|главная)\s*(?:[>»›/|?:：→·-]).*",
    _I,
)
_TICKER = re.compile(
    r"[+\-−▲▼$€£¥]?\d[\d.,]*\s*%?|[+\-−▲▼]?\d[\d.,]*\s*%\s*[^\W\d_]+(?: [^\W\d_]+){0,2}|%\S.{0,100}"
    r"|[^\W\d_]+(?: [^\W\d_]+){0,2}\s+[$€£¥]?\d[\d,]*\.\d+\s*\(?[+\-−▲▼]?[\d.,]*%?\)?"
    r"|(?:(?:TSX|TSXV|TSX-V|ASX|NYSE|LSE|AIM|JSE|NASDAQ|OTCQX|OTCQB|CSE|HKEX|FSE)[:.\s]+[\w.]+[\s,;|/]*)+",
    _I,
)
_TAGS = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|labels|in this article|mentioned|companies|hashtags|etiquetas|mots-clés"
    r"|schlagwörter|теги|标签|关键词|more about|project\(s\)|plant\(s\)|reports? related.{0,30}|ticker|section|posted in)\s*[:：].*"
    r"|(?:#\w+[\s,]*)+",
    _I,
)
_LABEL = re.compile(
    r"(?:(?:first |last |originally )?(?:published|posted|released|updated|modified|issued|created|publicado|publicada|atualizado|actualizado"
    r"|publié|mis à jour|veröffentlicht|aktualisiert|pubblicato|diterbitkan|опубликовано|обновлено|yayın\w*|güncelle\w*)\b.{0,100}"
    r"|(?:release |publish(?:ing|ed)? |publication |pub |post )?(?:date|time)\s*[:：].{0,200}|(?:date|дата|fecha|data|tanggal|datum|tarih|发布时间|时间|日期|发布日期|入力|입력|等级)\s*[:：].{0,100}"
    r"|(?:original )?(?:source|fuente|fonte|quelle|sumber|источник|来源|出处|출처|kaynak)\s*[:：].{0,200}|SOURCE\s+\S.{0,80}|(?:via|credit|courtesy(?: of)?)\s*[:：].{0,80}"
    r"|courtesy of .{0,60}|(?:subject|from|to|cc|sent|reply-to)\s*:.{0,200}|\((?:source|via|credit|fuente|fonte|来源|источник)\s*[:：].{1,80}\)?"
    r"|from (?:our|the) .{0,30}correspondent|.{0,30}date\s?:\s?[^.]{0,40}\d{4}.{0,80})",
    _I,
)
_DISCLAIMER = re.compile(
    r"(?:at [A-Z]\w+ we (?:tell|believe|are)\b.*|.*\bdid not sponsor this\b.*|.*\b(?:is|are) an? \w+ (?:advertiser|client)\b.*"
    r"|(?:disclaimer|disclosure|editor['’]s note|legal notice)\s*[:：.-].*|(?:the )?(?:views|opinions|information|content) (?:expressed|in this|provided|contained)\b.*"
    r"|.*\bnot (?:constitute |be considered )?(?:financial|investment) advice\b.*|.*\b(?:first|originally) (?:published|appeared)\b.{0,80}"
    r"|this (?:story|article|report|content|post|piece|translation) (?:was|has been|is) .{0,30}(?:published|produced|translated|generated|auto|republished|syndicated|provided|edited|brought).*"
    r"|(?:neither|the) (?:the )?(?:tsx|asx|nyse) .{0,60}(?:reviewed|responsib).*|our standards\s*:.*|.*\btrust principles\b.*"
    r"|(?:translated|edited|reprinted|republished|reproduced) .{0,40}(?:by|from|with) .*|copy succeeded.*|image and article originally.*)",
    _I | re.DOTALL,
)

# What may be taken out although it is a full sentence; everything else that ends in a full
# stop and has this many words is somebody's prose.
_PROSE_FROM = 10
_IN_PROSE = re.compile(
    r"[(\[（](?:file )?(?:photo|image|picture|pic|credit|photograph)s?\b[^()\[\]]{0,80}[)\]）]\.?$"
    r"|\bREUTERS/\w+|(?:/|via |by |, |\. )(?:Getty Images|Shutterstock|iStock\w*|Pixabay|Unsplash|Adobe Stock)\W*$"
    r"|^(?:FILE|FILE PHOTO|File photo|Photo|Image|Picture|Caption|Figure \d+|Fig\. \d+|Chart \d*)\s*[:：–|]|\.\s?(?:Photo|Image|Picture|Credit)s?\s?[:：].{0,60}$"
    r"|(?:© ?|Photo by |Image by )[A-Z][^.]{2,50}\.?$"
)

_WHOLE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("comments", _COMMENTS), ("related", _RELATED), ("inline", _INLINE), ("end", _END),
    ("end", _ABOUT), ("copyright", _COPYRIGHT), ("menu", _SKIP), ("menu", _BREADCRUMB),
    ("duration", _DURATION), ("ticker", _TICKER), ("label", _LABEL), ("tags", _TAGS),
    ("caption", _CAPTION), ("caption", _CAPTION_START), ("byline", _BYLINE),
    ("cookies", _COOKIES), ("disclaimer", _DISCLAIMER), ("subscribe", _SUBSCRIBE),
)  # fmt: skip
_WHOLE_SENTENCE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("inline", _INLINE), ("copyright", _COPYRIGHT), ("cookies", _COOKIES),
    ("disclaimer", _DISCLAIMER), ("subscribe", _SUBSCRIBE),
)  # fmt: skip
_SEPARATORS = re.compile(r"\s*[|•·›»>/–—]\s*|\s{2,}|\t")
_WORD = re.compile(r"[^\W\d_][\w'’&+-]*|\d+")
_BRACKETED = re.compile(r"\[[^\[\]]{3,80}\]")
_LONGEST_FURNITURE = 80  # words


def furniture_kind(text: str, words: int, *, is_sentence: bool) -> Kind | None:
    """Return what furniture a line is by its wording; None for what may be content."""
    if words > _LONGEST_FURNITURE:
        return None
    if is_sentence and words >= _PROSE_FROM:
        return _sentence_kind(text)
    if _is_share(text):
        return "share"
    if _is_menu(text):
        return "menu"
    return next((kind for kind, shape in _WHOLE if shape.fullmatch(text)), None)


def _sentence_kind(text: str) -> Kind | None:
    if _IN_PROSE.search(text):
        return "caption"
    if text.startswith(("(Reporting", "(Additional", "(Writing", "Reporting by", "(Editing")):
        return "byline"
    return next((kind for kind, shape in _WHOLE_SENTENCE if shape.fullmatch(text)), None)


def _is_share(text: str) -> bool:
    if len(text) > 120:
        return False
    words = _WORD.findall(text.lower())
    return 0 < len(words) <= 16 and all(w in _SHARE_WORDS or w.isdigit() for w in words)


def _is_menu(text: str) -> bool:
    bare = text.lstrip("•·-*▪‣○●☰≡ ")
    words = _WORD.findall(bare.lower())
    if not words or _BRACKETED.fullmatch(text):
        return True
    if len(words) <= 8 and all(word in _MENU_WORDS for word in words):
        return True
    if bare is not text and len(words) <= 2 and text[0] in "•·○●☰≡":
        return True
    parts = [part for part in _SEPARATORS.split(bare) if part]
    return len(parts) >= 4 and len(words) / len(parts) <= 2.5 and not any(c.isdigit() for c in bare)
