"""Words that say nothing about what a text is about: they hold sentences together, or date it."""

# Three letters and more, without accents: shorter words are never told. Words that name
# something in another language are missing on purpose: French "pour" is a pour of gold,
# German "die" a tool, "war" a war, Spanish "sin" a wrong.
_ENGLISH = """
    about above across after again against all almost along already also although always among
    amid and another any are around because been before behind being below beneath beside besides
    between both but can cannot could did does doing done down during each either else ever every
    few for from further had has have having her here hers herself him himself his how however
    into its itself just less many may might more most much must myself neither nevertheless nor
    not now off often once one only onto other others ought our ours ourselves out over own per
    perhaps quite rather said same say saying says shall she should since some such than that the
    their theirs them themselves then there therefore these they this those though through
    throughout thus together too toward towards under unless until upon very was were what
    whatever when whenever where whereas whether which while who whoever whom whose why will with
    within without would yet you your yours
"""
_SPANISH = """
    ante antes aquel aunque cada como con contra cual cuando del desde donde durante ella ellas
    ello ellos entre era eran esa esas ese eso esos esta estaba estan estar estas este esto estos
    fue fueron han hasta hay las los mas mientras muy nos nosotros otra otras otro otros para pero
    por porque pues que quien quienes sea segun ser sido sino sobre son sus tambien tanto tiene
    tienen toda todas todo todos una unas uno unos usted ustedes
"""
_PORTUGUESE = """
    ainda alem antes aos apenas aquela aquele ate cada com como das dela dele deles desde dessa
    desse desta deste dos ela elas ele eles enquanto entre essa essas esse esses esta estao estas
    este estes foi foram isso isto lhe mais mas mesmo muito nao nas nem nos nossa nosso num numa
    onde para pela pelas pelo pelos por porque quais qual quando que quem sao seja sem ser seu
    seus sobre sua suas tambem tem uma umas uns voce
"""
_FRENCH = """
    ainsi apres aucun aussi autre autres aux avant avec avoir car ceci cela celle celles celui ces
    cet cette ceux chaque chez comme contre dans depuis des dont donc doit elle elles entre est
    etaient etait etre eux fait ils jusque leur leurs lors lorsque lui mais meme nos notre nous
    ont par pas pendant peu peut plus pourquoi puis quand que quel quelle quelles quels qui quoi
    sans selon sera ses soit sont sous sur tandis tous tout toute toutes tres une vers votre vous
"""
_GERMAN = """
    aber alle allem allen aller alles als also auch auf aus bei beim bereits bis dabei dafur damit
    danach dann daran darauf das dass dem den denn der deren des dessen dies diese diesem diesen
    dieser dieses doch dort durch ein eine einem einen einer eines fuer fur gegen gegenuber haben
    hat hatte hatten ihm ihn ihr ihre ihrem ihren ihrer ist jedoch jetzt kann kein keine konnen
    konnte mehr mit muss nach nicht noch nun nur oder ohne schon sehr sein seine seinem seinen
    seiner seit sich sie sind soll sollen sowie uber und uns unter viel vom von vor wahrend waren
    weil wenn werden wie wieder wir wird wurde wurden zum zur zwischen
"""
_INDONESIAN = """
    ada adalah agar akan atas atau bahwa bagi bisa dalam dan dapat dari dengan hanya hingga ini
    itu juga kami karena kata kepada kita lebih maka mereka namun oleh pada saat sangat sebagai
    sebuah sejak seperti serta setelah sudah telah tersebut tidak untuk yaitu yang
"""
# Days and months: where periods are compared they tell only that these are other days.
# "mar", "mars" and "sun" are missing on purpose, too.
_CALENDAR = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat january february march april june july august september october november december jan feb
    apr jun jul aug sep sept oct nov dec
    lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio
    julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic
    feira janeiro fevereiro marco
    maio junho julho setembro outubro novembro dezembro fev dez
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril juin juillet aout
    septembre octobre novembre decembre janv fevr avr juil
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar marz mai
    juni juli oktober dezember
    senin selasa rabu kamis jumat sabtu minggu januari februari maret agustus desember
"""
FUNCTION_WORDS = frozenset(
    " ".join((_ENGLISH, _SPANISH, _PORTUGUESE, _FRENCH, _GERMAN, _INDONESIAN, _CALENDAR)).split()
)
