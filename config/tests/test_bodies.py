"""What is sent and too long, or a file, is refused before it is read."""

import socket
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from accounts.tests.factories import UserFactory
from config import urls
from config.lib.tests.redises import own_redis
from config.tests.webs import PATIENCE, database_of_this_test, web

pytestmark = pytest.mark.django_db
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
MEGABYTE = 1024 * 1024
ADDRESSES = [
    "/", "/listings/", "/listings/new/", "/accounts/login/", "/no-such-page/",
    "/admin/", "/health/ready", "/api/v1/health", "/api/v9/nothing",
    "/static/no-such-file.css",
]  # fmt: skip
KINDS = [
    "multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
    "application/json", "application/octet-stream", "",
]  # fmt: skip


def takes(request):
    found = request.FILES.get("picture")
    return HttpResponse(f"{found.size}" if found else "none")


urlpatterns = [
    *urls.urlpatterns,
    path("upload/", takes, name="upload"),
    path("other/", takes, name="other"),
]


class Untouched(BytesIO):
    """A body of which nothing may be read."""

    def read(self, *args):
        raise AssertionError("somebody reads the body")

    readline = readinto = read


def announce(client, address, kind, length, **more):
    """So many bytes are said to follow."""
    more |= {"wsgi.input": Untouched(), "CONTENT_LENGTH": str(length)}
    return client.generic("POST", address, b"", CONTENT_TYPE=kind, **more)


@pytest.fixture
def visitor():
    """CSRF reads the form of whoever has its cookie."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get("/accounts/login/")
    return client


@pytest.fixture
def member(client):
    client.force_login(UserFactory())
    return client


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_sends_two_hundred_megabytes(visitor, member, address, kind):
    for client in (visitor, member):
        assert announce(client, address, kind, 200 * MEGABYTE).status_code == 413


@pytest.mark.parametrize("kind", KINDS)
def test_visitor_sends_little_and_a_forged_cookie_makes_no_member(visitor, kind):
    for _ in range(2):
        answer = announce(visitor, "/accounts/login/", kind, MEGABYTE)
        assert answer.status_code == 413
        visitor.cookies["sessionid"] = "s" * 32


def test_every_verb_is_meant(visitor):
    for verb in ("PUT", "PATCH", "DELETE", "GET"):
        more = {"wsgi.input": Untouched(), "CONTENT_LENGTH": str(20 * MEGABYTE)}
        assert visitor.generic(verb, "/listings/", b"", **more).status_code == 413


def test_answer_is_in_the_form_of_who_asks(visitor):
    page = announce(visitor, "/listings/", KINDS[0], 20 * MEGABYTE)
    assert "larger than Muster takes" in page.text
    assert "<h1>" in page.text

    line = announce(
        visitor, "/listings/", KINDS[0], 20 * MEGABYTE, headers={"HX-Request": "true"}
    )
    assert line["Content-Type"].startswith("text/plain")
    for address, headers in (
        ("/api/v1/health", {}),
        ("/listings/", {"Accept": "application/json"}),
    ):
        answer = announce(visitor, address, KINDS[2], 20 * MEGABYTE, headers=headers)
        assert answer.json()["success"] is False


@pytest.mark.urls("config.tests.test_bodies")
@pytest.mark.parametrize("who", ["visitor", "member"])
@pytest.mark.parametrize("address", ["/other/", "/accounts/login/"])
def test_file_is_refused_however_small(request, who, address):
    client = request.getfixturevalue(who)
    token = client.get("/accounts/login/").cookies.get("csrftoken")
    data = {"picture": SimpleUploadedFile("a.png", b"png")}
    if token:
        data["csrfmiddlewaretoken"] = token.value

    answer = client.post(address, data)

    assert answer.status_code == 413
    assert "a file in it where none is taken" in answer.text


@pytest.mark.urls("config.tests.test_bodies")
def test_file_field_left_empty_is_no_file(member):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="picture"; filename=""\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
    )
    answer = member.generic("POST", "/other/", body, KINDS[0])
    assert answer.text == "none"


@pytest.mark.urls("config.tests.test_bodies")
def test_address_that_takes_files_takes_so_many_bytes_from_members(
    visitor, member, settings
):
    settings.UPLOADS = {"upload": 20 * MEGABYTE}
    data = {"picture": SimpleUploadedFile("a.png", b"p" * 13 * MEGABYTE)}

    assert member.post("/upload/", data).text == str(13 * MEGABYTE)
    assert announce(member, "/upload/", KINDS[0], 21 * MEGABYTE).status_code == 413
    data["picture"].seek(0)
    assert member.post("/other/", data).status_code == 413
    assert announce(visitor, "/upload/", KINDS[0], MEGABYTE).status_code == 413
    small = {"picture": SimpleUploadedFile("a.png", b"png")}
    assert visitor.post("/upload/", small).status_code == 413


@pytest.mark.urls("config.tests.addresses")
@pytest.mark.parametrize(("length", "status"), [(1000, 200), (MEGABYTE, 413)])
def test_what_comes_without_a_length_is_counted(client, length, status):
    body = b"pitch=" + b"a" * length
    answer = client.generic(
        "POST", "/fails/reads/", b"", CONTENT_TYPE=KINDS[1],
        CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked",
        **{"wsgi.input": BytesIO(body)},
    )  # fmt: skip

    assert answer.status_code == status
    if status == 200:
        assert answer.text == "1"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_real_server_answers_before_the_file_has_come_and_keeps_none(tmp_path):
    head = (
        "POST /no-such-page/ HTTP/1.1\r\nHost: muster\r\n{}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    )
    part = (
        b'--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n'
        b"Content-Type: image/png\r\n\r\n" + b"p" * MEGABYTE
    )
    with own_redis() as redis:
        names = {
            "DATABASE_URL": database_of_this_test(),
            "REDIS_URL": redis.location,
            "TMPDIR": str(tmp_path),
        }
        with web(names) as site:
            for length, body in (
                (f"Content-Length: {200 * MEGABYTE}", part),
                ("Transfer-Encoding: chunked", b"%x\r\n%s" % (len(part), part)),
            ):
                at = urlsplit(site.address)
                with socket.create_connection((at.hostname, at.port)) as caller:
                    caller.settimeout(PATIENCE)
                    caller.sendall(head.format(length).encode() + body)
                    assert caller.recv(100).startswith(b"HTTP/1.1 413")
                    assert not [*tmp_path.glob("*upload*")]
            # Whoever goes on sending sees the answer all the same.
            answer = site.post("/listings/", data=b"a" * 30 * MEGABYTE)
            assert answer.status_code == 413
