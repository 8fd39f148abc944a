"""Taking an article out of its story, and letting its wording decide again."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from archive.indexing import drain_after_commit
from archive.models import Article
from archive.stories import accept_story, reject_story
from archive.web._article_response import find_article
from archive.web.editing._access import editor_of, for_editors


@for_editors
@require_POST
def story_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an article out of its story, or back."""
    article = find_article(Article.objects.all(), pk)
    with transaction.atomic():
        if "reject" in request.POST:
            reject_story(article, editor_of(request))
            done = "This article is no copy of the others, for good."
        else:
            accept_story(article)
            done = "The wording decides again whether this article is a copy."
        drain_after_commit()
    messages.success(request, done)
    return HttpResponseRedirect(reverse("copies", args=[pk]))
