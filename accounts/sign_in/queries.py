"""Questions about addresses and accounts that no single model answers."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Session, User

PROVED = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)


def who_may_reset(email: str) -> list[User]:
    """Whose password the holder of this mailbox may set anew.

    Who proved it is theirs; else who signed up with it and has proved nothing. An
    address that was only typed into an account opens it to nobody.
    """
    people = User.objects.filter(is_active=True)
    proved = EmailAddress.objects.filter(email=email, verified=True)
    owner = people.filter(pk__in=proved.values("user")).first()
    owner = owner or people.filter(~Exists(PROVED), email=email).first()
    return [owner] if owner else []


def owner_of(email: str) -> User | None:
    """Who has proved that this address is theirs."""
    found = EmailAddress.objects.filter(email=email, verified=True)
    address = found.select_related("user").first()
    return address.user if address else None


def live_sessions(user: User) -> list[UserSession]:
    """Newest first. A session whose password has changed since is none any more."""
    rows = UserSession.objects.filter(user=user).order_by("-created_at")
    keys = [row.session_key for row in rows]
    stored = Session.objects.filter(
        session_key__in=keys, expire_date__gt=timezone.now()
    )
    known = {each.session_key: each.get_decoded() for each in stored}
    valid = user.get_session_auth_hash()
    return [
        row
        for row in rows
        if known.get(row.session_key, {}).get(HASH_SESSION_KEY) == valid
    ]
