"""Words: what finds a listing, in four languages and any spelling."""

from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.utils import timezone

from accounts.actions import edit_team
from accounts.tests.factories import TeamFactory
from listings import search
from listings.models import Listing
from listings.tests.factories import ListingFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def found(text: str) -> list[Listing]:
    asked = QueryDict(mutable=True)
    asked["q"] = text
    filters = search.read_filters(asked)
    page = search.find(filters, filters.spans(ZoneInfo("UTC"), timezone.now()))
    return [Listing.objects.get(pk=key) for key, _version in page.rows]


def listing(**said: object) -> Listing:
    """One that no word of these tests finds by accident."""
    said = {"title": "Qqq", "pitch": "Qqq", "goal": "t3", **said}
    name = said.pop("team", "Qqq")
    return ListingFactory(recruiting=True, team=TeamFactory(name=name), **said)


@pytest.mark.parametrize(
    ("goal", "text"),
    [
        ("m12s", "M12S"),
        ("m12s", "m12s"),
        ("m12s", "Ｍ１２Ｓ"),
        ("m12s", "M12"),
        ("m12s", "零式"),
        ("m12s", "至天の座アルカディア零式"),
        ("m12s", "アルカディア"),
        ("m12s", "ｱﾙｶﾃﾞｨｱ"),
        ("m12s", "Superschwergewicht"),
        ("m12s", "superschwer"),
        ("m12s", "episch"),
        ("m12s", "Poids lourds"),
        ("m12s", "sadique"),
        ("m12s", "heavyweight savage"),
        ("m12s", "savage heavyweight"),
        ("m12s", "Lindwurm"),
        ("m12s", "4層"),
        ("fru", "FRU"),
        ("fru", "fr"),
        ("fru", "絶"),
        ("fru", "絶もうひとつの未来"),
        ("fru", "もうひとつの未来"),
        ("fru", "Futures Rewritten"),
        ("fru", "rewritten futures"),
        ("fru", "zweite Zukunft"),
        ("fru", "réécrits"),
        ("fru", "Avenirs reecrits"),
        ("fru", "ultimate fru"),
        ("the-unmaking-extreme", "極"),
        ("the-cloud-of-darkness-chaotic", "chaotic cloud"),
        ("a11s", "coeur du createur"),
        ("a11s", "Cœur du Créateur"),
        ("the-howling-eye-extreme", "hurloeil"),
        ("another-sildihn-subterrane", "sildihn"),
        ("another-sildihn-subterrane", "Sil’dihn Subterrane"),
        ("the-minstrels-ballad-zodiarks-fall", "zodiarks fall"),
        ("the-minstrels-ballad-zodiarks-fall", "Zodiarkʼs Fall"),
        ("another-merchants-tale", "another merchants tale"),
        ("e1s", "leveil deden"),
        ("e3s", "ueberflutung"),
        ("e3s", "Uberflutung"),
        ("m2s", "suzie honigsuess"),
        ("m2s", "honeyb"),
        ("m5s", "ダンシンググリーン"),
        ("m5s", "ﾀﾞﾝｼﾝｸﾞ･ｸﾞﾘｰﾝ"),
        ("m1s", "lightheavyweight arcadion"),
        ("m10s", "indigowelle"),
        ("the-minstrels-ballad-ultimas-bane", "ultimaweapon"),
        ("the-minstrels-ballad-ultimas-bane", "ultima-waffe"),
        ("uwu", "ultima weapon"),
        ("dmu", "Kefka"),
        ("dmu", "ケフカ"),
        ("dmu", "ｹﾌｶ"),
        ("o8s", "kefka"),
        ("p10s", "pandemonium"),
        ("p10s", "pandaemonium"),
        ("p12s", "pallas athena"),
        ("p12s", "athéna"),
        ("tea", "cruise chaser"),
        ("t5", "twintania"),
    ],
)
def test_duty_is_found_by_its_names_in_every_language(goal, text):
    size = {"chaotic": 24, "another": 4}
    aims = listing(goal=goal, size=next((s for w, s in size.items() if w in goal), 8))
    listing(goal="t3")

    assert found(text) == [aims]


