"""What a button does for somebody whose log-in has run out."""

import pytest
from django.test import Client

from listings.tests.factories import ListingFactory

pytestmark = pytest.mark.django_db


def test_button_pressed_after_log_out_leads_back_to_the_page_it_was_on():
    listing = ListingFactory(recruiting=True)
    page = f"http://testserver{listing.get_absolute_url()}?a=b"

    answer = Client(headers={"referer": page}).post(
        f"/listings/{key(listing)}/renewal/"
    )

    assert answer.headers["Location"] == (
        f"/accounts/login/?next={listing.get_absolute_url()}%3Fa%3Db"
    )


def test_page_of_another_host_is_not_led_back_to():
    listing = ListingFactory(recruiting=True)

    answer = Client(headers={"referer": "https://elsewhere.example/listings/"}).post(
        f"/listings/{key(listing)}/renewal/"
    )

    assert answer.headers["Location"] == "/accounts/login/?next=/"


def test_panel_asks_the_whole_page_to_log_in():
    listing = ListingFactory(recruiting=True)

    answer = Client(headers={"hx-request": "true"}).post(
        f"/listings/{key(listing)}/preview/"
    )

    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/"


def key(listing):
    return listing.get_absolute_url().split("/")[2][:22]
