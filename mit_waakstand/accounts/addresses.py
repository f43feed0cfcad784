"""Whose address a request comes from, as the trusted proxies tell it."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest


def address_of(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Return the visitor's address, the same that the throttle counts; None when it is unclear."""
    try:
        found = ip_address(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def is_monitor(request: HttpRequest) -> bool:
    """Return whether our own monitoring asks: one of the addresses in ``MIT_MONITORS``."""
    address = address_of(request)
    return address is not None and any(address in network for network in settings.MONITORS)
