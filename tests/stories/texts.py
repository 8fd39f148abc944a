"""A wire story, what outlets make of it, and what only looks like it."""

WIRE = """GOLMUD (Example Wire) - A batch of lithium carbonate from the salt lakes of Qinghai left
for South Korea on Tuesday, the first time that the province's lithium is sold abroad, customs
officials said.

The 46 tonnes were loaded at the port of Tianjin, where they had come by train. The maker, which
runs two ponds and a plant near Golmud, has an order for 1,200 tonnes until next summer.

"Buyers asked for it, not the other way round," said its manager, who does not expect prices to
stay below 96,500 yuan a tonne for long.

Analysts were less sure. Ponds yield most in July and August, and three more of them will be
filled before the year is out."""

EXCERPT = "\n\n".join(WIRE.split("\n\n")[:2])
REWORDED = (
    WIRE.replace("Example Wire", "Reporters and agencies")
    .replace("customs\nofficials said", "the customs office announced")
    .replace("'", "’")
    .replace('"', "”")
    .replace("less sure", "not so sure")
    .upper()
)
REWRITTEN = """For the first time lithium from Qinghai is on its way to a foreign customer. South
Korea will get the 46 tonnes, which passed through Tianjin this week after a long journey by
rail from Golmud. The producer, with two ponds, hopes to sell 1,200 tonnes by the middle of next
year, and its manager thinks that 96,500 yuan is too cheap. Others doubt it, given how much more
brine is due to dry in the summer months, when three new ponds come into use."""
PRICES = """Lithium carbonate of battery grade was assessed at {} yuan a tonne on {}, {} yuan {}
than the day before, the exchange said. Technical grade stood at {} yuan. Trading was calm, with
{} lots changing hands. Open interest reached {} lots by the end of the session. Spodumene from
Australia was offered at {} dollars a tonne, delivered to China, and cobalt at {} dollars."""
MONDAY = PRICES.format(
    "96,500", "Monday", "250", "more", "93,100", "18,204", "77,310", "1,040", "11.2"
)
TUESDAY = PRICES.format(
    "95,900", "Tuesday", "600", "less", "92,700", "21,877", "79,002", "1,035", "11.4"
)
CHINESE = """青海盐湖锂首次出口国外。海关人员表示，一批碳酸锂周二从天津港运往韩国。
这批46吨货物由火车运抵天津。生产企业在格尔木附近拥有两个盐田和一家工厂，已获得明年夏季前1200吨的订单。"""
