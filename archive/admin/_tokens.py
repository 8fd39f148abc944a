"""The desk for the tokens of programs: made here, shown once, revoked here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from archive.admin._indexing import NamedListAdmin
from archive.api import keep_secret, new_secret, revoke
from archive.models import ApiToken


@admin.register(ApiToken)
class ApiTokenAdmin(NamedListAdmin):
    """Tokens of programs that use the REST API; what one may do never changes."""

    autocomplete_fields = ("user",)
    list_display = ("name", "user", "hint", "created_at", "last_used", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__username")
    actions = ("revoke",)

    def get_fields(self, request: HttpRequest, obj: ApiToken | None = None) -> Any:
        """Let only superusers make tokens for others, as a token has its person's rights."""
        if obj is not None:
            return ["name", "user", "hint", "created_at", "last_used", "revoked_at"]
        return ["name", "user"] if _is_superuser(request) else ["name"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a token is revoked, and another one made."""
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Tell whether a person may end tokens."""
        return request.user.has_perm("archive.change_apitoken")

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: Any) -> None:
        """Make the secret, and keep its digest."""
        if not _is_superuser(request):
            obj.user = request.user  # type: ignore[assignment]
        secret = new_secret()
        keep_secret(obj, secret)
        request.secret = secret  # type: ignore[attr-defined]

    def response_add(
        self, request: HttpRequest, obj: ApiToken, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show the token, in this answer alone: no message in a cookie, no address."""
        context = {
            **self.admin_site.each_context(request),
            "title": "The token is made",
            "token": obj,
            "secret": request.secret,  # type: ignore[attr-defined]
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/archive/apitoken/made.html", context)

    @admin.action(description="Revoke", permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """End the chosen tokens."""
        open_tokens = list(queryset.filter(revoked_at=None))
        for token in open_tokens:
            revoke(token)
            self.log_change(request, token, "Revoked.")
        self.message_user(request, f"Revoked: {len(open_tokens):,}.")


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)
