"""How many SQL queries a page costs, at most, whatever it shows."""

from collections.abc import Iterable, Sequence

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Visibility
from accounts.models import User
from integrations.catalogue import catalogue
from listings.models import Listing
from tests.bench.asking import ZONE
from tests.bench.figures import Figure

MEMBER = "bench@example.com"


def measure(statics: Sequence[str], seekers: Sequence[str]) -> list[Figure]:
    """Addresses of both searches: pages with one row, with twenty-five, and with none."""
    listings = Listing.objects.recruiting().order_by("pk")[:25]
    pages = {
        "search": statics,
        "listing": [listing.get_absolute_url() for listing in listings],
        "players": seekers,
        "player": [user.get_absolute_url() for user in well_known()],
    }
    return [
        Figure(f"queries_{page}_{who}", most_queries(visits(), addresses))
        for page, addresses in pages.items()
        for who, visits in (("anon", visitor), ("member", member))
    ]


def well_known() -> list[User]:
    """Of whom there is most to say: shown characters first, then whoever seeks."""
    public = User.objects.filter(
        is_active=True, erased_at=None, profile__visibility=Visibility.PUBLIC
    )
    shown = Count("characters", filter=Q(characters__is_shown=True))
    return list(
        public.annotate(shown=shown).order_by("-shown", "-profile__seeking_until")[:25]
    )


def visitor() -> Client:
    client = Client()
    client.cookies["zone"] = ZONE
    return client


def member() -> Client:
    person, _new = get_user_model().objects.get_or_create(email=MEMBER)
    client = visitor()
    client.force_login(person)
    # Else the figures of members would be those of visitors, and nobody would see it.
    if not client.get("/teams/").wsgi_request.user.is_authenticated:
        raise RuntimeError("the member is not logged in")
    return client


def most_queries(client: Client, addresses: Iterable[str]) -> int:
    """With nothing ready and with everything ready, whichever costs more."""
    catalogue()  # looks at its age once a minute, which is no page's cost
    most = 0
    for address in addresses:
        cache.clear()
        for _again in range(2):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
            if response.status_code != 200:
                raise RuntimeError(f"{response.status_code} at {address}")
            most = max(most, len(captured))
    return most
