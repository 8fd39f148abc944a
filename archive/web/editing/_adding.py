"""Adding a value to an article with the words of the text that say so."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from archive.ingest import SCALARS, ChangedMeanwhile, confirm, value_name
from archive.models import Article, Field
from archive.web._article_response import article_response, find_article
from archive.web._names import is_enough, names_beginning
from archive.web.editing._access import back_to_note, editor_of, for_editors
from archive.web.editing._forms import ValueForm
from archive.web.editing._panel import mark_of, tell
from archive.web.editing._undo import carry_out
from archive.web.editing._values import FACETS, FIELDS

_OFFERED = 5


@for_editors
@require_POST
def add_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the value, or show the page again with what is wrong and all that was typed."""
    form = ValueForm(find_article(Article.objects.all(), pk), request.POST)
    if form.is_valid():
        try:
            _add(request, form)
        except ValueError as error:
            form.add_error(None, f"{error} Nothing was changed. If yours is right, add it again.")
        else:
            return back_to_note(request, pk)
    return article_response(request, pk, form=form, status=400)


@for_editors
@require_safe
def names_view(request: HttpRequest, pk: int) -> JsonResponse:
    """Return names that the value being typed may become."""
    chosen, typed = request.GET.get("field", ""), request.GET.get("value", "").replace("\0", "")
    field = next((field for field in FACETS if field == chosen), None)
    if field is None or not is_enough(typed):
        return JsonResponse({"suggestions": []})
    found, label = names_beginning(FACETS[field], typed, _OFFERED), dict(FIELDS)[field]
    return JsonResponse({"suggestions": [{"kind": label, "label": name} for name in found]})


def _add(request: HttpRequest, form: ValueForm) -> None:
    field, value, words = form.found
    article, person = form.article, editor_of(request)
    with transaction.atomic():
        if field in SCALARS:
            _check_unchanged(article, field, form.cleaned_data["mark"])
        carry_out(
            request,
            article,
            field,
            lambda: confirm(article, field, value, words=words, by=person),
        )
    name = f"{field.label.lower()} {value_name(field, value)}"
    said = "" if words else ", without words of the text that say so"
    tell(request, messages.SUCCESS, f"Added: {name}{said}.", 0, f"{field}:{value}")


def _check_unchanged(article: Article, field: Field, mark: str) -> None:
    """Raise ChangedMeanwhile when a field with one value is not what the person saw."""
    row = Article.objects.select_for_update().get(pk=article.pk)
    if mark_of(row) != mark:
        who = f" by {row.updated_by}" if row.updated_by else ""
        raise ChangedMeanwhile(
            f"Title, source, origin or date were changed{who} after this page was opened; "
            f"look at the {field.label.lower()} above."
        )
