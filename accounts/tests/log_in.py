"""A client that is logged in; staff with the second factor that the admin asks for."""

import time
from typing import Any

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret


def log_in(client: Any, user: Any) -> None:
    client.force_login(user)
    if user.is_staff:
        prove_second_factor(client, user)


def prove_second_factor(client: Any, user: Any) -> None:
    """As the log-in page leaves it, when the code was right."""
    if not Authenticator.objects.filter(user=user, type="totp").exists():
        TOTP.activate(user, generate_totp_secret())
    session = client.session
    record = {"method": "mfa", "at": time.time(), "type": "totp"}
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
