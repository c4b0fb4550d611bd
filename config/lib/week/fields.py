"""The week in PostgreSQL: spans as an int4multirange, half hours as a bit(336)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable, Expression
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _
from psycopg.types.multirange import Int4Multirange, Multirange
from psycopg.types.range import Range

from config.lib.week.spans import HALF_HOURS, WEEK, Spans, from_text, merge, to_text

if TYPE_CHECKING:
    # Of any type, so that a column may be nullable.
    _Field = models.Field[Any, Any]
    _Lookup = models.Lookup[bool]
else:
    _Field, _Lookup = models.Field, models.Lookup


class _WrittenByCode(_Field):
    """Not for forms, and named in migrations by the package, not by this file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, f"config.lib.week.{type(self).__name__}", args, kwargs


class MultirangeField(_WrittenByCode):
    """Spans of the week. A `GistIndex` on it serves the `overlaps` look-up."""

    description = "Spans of the week"
    empty_values = [None]  # no span at all is a value
    default_error_messages = {
        "invalid": _("Give spans as pairs of minutes, each ending after it begins."),
        "outside": _("Give spans within the week: minutes 0 to 10,080."),
    }

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "int4multirange"

    def from_db_value(self, value: Any, *args: object) -> Spans | None:
        if value is None:
            return None
        return [(span.lower, span.upper) for span in value]

    def to_python(self, value: Any) -> Spans | None:
        if value is None:
            return None
        try:
            if isinstance(value, str):
                return from_text(value)
            return merge((low, high) for low, high in value)
        except (TypeError, ValueError) as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from error

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and (value[0][0] < 0 or value[-1][1] > WEEK):
            raise ValidationError(self.error_messages["outside"], code="outside")

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if value is None or isinstance(value, Multirange | Expression):
            return value
        return Int4Multirange([Range(low, high) for low, high in merge(value)])

    def value_to_string(self, obj: models.Model) -> str:
        return to_text(self.value_from_object(obj))


class _SpansLookup(_Lookup):
    operator: str

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        sql = f"{lhs} {self.operator} {rhs}::int4multirange"
        return sql, (*lhs_params, *rhs_params)


@MultirangeField.register_lookup
class Overlaps(_SpansLookup):
    """At least one minute in common."""

    lookup_name = "overlaps"
    operator = "&&"


@MultirangeField.register_lookup
class ContainedBy(_SpansLookup):
    """Every minute lies in the others; with the whole week, a check constraint."""

    lookup_name = "contained_by"
    operator = "<@"


class OverlapMinutes(models.Func):
    """Minutes that a column of spans shares with the given ones."""

    output_field = models.IntegerField()
    template = (
        "(SELECT coalesce(sum(upper(piece) - lower(piece)), 0)::integer"
        " FROM unnest(%(expressions)s::int4multirange) AS piece)"
    )
    arg_joiner = "::int4multirange * "

    def __init__(
        self, expression: str | Combinable, spans: Spans | Combinable, **extra: Any
    ) -> None:
        if not isinstance(spans, Combinable):
            spans = models.Value(spans, output_field=MultirangeField())
        super().__init__(expression, spans, **extra)


class WeekBitsField(_WrittenByCode):
    """Half hours of the week as 336 characters, "0" or "1"."""

    description = "Half hours of the week"
    default_error_messages = {
        "invalid": _("Give 336 characters, each 0 or 1."),
    }

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return f"bit({HALF_HOURS})"

    def to_python(self, value: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str) or not _is_week_bits(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        # A cast to bit(336) would pad or cut without a word.
        if isinstance(value, str) and not _is_week_bits(value):
            raise ValueError("half hours are 336 characters, each 0 or 1")
        return value


class SharedHalfHours(models.Func):
    """How many half hours a bit(336) column shares with the given ones."""

    output_field = models.IntegerField()
    template = "bit_count(%(expressions)s::bit(336))::integer"
    arg_joiner = "::bit(336) & "

    def __init__(
        self, expression: str | Combinable, bits: str | Combinable, **extra: Any
    ) -> None:
        if isinstance(bits, str):
            bits = models.Value(bits, output_field=WeekBitsField())
        super().__init__(expression, bits, **extra)


def _is_week_bits(value: str) -> bool:
    return len(value) == HALF_HOURS and set(value) <= {"0", "1"}
