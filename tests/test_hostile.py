"""Whatever an address holds, its answer is a page or a plain no: never a failure of ours."""

import base64
import json
from urllib.parse import quote_from_bytes, urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.lib.ids import ALPHABET, LENGTH, shorten
from listings import search
from listings.tests.factories import ListingFactory
from listings.tests.players import seeker

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

SEARCHES = ["/listings/", "/listings/counts/", "/players/", "/players/counts/"]
KEYS = (
    "q", "kind", "region", "dc", "role", "job", "duty", "tier", "stage", "intensity",
    "language", "voice", "days", "from", "to", "tz", "fits", "sort", "after", "team",
    "next", "page", "", "q[]", "__proto__",
)  # fmt: skip
KNOWN = (
    "m12s", "SCH", "healer", "light", "europe", "mon", "20:00", "00:00", "overlap",
    "Europe/Berlin", "newest", "permanent", "en",
)  # fmt: skip
NASTY = (
    "", "\x00", "a\x00b", "'", '"', "\\", "' OR 1=1 --", "%", "_", ":*", "& | !", "()",
    "25:99", "24:00", "-1:00", "٢٠:٠٠", "20:00\n", "../../etc/passwd", "/etc/passwd",
    "Europe/Berlin\x00", "posix/../../../etc", "Factory", "localtime", "Etc/GMT+12",
    "<script>alert(1)</script>", "{{ 7*7 }}", "{% load x %}", "\u202e", "\u200b",
    "\ufdfa" * 40, "Z\u0351\u0352\u0353" * 30, "絶" * 200, "😀" * 60, "ß" * 64, "ﬃ" * 99,
    "İ" * 50, "9" * 400, "1e999", "NaN", "\r\nSet-Cookie: a=b", "\ufeff", "\U0010ffff",
)  # fmt: skip

raw = st.binary(max_size=40).map(quote_from_bytes)
typed = (st.sampled_from(KNOWN) | st.sampled_from(NASTY) | st.text(max_size=40)).map(
    lambda text: quote_from_bytes(text.encode("utf-8", "surrogatepass"))
)
values = typed | raw
queries = st.lists(st.tuples(st.sampled_from(KEYS), values), max_size=8).map(
    lambda pairs: "&".join(f"{key}={value}" for key, value in pairs)
)


@pytest.fixture(autouse=True)
def _something_to_find(db: None) -> None:
    """Two listings and a player, so that every part of a page is reached."""
    ListingFactory(recruiting=True, title="<b>Healer</b> wanted")
    ListingFactory(recruiting=True, substitute=True)
    seeker(headline="<b>Healer</b> seeks", schedule=((0, 1200, 180),))


def status(client, path: str, query: str, **headers: str) -> int:
    answer = client.generic("GET", path, QUERY_STRING=query, headers=headers)
    code: int = answer.status_code
    return code


@many
@given(path=st.sampled_from(SEARCHES), query=queries)
def test_any_query_is_answered_with_what_could_be_understood(client, path, query):
    assert status(client, path, query) in {200, 400}


@many
@given(query=queries)
def test_htmx_gets_an_answer_to_any_query(client, query):
    assert status(client, "/listings/", query, **{"HX-Request": "true"}) in {200, 400}


@pytest.mark.parametrize("path", SEARCHES)
def test_nasty_values_of_each_key_are_endured(client, path):
    for key in ("q", "after", "tz", "from", "duty"):
        for value in NASTY:
            query = urlencode({"days": "mon", key: value})
            assert status(client, path, query) == 200, (key, value)


HALF = "%ED%A0%80"  # half of a pair of UTF-16, which is no text


BROKEN = [
    f"q={HALF}",
    f"after={HALF}&tz={HALF}&duty={HALF}",
    f"{HALF}=1",
    "q=%FF%FE",
    "q=%",
    "q=%zz",
    "&&&===&",
    "q=" + "a" * 10_000,
    "q=" + "%E7%B5%B6" * 10_000,
    "after=" + "A" * 10_000,
    "&".join(["role=tank"] * 500),
    "&".join(f"job={n}" for n in range(1500)),
    "q=a&q=b&q=c&sort=newest&sort=overlap&tz=UTC&tz=Asia/Tokyo",
]


@pytest.mark.parametrize("path", SEARCHES)
def test_broken_and_long_addresses_are_read_as_far_as_they_can_be(client, path):
    for query in BROKEN:
        assert status(client, path, query) == 200, query[:100]


@pytest.mark.parametrize("path", SEARCHES)
def test_thousands_of_keys_are_refused(client, path):
    assert status(client, path, "&".join(f"k{n}=1" for n in range(3000))) in {400, 413}


def forged(*parts: object) -> str:
    packed = json.dumps(parts if len(parts) != 1 else parts[0]).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


