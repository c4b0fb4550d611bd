import pytest
from django.test import Client

KINDS = [400, 403, 404, 405, 429, 500, 503]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("config.tests.addresses")]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("status", KINDS)
def test_failure_has_a_page_of_its_own_with_its_number(visitor, status):
    response = visitor.get(f"/fails/{status}/")
    page = response.text
    assert response.status_code == status
    assert page.lstrip().startswith("<!doctype html>")
    assert "<h1>" in page
    assert response["X-Request-ID"] in page


@pytest.mark.parametrize("status", KINDS)
def test_error_page_is_as_guarded_as_any_other(visitor, status):
    response = visitor.get(f"/fails/{status}/")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("status", KINDS)
def test_htmx_gets_a_line_and_not_a_page(visitor, status):
    response = visitor.get(f"/fails/{status}/", headers={"HX-Request": "true"})
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")
    assert response["X-Request-ID"] in response.text


@pytest.mark.parametrize("status", KINDS)
def test_boosted_link_gets_the_page(visitor, status):
    headers = {"HX-Request": "true", "HX-Boosted": "true"}
    assert "<h1>" in visitor.get(f"/fails/{status}/", headers=headers).text


@pytest.mark.parametrize("status", KINDS)
def test_failure_below_api_has_the_envelope(visitor, status):
    response = visitor.get(f"/api/fails/{status}/")
    body = response.json()
    assert response.status_code == status
    assert body["success"] is False
    assert body["error"]
    assert body["errors"] == {}
    assert body["request_id"] == response["X-Request-ID"]


@pytest.mark.parametrize("status", KINDS)
def test_who_takes_only_json_gets_json(visitor, status):
    response = visitor.get(f"/fails/{status}/", headers={"Accept": "application/json"})
    assert response.status_code == status
    assert response.json()["success"] is False


def test_unknown_address_below_api_has_the_envelope(visitor):
    response = visitor.get("/api/v9/nothing")
    assert response.status_code == 404
    assert response.json()["success"] is False


def test_allowed_methods_are_still_named(visitor):
    assert visitor.get("/fails/405/")["Allow"] == "POST"
    assert visitor.get("/api/fails/405/")["Allow"] == "POST"


def test_time_to_wait_is_still_named(visitor):
    assert visitor.get("/fails/429/")["Retry-After"] == "7"


@pytest.mark.parametrize("address", ["/fails/reads/", "/api/fails/reads/"])
def test_too_large_a_form_is_413(visitor, settings, address):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = visitor.post(address, {"pitch": "long " * 1000})
    assert response.status_code == 413
    if address.startswith("/api/"):
        assert response.json()["success"] is False
    else:
        assert "<h1>" in response.text


def test_too_large_a_form_with_a_token_is_413(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
    visitor.get("/accounts/login/")  # brings the cookie; else nobody reads the form
    response = visitor.post("/accounts/login/", {"login": "long " * 1000})
    assert response.status_code == 413


def test_form_from_elsewhere_is_403():
    visitor = Client(enforce_csrf_checks=True)
    response = visitor.post("/accounts/login/", {"login": "alice@example.com"})
    assert response.status_code == 403
    assert "<h1>" in response.text


def test_statement_that_the_database_refuses_is_our_mistake(visitor):
    assert visitor.get("/fails/nonsense/").status_code == 500


def test_database_that_refuses_is_asked_again_by_the_next_page(visitor):
    assert visitor.get("/fails/503/")["Retry-After"] == "30"
    assert visitor.get("/").status_code == 200


def test_after_the_database_hung_others_wait_a_moment(visitor, monkeypatch):
    monkeypatch.setattr("config.middleware.DatabaseAwayMiddleware.HUNG", 0.0)
    assert visitor.get("/fails/503/")["Retry-After"] == "30"
    assert visitor.get("/").status_code == 503
    assert visitor.get("/health/live").status_code == 200


def test_number_of_the_asker_is_not_taken_over(visitor):
    response = visitor.get("/health/live", headers={"X-Request-ID": "mine\nforged"})
    assert "mine" not in response["X-Request-ID"]


def test_error_page_that_cannot_be_shown_still_says_something(visitor, settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [], "APP_DIRS": False}]
    response = visitor.get("/fails/404/")
    assert response.status_code == 404
    assert "There is nothing at this address." in response.text
    assert response["X-Request-ID"] in response.text
