"""The pages of articles at the desk, and the forms as a browser would send them."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.models import Article

ADD = reverse("admin:archive_article_add")
LIST = reverse("admin:archive_article_changelist")


def change_url(article):
    return reverse("admin:archive_article_change", args=[article.pk])


def upload(content, name="clip.txt"):
    return SimpleUploadedFile(name, content)


def add(desk, **fields):
    """Add a clipping and return the article that came of it."""
    response = desk.post(ADD, fields)
    assert response.status_code == 302, response.content.decode()
    return Article.objects.latest("pk")


def posted(article, **changes):
    """Return the change form as a browser would send it back."""
    data = {
        "title": article.title,
        "source": article.source_id or "",
        "origin": article.origin_id or "",
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "review": article.review,
    }
    for prefix, links, name in (
        ("country_links", article.country_links, "country_id"),
        ("mineral_links", article.mineral_links, "mineral_id"),
        ("company_links", article.company_links, "company_id"),
    ):
        rows = list(links.all())
        data |= {f"{prefix}-TOTAL_FORMS": len(rows) + 1, f"{prefix}-INITIAL_FORMS": len(rows)}
        for number, row in enumerate(rows):
            key = f"{prefix}-{number}"
            data |= {f"{key}-id": row.pk, f"{key}-article": article.pk, f"{key}-weight": row.weight}
            data[f"{key}-{name.removesuffix('_id')}"] = getattr(row, name)
        data |= {f"{prefix}-{len(rows)}-id": "", f"{prefix}-{len(rows)}-weight": "1.0"}
    return data | changes


def errors(response):
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())
