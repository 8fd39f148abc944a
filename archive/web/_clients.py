"""Who asks: what is counted, or let in one at a time, for each."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_of(request: HttpRequest) -> str:
    """Return who asks: the signed-in person, or else the network address.

    Of an IPv6 address it is the half that a provider gives to one client.
    """
    if request.user.is_authenticated:
        return f"user {request.user.pk}"
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:  # our proxy adds the last entry; the ones before can be made up
        forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
        address = forwarded.rsplit(",", 1)[-1].strip() or address
    return f"address {_network(address)}"


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False))
