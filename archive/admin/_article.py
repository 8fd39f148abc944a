"""The desk for articles: add a clipping, check what was found, change what is wrong."""

from typing import Any, cast

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from archive.admin._adding import ArticleAddAdmin
from archive.admin._article_list import ArticleListAdmin, moment
from archive.admin._deciding import decide, pressed
from archive.admin._evidence import MAX_SHOWN_TEXT, evidence_table, segments
from archive.admin._forms import ArticleForm
from archive.admin._links import CompanyInline, CountryInline, MineralInline
from archive.ingest import record_edit, reextract, set_published, values_of
from archive.models import Article

AFTER_LINKS, AFTER_BUTTONS = "after-links", "after-buttons"  # places on the change page


@admin.register(Article)
class ArticleAdmin(ArticleAddAdmin, ArticleListAdmin):
    """Articles: what the machine found, and the editor's word on it."""

    form = ArticleForm
    inlines = (CountryInline, MineralInline, CompanyInline)
    autocomplete_fields = ("source", "origin")
    readonly_fields = ("evidence_found", "clipping", "added", "changed", "original_file")
    fieldsets = (
        (None, {"fields": ("title", ("source", "origin"), "published", "url")}),
        (None, {"fields": (("language", "review"),)}),
        ("What was found, and why", {"fields": ("evidence_found",), "classes": (AFTER_LINKS,)}),
        ("The clipping as received", {"fields": ("clipping",), "classes": (AFTER_BUTTONS,)}),
        (
            "Record",
            {
                "fields": ("original_file", "added", "changed"),
                "classes": (AFTER_BUTTONS, "collapse"),
            },
        ),
    )
    change_form_template = "admin/archive/article/change_form.html"

    @admin.display(description="evidence")
    def evidence_found(self, article: Article) -> SafeString:
        """Return every value with the words, the rule and the confidence behind it."""
        context = {
            "rows": evidence_table(article),
            "is_decidable": getattr(article, "is_decidable", False),
        }
        return render_to_string("admin/archive/article/_evidence.html", context)

    @admin.display(description="text")
    def clipping(self, article: Article) -> SafeString:
        """Return the text as received, the evidence marked, what is not the body dimmed."""
        context = {
            "segments": segments(article),
            "is_cut": len(article.text) > MAX_SHOWN_TEXT,
            "article": article,
        }
        return render_to_string("admin/archive/article/_clipping.html", context)

    @admin.display(description="added")
    def added(self, article: Article) -> str:
        """Return when and by whom the clipping was added."""
        return _when_and_who(article.created_at, article.created_by)

    @admin.display(description="changed")
    def changed(self, article: Article) -> str:
        """Return when and by whom a value was last changed."""
        return _when_and_who(article.updated_at, article.updated_by)

    @admin.display(description="original")
    def original_file(self, article: Article) -> str:
        """Return what the clipping came as."""
        original = article.original
        if original is None:
            return "—"
        name = original.file_name or "pasted text"
        return f"{name}, {original.media_type}, {original.size:,} bytes"

    def view_on_site(self, article: Article) -> str:
        """Return the address of the article's page."""
        return article.get_absolute_url()

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """Return an article that knows whether this person may decide on its values."""
        article = super().get_object(request, object_id, from_field)
        if article is not None:
            cast(Any, article).is_decidable = self.has_change_permission(request, article)
        return article

    def save_model(
        self,
        request: HttpRequest,
        obj: Article,
        form: ModelForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Remember the values as they were, then save the new ones."""
        cast(Any, form).values_before = values_of(obj)
        obj.updated_by = cast(Any, request.user)
        set_published(obj, obj.published)
        super().save_model(request, obj, form, change)

    def note_saved(self, form: ModelForm) -> None:
        """Write the editor's word into the evidence."""
        record_edit(form.instance, cast(Any, form).values_before)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Extract again, or decide on a value, when the editor asked for that."""
        if "_extract_again" in request.POST:
            reextract(obj)
            self.message_user(request, "Saved and extracted again. What you set yourself stayed.")
            return HttpResponseRedirect(request.path)
        if button := pressed(request):
            decided = decide(request, obj, button)
            level = messages.SUCCESS if decided.is_done else messages.WARNING
            self.message_user(request, f"Saved. {decided.message}", level)
            return HttpResponseRedirect(f"{request.path}#evidence")
        return super().response_change(request, obj)


def _when_and_who(when: Any, who: Any) -> str:
    stamp = moment(when)
    return f"{stamp} by {who}" if who else stamp
