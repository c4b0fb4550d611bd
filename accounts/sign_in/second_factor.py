"""Whether somebody has a second factor, and whether this session was begun with it."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user: Any) -> bool:
    return bool(get_adapter().is_mfa_enabled(user, FACTORS))


def way_to_prove(user: Any) -> str:
    """The page that asks for the factor this user has; empty where there is none."""
    held = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    types = set(held.values_list("type", flat=True))
    if Authenticator.Type.TOTP in types:
        return "mfa_reauthenticate"
    return "mfa_reauthenticate_webauthn" if types else ""


def proved_second_factor(request: Any) -> bool:
    """A recovery code counts too, while the factor that it stands in for is there."""
    if not hasattr(request, "proved_second_factor"):  # asked often, one query a page
        records = get_authentication_records(request, request.user)
        proved = any(record["method"] == "mfa" for record in records)
        request.proved_second_factor = proved and has_second_factor(request.user)
    return bool(request.proved_second_factor)
