"""A log-out is for good, whatever becomes of Redis and of the process that saw it."""

import re

import pytest

from accounts.tests.factories import UserFactory
from config.lib.tests.redises import own_redis
from config.tests.webs import database_of_this_test, web

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OWN = "/settings/profile/"  # for members alone
LOG_OUT = "/accounts/logout/"


def is_in(response):
    return response.status_code == 200


def test_log_out_while_redis_hung_outlives_the_process_that_saw_it(client):
    client.force_login(UserFactory())
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with own_redis() as redis:
        names = {"DATABASE_URL": database_of_this_test(), "REDIS_URL": redis.location}
        with web(names) as one, web(names) as other:
            for each in (one, other):
                assert is_in(each.ask(OWN, cookies=cookies))
            page = one.ask(LOG_OUT, cookies=cookies)
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
            assert token
            with redis.hanging():
                answer = one.post(
                    LOG_OUT,
                    cookies={**cookies, **page.cookies},
                    data={"csrfmiddlewaretoken": token[1]},
                )
                assert answer.status_code == 302
                one.kill()

            assert not is_in(other.ask(OWN, cookies=cookies))
