"""Who is an editor, and the way back to the article's page."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

NOTE = "note"  # the id of the message beside a value
View = Callable[..., HttpResponseBase]


def is_editor(request: HttpRequest) -> bool:
    """Tell whether a person may change the values of articles."""
    return request.user.has_perm("archive.change_article")


def for_editors(view: View) -> View:
    """Lead people who are not signed in to the sign-in page and from there to the article."""

    @never_cache
    @wraps(view)
    def allowed(request: HttpRequest, pk: int) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(_address(request, pk))
        if not is_editor(request):
            raise PermissionDenied
        return view(request, pk)

    return allowed


def editor_of(request: HttpRequest) -> User:
    """Return the signed-in person."""
    return cast(User, request.user)


def back_to_note(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Redirect to the message on the article's page, as it was reached."""
    return HttpResponseRedirect(f"{_address(request, pk)}#{NOTE}")


def _address(request: HttpRequest, pk: int) -> str:
    asked = request.GET.urlencode()
    return reverse("article", args=[pk]) + (f"?{asked}" if asked else "")
