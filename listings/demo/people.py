"""The people of every demo, by name: who they are never changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Permission
from django.db.models import Q

from accounts.models import Profile, User
from listings.demo import ids
from listings.demo.chance import dice
from listings.demo.lives import DAY
from listings.demo.regulars import REGULARS, fill

PASSWORD = "muster-demo"  # noqa: S105 -- printed for everybody who runs the demo
# Of the moderator's second factor; as public as the password.
TOTP_SECRET = "MUSTERDEMOMUSTERDEMOMUSTERDEMO23"  # noqa: S105
LONG = timedelta(days=400)
DESK = ("accounts", "listings", "integrations", "messaging")  # what a moderator sees
CHANGED_AT_THE_DESK = ("user", "team", "listing", "profile", "mail")


@dataclass(frozen=True)
class Person:
    handle: str
    time_zone: str
    headline: str = ""
    seeks: bool = False
    suspended: str = ""  # the reason
    moderates: bool = False


PEOPLE = (
    Person("alice", "Europe/Berlin", "Leads Ember Tide; tank by conviction"),
    Person("bob", "Europe/London", "Officer of Ember Tide, shield healer"),
    Person(
        "charlie",
        "Europe/Paris",
        "Caster main, three tiers of Savage, looking for calm evenings",
        seeks=True,
    ),
    Person("dana", "America/Chicago"),
    Person("eve", "America/New_York", "Leads Night Kupo Express"),
    Person(
        "sid",
        "Europe/Madrid",
        suspended="Advertised paid clears after two warnings.",
    ),
    Person("mo", "Europe/Amsterdam", moderates=True),
)


def ensure_people(now: datetime, *, log_in: bool) -> dict[str, User]:
    """All of them, by handle. Who is there already stays as they are.

    `log_in` gives the new ones the demo's password; else nobody can be them.
    """
    return {person.handle: _ensure(person, now, log_in) for person in PEOPLE}


def _ensure(person: Person, now: datetime, log_in: bool) -> User:
    email = f"{person.handle}@example.com"
    if known := User.objects.filter(email=email).first():
        return known
    joined = int(now.timestamp()) - 300 * DAY
    user = User.objects.create_user(
        email,
        PASSWORD if log_in else None,
        id=ids.as_uuid(ids.key(joined, ids.USER, ids.tail(dice(person.handle)))),
        handle=person.handle,
        time_zone=person.time_zone,
        date_joined=now - timedelta(days=300),
        is_staff=person.moderates,
        suspended_until=now + LONG if person.suspended else None,
        suspension_reason=person.suspended,
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Profile.objects.create(
        user=user,
        headline=person.headline,
        time_zone=person.time_zone,
        changed_at=now,
        seeking_since=now if person.seeks else None,
        seeking_until=now + timedelta(days=30) if person.seeks else None,
    )
    if person.handle in REGULARS:
        fill(user, now)
    if person.moderates:
        user.user_permissions.set(_of_a_moderator())
        if log_in:
            ensure_second_factor(user)
    return user


def ensure_second_factor(user: User) -> str:
    """The secret of the one that the admin asks for, made where there is none."""
    held = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    one = held.first() or TOTP.activate(user, TOTP_SECRET).instance
    return str(one.data["secret"])


def _of_a_moderator() -> list[Permission]:
    """To see everything at the desk, and to change people, teams and listings."""
    sees = Q(codename__startswith="view_")
    changes = Q(codename__in=[f"change_{name}" for name in CHANGED_AT_THE_DESK])
    found = Permission.objects.filter(content_type__app_label__in=DESK)
    return list(found.filter(sees | changes))