def test_two_duties_must_both_be_aimed_at():
    only = listing(goal="m12s")
    both = listing(goal="m12s", title="FRU afterwards")
    listing(goal="fru")

    assert set(found("m12s")) == {only, both}
    assert found("m12s fru") == [both]
    assert found("FRU M12S") == [both]


@pytest.mark.parametrize("place", ["title", "pitch", "team"])
@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Nachteule sucht Heiler", "nachteule"),
        ("Nachteule sucht Heiler", "heiler NACHTEULE"),
        ("Nachteule sucht Heiler", "nachteule hei"),
        ("Müßiggang", "mussiggang"),
        ("Mussiggang", "Müßiggang"),
        ("Éclairs à minuit", "eclairs a minuit"),
        ("Łódź nocą", "noca"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("Half width", "Ｈａｌｆ"),
        ("ﾋｰﾗｰ募集", "ヒーラー"),
        ("ヒーラー募集", "募集 ﾋｰﾗｰ"),
        ("夜型の固定です", "固定"),
        ("夜型の固定です", "夜"),
        ("Ночные совы", "совы"),
        ("Ночные совы", "ночн"),
        ("한국어 파티", "한국어"),
        ("it's a trap", "it's trap"),
        ("O'Brien & friends: 100%", "o'brien 100%"),
        ("O’Brien", "obrien"),
        ("Obrien", "o'brien"),
        ("für Anfänger", "fuer anfaenger"),
        ("für Anfänger", "fur anfanger"),
        ("fuer Anfaenger", "für Anfänger"),
        ("fuer Anfaenger", "für anf"),
        ("smørrebrød i Łódź", "smorrebrod lodz"),
        ("smørrebrød", "smoerre"),
        ("mid-core", "midcore"),
        ("midcore", "mid‑core"),
        ("mid core", "mid–core"),
        ("IŞIK", "ışık"),
        ("Αθήνα", "ΑΘΗΝΑ"),
    ],
)
def test_text_is_found_in_any_place_and_spelling(place, written, typed):
    wanted = listing(**{place: written})
    listing()

    assert found(typed) == [wanted]


@pytest.mark.parametrize("typed", ["achteule", "nacht heiler", "eule", "nachteulen"])
def test_only_the_last_word_may_be_a_beginning(typed):
    listing(title="Nachteule sucht Heiler")

    assert found(typed) == []


def test_part_of_a_hyphenated_word_may_be_a_duty_and_the_other_text():
    wanted = listing(goal="fru", title="Blind")
    listing(goal="fru")
    listing(title="Blind")

    assert found("fru-blind") == [wanted]
    assert found("FRU–bli") == [wanted]


@pytest.mark.parametrize("typed", ["fur", "stale", "sf", "blovely", "dtale"])
def test_a_part_of_a_word_is_no_word(typed):
    """Neither what stands behind an apostrophe, nor a German word without its e."""
    listing(title="fuer", goal="another-merchants-tale", size=4)
    listing(goal="the-minstrels-ballad-zodiarks-fall")
    listing(goal="m2s")

    assert found(typed) == []


def test_japanese_word_is_not_found_by_its_characters_in_another_order():
    listing(title="定固")

    assert found("固定") == []


def test_title_is_found_under_the_longest_pitch():
    """Six thousand different pairs of characters do not push the title out."""
    pitch = "".join(chr(0x4E00 + n) for n in range(5900))
    wanted = listing(title="龠龠 Zzyzx", pitch=pitch, team="龥龤")

    assert found("龠龠") == [wanted]
    assert found("zzyzx") == [wanted]
    assert found("龥龤") == [wanted]


def test_renamed_team_is_found_by_its_new_name_only(people):
    wanted = ListingFactory(recruiting=True, team=people.team)
    world = people.team.world_id
    edit_team(people.team, by=people.alice, name="Zephyr", world_id=world, about="")

    assert found("zephyr") == [wanted]
    assert found("umbral dawn") == []


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "\x00", "♥", "'"])
def test_text_without_a_word_narrows_nothing(typed):
    listing()
    listing()

    assert len(found(typed)) == 2
