"""The account: a new password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy


class NewPasswordView(PasswordChangeView):
    """Asks for the old password and twice for the new one; other sessions end."""

    template_name = "workspace/password.html"
    success_url = reverse_lazy("workspace")

    def form_valid(self, form: Any) -> HttpResponse:
        """Change the password, stay signed in here, and say so."""
        response = super().form_valid(form)
        messages.success(self.request, "Your password is changed. Other browsers are signed out.")
        return response
