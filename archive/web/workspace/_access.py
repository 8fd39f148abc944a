"""Who may see what: signed-in people, and of everything only their own."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import uri_to_iri
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

Row = TypeVar("Row", bound=Model)
View = Callable[..., HttpResponseBase]


def for_analysts(view: View) -> View:
    """Lead people who are not signed in to the sign-in page, and from there back."""

    @never_cache
    @wraps(view)
    def signed_in(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        is_page = request.method in ("GET", "HEAD")
        address = uri_to_iri(request.get_full_path()) if is_page else reverse("workspace")
        return redirect_to_login(address)

    return signed_in


def person_of(request: HttpRequest) -> User:
    """Return the signed-in person."""
    assert isinstance(request.user, User), "views are decorated with for_analysts"
    return request.user


def find_own(rows: QuerySet[Row], **where: object) -> Row:
    """Return the one row that fits; raise Http404 when there is none among a person's own."""
    try:
        return rows.get(**where)
    except (ObjectDoesNotExist, OverflowError) as error:
        raise Http404("There is nothing here of yours. It may have been deleted.") from error


def safe_path(request: HttpRequest, address: str, default: str = "workspace") -> str:
    """Return an address of this archive to go back to; the page `default` instead of any other."""
    if address.startswith("/") and url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    ):
        return address
    return reverse(default)


def go_back(request: HttpRequest, address: str, default: str = "workspace") -> HttpResponseRedirect:
    """Redirect to an address of this archive."""
    return redirect(safe_path(request, address, default))
