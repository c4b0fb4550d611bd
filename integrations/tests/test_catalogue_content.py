"""What the real catalogue says."""

import pytest

from integrations.catalogue import catalogue, duty_words
from integrations.enums import LANGUAGES
from integrations.models import (
    DataCentre,
    Duty,
    DutyKind,
    Job,
    Region,
    RegionVisit,
    Tier,
    World,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (Region, 4),
        (DataCentre, 11),
        (World, 85),
        (Job, 32),
        (Tier, 19),
        (DutyKind, 12),
        (Duty, 145),
    ],
)
def test_the_catalogue_is_whole(model, count):
    assert model.objects.current().count() == count


def test_limited_jobs_and_base_classes_are_known_but_not_offered():
    assert Job.objects.filter(is_base_class=True).count() == 9
    limited = Job.objects.filter(is_limited=True).values_list("abbreviation", flat=True)

    offered = list(Job.objects.offered())

    assert sorted(limited) == ["BLU", "BST"]
    assert len(offered) == 21
    assert not [job for job in offered if job.is_limited or job.is_base_class]


def test_an_arcanist_may_become_a_summoner_or_a_scholar():
    arcanist = Job.objects.get(abbreviation="ACN")

    grown = arcanist.grows_into.values_list("abbreviation", flat=True)

    assert sorted(grown) == ["SCH", "SMN"]


def test_two_healers_are_pure_and_two_shield():
    healers = catalogue().jobs_of("healer")

    assert {job.abbreviation: job.healer_subtype for job in healers} == {
        "WHM": "pure",
        "AST": "pure",
        "SCH": "shield",
        "SGE": "shield",
    }


def test_the_keys_are_the_clients_own():
    assert Job.objects.get(pk=24).abbreviation == "WHM"
    assert World.objects.get(pk=66).name_en == "Odin"
    assert DataCentre.objects.get(pk=7).slug == "light"
    assert Duty.objects.get(pk=1075).abbreviation == "M12S"


@pytest.mark.parametrize(
    "model", [Region, DataCentre, World, Job, Tier, DutyKind, Duty]
)
def test_every_row_has_a_name_in_each_language(model):
    nameless = [
        row.slug
        for row in model.objects.all()
        if not all(row.name_in(language) for language in LANGUAGES)
    ]

    assert nameless == []


def test_a_duty_is_called_by_its_name_in_the_readers_language():
    dancing_mad = Duty.objects.get(abbreviation="DMU")

    assert dancing_mad.name_in("en") == "Dancing Mad (Ultimate)"
    assert dancing_mad.name_in("ja") == "絶妖星乱舞"
    assert dancing_mad.name_in("de-at") == "Tanzender Wahn (fatal)"
    assert dancing_mad.name_in("fr") == "Danse démente (fatal)"
    assert dancing_mad.name_in("ko") == "Dancing Mad (Ultimate)"


def test_the_tier_has_a_name_of_its_own_in_each_language():
    assert Tier.objects.get(slug="aac-heavyweight-savage").names == [
        "AAC Heavyweight (Savage)",
        "至天の座アルカディア零式：ヘビー級",
        "Arkadion - Superschwergewicht (episch)",
        "Poids lourds CCA (sadique)",
    ]


def test_the_current_tier_comes_first_then_ultimates_then_the_newest():
    names = [duty.abbreviation for duty in Duty.objects.offered()[:11]]

    assert names[:4] == ["M9S", "M10S", "M11S", "M12S"]
    assert names[4:] == ["DMU", "FRU", "TOP", "DSR", "TEA", "UWU", "UCoB"]
    assert [duty.name_en for duty in Duty.objects.offered()[11:14]] == [
        "The Forked Tower: Magic",
        "The Forked Tower: Magic (Extreme)",
        "The Unmaking (Extreme)",
    ]
    assert Tier.objects.offered()[0].slug == "aac-heavyweight-savage"


def test_exactly_one_tier_is_current():
    current = Tier.objects.get(is_current=True)

    assert current.slug == "aac-heavyweight-savage"
    assert (current.weapon_item_level, current.armour_item_level) == (795, 790)


@pytest.mark.parametrize(
    ("slug", "smallest", "level"),
    [
        ("delubrum-reginae-savage", 24, 80),
        ("forked-tower-blood", 24, 100),
        ("forked-tower-magic", 12, 100),
        ("forked-tower-magic-extreme", 12, 100),
    ],
)
def test_field_raids_are_goals_for_12_to_48(slug, smallest, level):
    raid = catalogue().duty_by_slug[slug]

    assert (raid.party_size_min, raid.party_size, raid.level) == (smallest, 48, level)
    assert raid in catalogue().offered_duties


def test_name_that_is_not_known_in_a_language_is_the_english_one():
    magic = catalogue().duty_by_slug["forked-tower-magic"]

    assert magic.name_in("ja") == "フォークタワー：魔の塔"
    assert magic.name_in("de") == "The Forked Tower: Magic"


def test_a_duty_knows_where_its_logs_lie():
    last = Duty.objects.get(abbreviation="M12S")
    ucob = Duty.objects.get(abbreviation="UCoB")

    assert (last.fflogs_zone_id, last.fflogs_difficulty) == (73, 101)
    assert last.fflogs_encounter_ids == [104, 105]
    assert last.fflogs_encounter_id == 105
    assert ucob.fflogs_legacy == [[43, 1060], [30, 1047], [19, 1039]]
    assert Duty.objects.get(abbreviation="T5").fflogs_encounter_id is None


def test_a_character_travels_inside_its_region_and_to_oceania():
    now = catalogue()
    pairs = {
        (home.slug, there.slug)
        for home in now.offered_regions
        for there in now.offered_regions
        if now.may_visit(home, there)
    }

    assert pairs == {
        *((home, home) for home in ("japan", "north-america", "europe", "oceania")),
        *((home, "oceania") for home in ("japan", "north-america", "europe")),
    }
    assert not RegionVisit.objects.filter(source="").exists()


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("m12s", {"M12S", "M12", "零式", "Savage", "Lindwurm", "4層", "episch"}),
        ("m12s", {"AAC Heavyweight (Savage)", "Poids lourds CCA - match 4 (sadique)"}),
        ("fru", {"FRU", "絶", "絶もうひとつの未来", "Ultimate", "fatal"}),
        ("dmu", {"DMU", "UMAD", "Kefka", "ケフカ"}),
        ("e12s", {"E12S", "E12", "Eden", "Oracle of Darkness"}),
        ("m4s", {"M4S", "M4", "The Arcadion", "Wicked Thunder"}),
        ("delubrum-reginae-savage", {"Delubrum", "DRS"}),
        (
            "forked-tower-magic-extreme",
            {"FTM EX", "FTMEX", "フォークタワー：魔の塔（極）"},
        ),
        ("the-minstrels-ballad-endsingers-aria", {"Extreme", "極", "The Endsinger"}),
    ],
)
def test_a_duty_is_found_by_what_players_write(slug, words):
    assert words <= set(duty_words(catalogue().duty_by_slug[slug]))


def test_no_old_raid_or_ultimate_is_without_a_word_for_its_boss():
    kinds = {"savage", "coil", "ultimate"}
    duties = [d for d in catalogue().offered_duties if d.kind in kinds]

    without = {d.slug for d in duties if not d.aliases}

    assert without == {"a2s", "t3", "t4"}  # fights against many
