"""Real files made in memory: one article in every format that Lode reads."""

import io
import zipfile
from email.message import EmailMessage

import docx

TITLE = "Chile raises lithium output as two plants expand"
LEAD = (
    "Chile's lithium output rose 12 percent in February, the regulator said on Tuesday, as two "
    "plants near Antofagasta widened their evaporation ponds and shipped more carbonate to Japan."
)
OUTLOOK = (
    "Analysts expect further growth in the second quarter, because new permits were granted in "
    "January and the price of battery-grade material has recovered from its low of last autumn."
)
BODY = (LEAD, OUTLOOK)
PLAIN_BODY = "\n\n".join(BODY)
TEXT = "\n\n".join((TITLE, *BODY))


def html_page(body="", head=""):
    """Return a news page with menus around the article and metadata in its head."""
    paragraphs = body or "".join(f"<p>{part}</p>" for part in BODY)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Mining Daily</title>
<meta property="og:site_name" content="Mining Daily">
<link rel="canonical" href="https://www.miningdaily.example/chile-lithium">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"{TITLE}","datePublished":"2024-03-05T10:00:00Z"}}</script>{head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/peru">Peru news</a></li></ul></nav>
<article><h1>{TITLE}</h1>{paragraphs}</article>
<footer>Copyright 2023 Mining Daily</footer></body></html>""".encode()


def docx_file(header="Mining Daily", title=TITLE):
    """Return a Word document with a header, paragraphs and a table."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    for paragraph in (title, *BODY):
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text = "Lithium carbonate"
    table.rows[0].cells[1].text = "18,000 t"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_bomb():
    """Return a small zip that claims to be a Word document and inflates to 200 MB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"A" * 200_000_000)
    return stream.getvalue()


def pdf_file(*pages):
    """Return a PDF written by hand, a page for each tuple of lines."""
    pages = pages or ((TITLE, *(part[:90] for part in BODY)),)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    kids = []
    for lines in pages:
        text = " ".join(f"({_escaped(line)}) Tj 0 -18 Td" for line in lines)
        stream = f"BT /F1 12 Tf 40 760 Td {text} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 {font} >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _pdf_bytes(objects)


def _escaped(line):
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf_bytes(objects):
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out + trailer.encode()


def eml_file(subject=f"Fwd: {TITLE}", plain=PLAIN_BODY, html=""):
    """Return an e-mail with a plain part, an HTML part, or both."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Desk <desk@miningdaily.example>"
    message["Date"] = "Tue, 05 Mar 2024 10:00:00 +0000"
    message["Message-ID"] = "<1@miningdaily.example>"
    if plain:
        message.set_content(plain)
    if html and plain:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return bytes(message)
