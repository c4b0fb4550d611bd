"""Asking the database to refuse something."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction


def refused_by(name: str, act: Callable[[], Any]) -> None:
    """Do it and let the transaction end: the named constraint must say no."""
    end_of_transaction()  # of what came before, so that only the act can fail
    with pytest.raises(IntegrityError) as refused:
        _to_the_end(act)
    cause: Any = refused.value.__cause__
    assert cause.diag.constraint_name == name


def end_of_transaction() -> None:
    """Judge now what the database judges when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@transaction.atomic
def _to_the_end(act: Callable[[], Any]) -> None:
    act()
    end_of_transaction()
