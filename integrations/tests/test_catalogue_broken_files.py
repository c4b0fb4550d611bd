"""A data file with a fault is refused with file, line and reason."""

import pytest

from integrations.catalogue import BrokenFileError, load
from integrations.models import World

pytestmark = pytest.mark.django_db


def refusal(folder) -> str:
    """What load says; it must have left a change elsewhere in the files unwritten."""
    folder.change("worlds.csv", "odin", name="Changed")

    with pytest.raises(BrokenFileError) as caught:
        load(folder.path)

    assert not World.objects.filter(name_en="Changed").exists()
    return str(caught.value)


@pytest.mark.parametrize(
    ("file", "slug", "values", "reason"),
    [
        ("duties.csv", "m12s", {"party_size": "12"},
         "party_size 12 is none of 4, 8, 24, 48"),
        ("duties.csv", "m12s", {"name_en": ""}, "name_en is empty"),
        ("duties.csv", "m12s", {"name_fr": "x" * 121},
         "name_fr is longer than 120 characters"),
        ("duties.csv", "m12s", {"aliases": "fine;" + "x" * 81},
         "aliases is longer than 80 characters"),
        ("duties.csv", "m12s", {"aliases": "one;;two"}, "aliases is empty"),
        ("duties.csv", "m12s", {"name_en": "a\x00b"},
         "name_en contains a control character"),
        ("duties.csv", "m12s", {"level": "hundred"},
         "level 'hundred' is not a whole number"),
        ("duties.csv", "m12s", {"level": "-1"}, "level '-1' is not a whole number"),
        ("duties.csv", "m12s", {"level": "４"}, "level '４' is not a whole number"),
        ("duties.csv", "m12s", {"level": "40000"}, "level 40000 is larger than 32767"),
        ("duties.csv", "m12s", {"level": "9" * 5000},
         f"level {'9' * 5000} is larger than 32767"),
        ("duties.csv", "m12s", {"patch": "next"}, "patch 'next' is not a patch such as 7.4"),
        ("duties.csv", "m12s", {"is_goal": "yes"},
         "is_goal 'yes' is neither true nor false"),
        ("duties.csv", "m12s", {"tier": "unheard-of"},
         "tier refers to unknown 'unheard-of'"),
        ("duties.csv", "m12s", {"floor": ""}, "tier and floor come together"),
        ("duties.csv", "fru", {"floor": "1"}, "tier and floor come together"),
        ("duties.csv", "ucob", {"fflogs_legacy": "43"},
         "fflogs_legacy '43' is not a pair such as 43:1060"),
        ("duties.csv", "delubrum-reginae-savage", {"party_size_min": "49"},
         "party_size_min 49 is larger than party_size"),
        ("duties.csv", "m12s", {"kind": "savvage"}, "kind refers to unknown 'savvage'"),
        ("duties.csv", "m12s", {"slug": "M 12"},
         "slug 'M 12' is not made of a-z, 0-9 and single hyphens"),
        ("tiers.csv", "abyssos-savage", {"kind": "heroic"},
         "kind refers to unknown 'heroic'"),
        ("worlds.csv", "lich", {"data_centre": "shadow"},
         "data_centre refers to unknown 'shadow'"),
        ("worlds.csv", "lich", {"data_centre": ""}, "data_centre is empty"),
        ("jobs.csv", "sch", {"healer_subtype": ""},
         "healer_subtype belongs to healer jobs, and to each of them"),
        ("jobs.csv", "drg", {"healer_subtype": "pure"},
         "healer_subtype belongs to healer jobs, and to each of them"),
        ("jobs.csv", "sch", {"healer_subtype": "holy"},
         "healer_subtype 'holy' is none of pure, shield, (empty)"),
        ("jobs.csv", "acn", {"base_class": "cnj"}, "a base class has no base_class"),
        ("jobs.csv", "sch", {"base_class": "xyz"}, "base_class refers to unknown 'xyz'"),
        ("jobs.csv", "sch", {"abbreviation": "SCHO"},
         "abbreviation is longer than 3 characters"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_line(folder, file, slug, values, reason):
    line = folder.change(file, slug, **values)

    assert refusal(folder) == f"{file}, line {line}: {reason}"


@pytest.mark.parametrize(
    ("file", "values", "reason"),
    [
        ("worlds.csv", {"id": "66", "slug": "new"}, "id 66 stands already in line"),
        ("worlds.csv", {"id": "999", "slug": "lich"}, "slug lich stands already in line"),
        ("jobs.csv", {"id": "99", "slug": "new", "abbreviation": "WHM"},
         "abbreviation WHM stands already in line"),
        ("duties.csv",
         {"id": "9", "slug": "new", "tier": "abyssos-savage", "floor": "1"},
         "tier_id 15, floor 1 stands already in line"),
        ("visits.csv", {"home": "oceania"},
         "home_id 4, destination_id 4 stands already in line"),
    ],
)  # fmt: skip
def test_what_stands_twice_is_refused(folder, file, values, reason):
    line = folder.append(file, **values)

    assert refusal(folder).startswith(f"{file}, line {line}: {reason} ")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"checked_on": "yesterday"},
         "checked_on 'yesterday' is not a day such as 2026-11-20"),
        ({"checked_on": ""}, "checked_on '' is not a day such as 2026-11-20"),
        ({"since": "spring"},
         "since 'spring' is not a year, month or day such as 2024-03"),
        ({"source": " "}, "source is empty"),
    ],
)  # fmt: skip
def test_a_visit_says_when_and_where_it_was_checked(folder, values, reason):
    line = folder.append("visits.csv", home="oceania", destination="japan", **values)

    assert refusal(folder) == f"visits.csv, line {line}: {reason}"


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        (
            "jobs.csv",
            b"id,slug,",
            b"id,slug,colour,",
            "line 1: unknown column: 'colour'",
        ),
        ("jobs.csv", b"is_limited,", b"", "line 1: missing column: 'is_limited'"),
        ("jobs.csv", b"id,slug,", b"id,id,slug,", "line 1: column twice: 'id'"),
        ("regions.csv", b",Europe,3", b",Europe", "line 4: has 6 cells, not 7"),
        ("regions.csv", b",Europe,3", b",Europe,3,", "line 4: has 8 cells, not 7"),
        ("regions.csv", b",Europe,3", b",Eur\xf6pe,3", "line 4: is not UTF-8"),
        (
            "regions.csv",
            b",Europe,3",
            b',"Europe"x,3',
            "line 4: ',' expected after '\"'",
        ),
        ("regions.csv", b",Europe,3", b',"Europe,3', "line 5: unexpected end of data"),
    ],
)
def test_a_file_out_of_shape_is_refused(folder, file, old, new, reason):
    folder.raw(file, old, new)

    assert refusal(folder) == f"{file}, {reason}"


def test_a_file_without_rows_retires_nothing(folder):
    header = (folder.path / "duties.csv").read_bytes().splitlines()[0]
    (folder.path / "duties.csv").write_bytes(header + b"\n")

    assert refusal(folder) == "duties.csv: has no rows"


def test_an_empty_file_is_refused(folder):
    (folder.path / "duties.csv").write_bytes(b"")

    assert refusal(folder) == "duties.csv: has no rows"


def test_a_missing_file_is_refused(folder):
    (folder.path / "duties.csv").unlink()

    assert refusal(folder) == "duties.csv: No such file or directory"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder):
    path = folder.path / "worlds.csv"
    plain = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n"))

    assert not load(folder.path)
