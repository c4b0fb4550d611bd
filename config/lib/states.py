"""State machines: a table of allowed moves, and the one way to make a move."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models


class StatefulModel(models.Model):
    state: Any

    class Meta:
        abstract = True


class TransitionError(Exception):
    """The row does not allow this move, or no longer does."""

    def __init__(
        self, instance: models.Model, target: str, allowed: frozenset[str]
    ) -> None:
        self.instance = instance
        self.target = target
        self.allowed = allowed
        state = getattr(instance, "state", "?")
        ways = ", ".join(sorted(allowed)) or "nothing"
        super().__init__(f"{state} does not become {target}; allowed is {ways}")


M = TypeVar("M", bound=StatefulModel)


class StateQuerySet(models.QuerySet[M]):
    moves: Mapping[str, frozenset[str]]

    def move(self, instance: M, target: str, **fields: Any) -> str:
        """Write `target` only if the row still allows it; return the state left.

        Raises TransitionError where the table forbids the move, and where another
        transaction was quicker.
        """
        previous = str(instance.state)
        allowed = self.moves.get(previous, frozenset())
        if target not in allowed:
            raise TransitionError(instance, target, allowed)
        row = self.filter(pk=instance.pk, state=previous)
        if row.update(state=target, **fields) != 1:
            raise TransitionError(instance, target, allowed)
        for name, value in {"state": target, **fields}.items():
            setattr(instance, name, value)
        return previous