# The same in every process, since test names are made of it.
ID = UUID("01a1fc14-372d-714c-af04-c2c2bda17021")
KEY = ID.hex
MOMENTS: tuple[object, ...] = (
    "2026-03-25T12:00:00+00:00",
    "2026-03-25T12:00:00",
    "2026-03-25",
    "0001-01-01T00:00:00+00:00",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59.999999+00:00",
    "9999-12-31T23:59:59-23:59",
    "2026-03-25T12:00:00+23:59",
    "2026-03-25T12:00:00-16:00",
    "2026-03-25T12:00:00+01:00:30.123456",
    "0000-01-01T00:00:00+00:00",
    "10000-01-01T00:00:00+00:00",
    "infinity",
    0,
    120,
    -1,
    10**30,
    10**60,
    1.5,
    float("inf"),
    float("nan"),
    True,
    None,
    [],
    {},
    "120",
    "\x00",
)
KEYS_FORGED = (KEY, None, 5, "", "0" * 31, "{" + KEY + "}", [KEY], "é" * 32)


@pytest.mark.parametrize("sort", ["renewed", "newest", "overlap"])
def test_forged_beginnings_of_a_page_are_no_failure(sort):
    orders = [(order, 120, KEY) for order in ("newest", "fit", None, 1, [sort])]
    moments = [(sort, said, KEY) for said in MOMENTS]
    ends = [(sort, said, key) for said in MOMENTS[:1] for key in KEYS_FORGED]
    for parts in (*orders, *moments, *ends):
        asked = QueryDict(mutable=True)
        asked.update({"sort": sort, "days": "tue", "after": forged(*parts)})
        filters = search.read_filters(asked)
        spans = filters.spans(ZoneInfo("UTC"), timezone.now())
        assert len(search.find(filters, spans).rows) <= 2, parts


@many
@given(
    said=st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat())
    | st.integers()
    | st.floats()
    | st.text(max_size=20),
    sort=st.sampled_from(["renewed", "newest", "overlap"]),
)
def test_any_forged_point_in_an_order_is_no_failure(client, said, sort):
    query = urlencode({"sort": sort, "days": "tue", "after": forged(sort, said, KEY)})

    assert status(client, "/listings/", query) == 200


@pytest.mark.parametrize(
    "said", [[], {}, {"a": 1, "b": 2, "c": 3}, "abc", 5, None, [1, 2], [1, 2, 3, 4]]
)
def test_other_json_than_ours_begins_at_the_first_page(client, said):
    assert status(client, "/listings/", urlencode({"after": forged(said)})) == 200


@many
@given(short=st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_invented_ids_lead_nowhere(client, short):
    for path in (f"/listings/{short}/", f"/listings/{short}-some-slug/"):
        assert status(client, path, "") == 404


@pytest.mark.parametrize(
    "path",
    [
        "/listings/zzzzzzzzzzzzzzzzzzzzzz/",  # beyond 128 bits
        "/listings/zzzzzzzzzzzzzzzzzzzzzz-slug/",
        "/listings/zzzzzzzzzzzzzzzzzzzzzz/edit/",
        f"/listings/{shorten(ID)[:-1]}/",
        f"/listings/{shorten(ID)}x/",
        f"/listings/{ID}/",
        "/listings/0OIl0OIl0OIl0OIl0OIl0O/",
        "/teams/no-such-team/",
        "/teams/" + "a" * 5000 + "/",
        "/teams/%00/",
        "/teams/%ED%A0%80/",
        "/teams/../../etc/passwd",
        "/listings/%2e%2e/",
        "/%ff/",
        "/players/nobody/",
    ],
)
def test_addresses_of_nothing_are_404(client, path):
    assert status(client, path, "") == 404


@many
@given(slug=st.text(max_size=40))
def test_any_team_in_the_address_is_a_page_or_404(client, slug):
    path = f"/teams/{quote_from_bytes(slug.encode('utf-8', 'surrogatepass'))}/"

    assert status(client, path, "") in {200, 404}


NAMES = (
    "version", "title", "pitch", "size", "time_zone", "hours_per_week", "clears-0-duty",
    "languages", "starts_on", "min_item_level", "goals-TOTAL_FORMS",
    "goals-INITIAL_FORMS", "goals-0-goal", "slots-TOTAL_FORMS", "slots-0-jobs",
    "slots-0-member", "slots-0-state", "windows-TOTAL_FORMS", "windows-0-day",
    "windows-0-start", "questions-TOTAL_FORMS", "name", "world", "about", "team", "kind",
    "goal", "zone", "next", "do",
)  # fmt: skip
posted = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=12).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)


@settings(many, max_examples=15)
@given(body=posted)
def test_any_form_is_answered_with_what_is_wrong_in_it(client, people, body):
    listing = people.team.listings.first() or ListingFactory(team=people.team)
    client.force_login(people.alice)
    short = shorten(listing.pk)

    for path in (
        f"/listings/{short}/edit/", f"/listings/{short}/preview/", "/listings/new/",
        "/teams/new/", f"/teams/{people.team.slug}/edit/", "/settings/zone/",
    ):  # fmt: skip
        answer = client.post(path, body, "application/x-www-form-urlencoded")
        assert answer.status_code in {200, 302, 409, 422}, path
