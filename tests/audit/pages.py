"""Which pages are looked at, and a person who may see all of them."""

import os
from dataclasses import dataclass
from pathlib import Path

_USER = "auditor"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in person: the cookie, and what is theirs to look at."""

    cookie: tuple[str, str]
    own: dict[str, str]


def sign_in(folder: Path) -> Visitor:
    """Return somebody who has a saved search and a collection in the archive."""
    os.environ |= {"ARCHIVE_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    user, _ = get_user_model().objects.get_or_create(
        username=_USER, defaults={"is_staff": True, "is_superuser": True}
    )
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return Visitor((name, client.cookies[name].value), _belongings(user))


def _belongings(user) -> dict[str, str]:
    from archive.models import Article, Collection, SavedSearch

    search, _ = SavedSearch.objects.get_or_create(
        person=user, name="Graphite from China", defaults={"parameters": "q=graphite&country=cn"}
    )
    collection, _ = Collection.objects.get_or_create(person=user, name="For the annual report")
    if not collection.items.exists():
        for position, article in enumerate(Article.objects.order_by("pk")[:3]):
            collection.items.create(
                article_id=article.pk, title=article.label, note="To quote.", position=position
            )
    return {
        "saved search": search.get_absolute_url(),
        "edit a search": f"{search.get_absolute_url()}edit/",
        "collection": collection.get_absolute_url(),
    }


def addresses(article: str, own: dict[str, str]) -> dict[str, str]:
    """Return every kind of page by name; `article` is one as the hit of a search."""
    return {
        "start": "/",
        "search": "/?q=lithium",
        "narrowed search": "/?q=price&country=cl&country=cn&not_source=none&after=2023&page=2",
        "dates": "/?after=2024-03&before=2024-03&date=none",
        "bad date": "/?after=soon&country=cl",
        "nothing": "/?q=zzzqx&country=cl",
        "facet": "/facet/mineral/?q=price",
        "facet, found": "/facet/country/?find=cote&order=az",
        "article": article,
        "as received": f"{article}&view=received",
        "why not": f"{article}&why=not",
        **{
            f"analysis: {name}": f"/analysis/{name}/?q=price"
            for name in ("timeline", "matrix", "map", "sources", "pairs", "terms", "surges")
        },
        "analysis: coverage": "/analysis/coverage/?after=2023&before=2024",
        "analysis: compared": "/analysis/compare/?q=lithium&with_q=graphite",
        "workspace": "/workspace/",
        "save search": "/workspace/searches/save/?q=lithium",
        "API": "/api/",
        "API: a part": "/api/reference/articles/",
        "help": "/about/",
        "sign-in": "/login/?next=/",
        "missing": "/nowhere/",
    } | own
