"""Whatever stands in the address of a player's page, it is answered."""

from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.tests.factories import CharacterFactory, ProfileFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
raw = st.binary(max_size=40).map(quote_from_bytes)
typed = st.text(max_size=40).map(
    lambda text: quote_from_bytes(text.encode("utf-8", "surrogatepass"))
)


@pytest.fixture
def wren(db):
    profile = ProfileFactory(user__handle="wren", schedule=[[6, 1439, 600]])
    CharacterFactory.create_batch(2, user=profile.user, verified=True, is_shown=True)
    return profile.user


@many
@given(handle=typed | raw)
def test_any_handle_in_the_address_is_a_page_or_404(client, wren, handle):
    answer = client.get(f"/players/{handle}/")

    assert answer.status_code in {200, 301, 404}


@many
@given(chosen=typed | raw | st.integers().map(str), more=raw)
def test_any_query_is_answered_with_the_page(client, wren, chosen, more):
    answer = client.generic(
        "GET", "/players/wren/", QUERY_STRING=f"character={chosen}&{more}={more}"
    )

    assert answer.status_code == 200


@many
@given(query=typed | raw)
def test_any_query_is_kept_where_the_handle_has_another_form(client, wren, query):
    answer = client.generic("GET", "/players/WREN/", QUERY_STRING=query)

    assert answer.status_code == 301
    assert answer["Location"].startswith("/players/wren/")


# As a server hands it on, unquoted: nothing of it may become a header of its own.
@pytest.mark.parametrize("query", ["a\r\nSet-Cookie: b=c", "\x00", "é", "%0d%0aX: y"])
def test_query_never_becomes_a_header(client, wren, query):
    answer = client.generic("GET", "/players/WREN/", QUERY_STRING=query)

    assert answer.status_code == 301
    assert not answer.cookies
    assert "\n" not in answer["Location"]
