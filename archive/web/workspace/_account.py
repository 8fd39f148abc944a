"""The account: a new password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy


class NewPasswordForm(PasswordChangeForm):
    """Django's form in Lode's words."""

    error_messages = {
        "password_incorrect": "This is not the password you have now. Type that one here.",
        "password_mismatch": "The two new passwords differ. Type the same one twice.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Password you have now"
        self.fields["new_password2"].label = "New password again"


class NewPasswordView(PasswordChangeView):
    """Asks for the old password and twice for the new one; other sessions end."""

    form_class = NewPasswordForm
    template_name = "workspace/password.html"
    success_url = reverse_lazy("workspace")

    def form_valid(self, form: Any) -> HttpResponse:
        """Change the password, stay signed in here, and say so."""
        response = super().form_valid(form)
        messages.success(self.request, "Your password is changed. Other browsers are signed out.")
        return response
