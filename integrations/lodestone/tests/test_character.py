"""What a character's page may look like, and still says the same."""

from dataclasses import replace
from typing import Any

import pytest

from integrations.errors import Changed
from integrations.lodestone import selectors
from integrations.lodestone.pages import character_page, class_job_page
from integrations.lodestone.pages.shell import TITLES
from integrations.lodestone.parsers import parse_character, parse_class_jobs
from integrations.lodestone.schemas import GrandCompany
from integrations.lodestone.tests.people import BRAN, JOBS, PIP, TAMSIN

pytestmark = pytest.mark.slow


def without(text, part):
    assert part in text
    return text.replace(part, "")


def swapped(text, old, new):
    assert old in text
    return text.replace(old, new)


def less(text, **changes):
    """What is not read of a page that says of Tamsin all but this."""
    read = parse_character(text)
    assert replace(read, unread=()) == replace(TAMSIN, **changes)
    return read.unread


@pytest.mark.parametrize("who", [TAMSIN, BRAN, PIP], ids=lambda who: who.name)
@pytest.mark.parametrize("form", [str, str.encode], ids=["text", "bytes"])
def test_a_page_says_exactly_who_it_is_about(who, form):
    assert parse_character(form(character_page(who))) == who


@pytest.mark.parametrize("language", ["na", "eu", "jp", "de", "fr"])
@pytest.mark.parametrize("who", [TAMSIN, BRAN, PIP], ids=lambda who: who.name)
def test_every_language_of_the_site_is_read(who, language):
    told = replace(who, language=language)

    assert parse_character(character_page(told)) == told


def test_titles_in_an_unknown_language_are_told_by_what_follows_them():
    text = character_page(TAMSIN)
    for number, title in enumerate(selectors.BLOCK_TITLES["en"]):
        text = swapped(text, f">{title}<", f">Заголовок {number}<")

    assert parse_character(text) == TAMSIN


@pytest.mark.parametrize("language", ["jp", "de", "fr"])
@pytest.mark.parametrize("kind", range(5))
def test_a_title_that_we_have_wrong_in_another_language_does_no_harm(language, kind):
    told = replace(TAMSIN, language=language)
    title = selectors.BLOCK_TITLES[TITLES[language]][kind]

    text = swapped(character_page(told), f">{title}<", ">Otherwise<")

    assert parse_character(text) == told


def test_a_grand_company_under_an_unknown_title_is_not_dropped():
    text = swapped(character_page(TAMSIN), ">Grand Company<", ">Great Company<")

    assert less(text, grand_company=None) == ("grand company",)


def test_a_block_that_we_do_not_know_is_passed_over():
    block = (
        '<div class="character-block"><div class="character-block__box">'
        '<p class="character-block__title">Island</p>'
        '<p class="character-block__name">Rank 20</p></div></div>'
    )
    marked = '<div class="character-block"><div class="character__freecompany__crest">'
    text = swapped(character_page(TAMSIN), marked, block + marked)

    assert parse_character(text) == TAMSIN


@pytest.mark.parametrize(
    "world",
    [
        "Lich&nbsp;[Light]",
        "Lich (Light)",
        "Lich&nbsp;(Light)",
        " Lich [Light] \n\t",
        "Lich[Light]",
    ],
)
def test_the_world_may_be_written_as_it_was(world):
    text = swapped(character_page(TAMSIN), "Lich [Light]", world)

    assert parse_character(text) == TAMSIN


@pytest.mark.parametrize(
    ("line", "world", "data_centre"),
    [
        ("Nova Ultima [Light]", "Nova Ultima", "Light"),
        ("World 2 [Data Center Name]", "World 2", "Data Center Name"),
        ("Cloudtest01 [NA Cloud DC (Beta)]", "Cloudtest01", "NA Cloud DC (Beta)"),
        ("The Far Shore 12 (Test-Centre 3)", "The Far Shore 12", "Test-Centre 3"),
        ("Ul&#39;dah's Own [L. 7]", "Ul'dah's Own", "L. 7"),
        ("紅玉海 [陸行鳥]", "紅玉海", "陸行鳥"),
    ],
)
def test_a_world_has_any_number_of_words(line, world, data_centre):
    text = swapped(character_page(TAMSIN), "Lich [Light]", line)

    assert less(text, world=world, data_centre=data_centre) == ()


@pytest.mark.parametrize(
    "world",
    ["Lich", "[Light]", "Lich [Light", "Lich []", "L/h [D]", "", "Lich [ ]", "[][]"],
)
def test_a_world_in_another_form_is_not_guessed(world):
    text = swapped(character_page(TAMSIN), "Lich [Light]", world)

    assert less(text, world=None, data_centre=None) == ("world",)


def test_the_title_may_stand_after_the_name():
    title = '<p class="frame__chara__title">Warden of Tea &amp; Toast</p>'
    text = without(character_page(TAMSIN), title)
    name = '<p class="frame__chara__name">Tamsin O&#39;rell</p>'

    assert parse_character(swapped(text, name, name + title)) == TAMSIN


def test_an_empty_title_is_none():
    title = "Warden of Tea &amp; Toast"

    read = parse_character(without(character_page(TAMSIN), title))

    assert read == replace(TAMSIN, title=None)


def test_a_comment_before_the_page_changes_nothing():
    text = "<!-- STATUS_CODE = 200 -->\n\n" + character_page(TAMSIN) + "\n\n"

    assert parse_character(text) == TAMSIN
    assert parse_character("\ufeff" + text) == TAMSIN


def test_attributes_may_stand_in_any_order():
    text = character_page(TAMSIN)
    text = swapped(
        text, '" width="24" height="24" alt="" class="js__tooltip"data-', '" data-'
    )
    text = swapped(
        text,
        '<p class="frame__chara__name">',
        "<p id=x class='a frame__chara__name b'>",
    )

    assert parse_character(text) == TAMSIN


def test_old_hosts_of_pictures_are_known():
    old = "http://img.finalfantasyxiv.com/lds/pc/1_fc0_96x96.jpg?1556147960"
    text = swapped(character_page(BRAN), BRAN.avatar_url, old)

    assert parse_character(text).avatar_url == old


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://example.com/a.jpg",
        "https://finalfantasyxiv.com.x.org/a",
        "https://[/a",
        "",
        "https://img2.finalfantasyxiv.com",
    ],
)
def test_pictures_of_other_sites_are_refused(url):
    text = swapped(character_page(TAMSIN), TAMSIN.avatar_url, url)

    assert less(text, avatar_url=None) == ("avatar",)


def test_new_jobs_are_read_under_the_names_they_have():
    levels = {**TAMSIN.job_levels, "Beastmaster (Limited Job)": 50, "歌い手": None}
    told = replace(TAMSIN, job_levels=levels)

    read = parse_character(character_page(told))

    assert read.job_levels == levels


def test_a_job_may_change_its_name():
    text = swapped(character_page(TAMSIN), '"Viper"', '"Serpent &amp; Sons"')

    assert parse_character(text).job_levels["Serpent & Sons"] == LEVEL_OF_VIPER
    assert len(parse_character(text).job_levels) == 33


LEVEL_OF_VIPER = TAMSIN.job_levels["Viper"]


@pytest.mark.parametrize("level", ["", "0", "1000", "--", "ten", "-1", "1 00"])
def test_a_level_that_is_none_leaves_the_others(level):
    text = swapped(character_page(TAMSIN), ">100</li>", f">{level}</li>")
    others = {n: v for n, v in TAMSIN.job_levels.items() if v != 100}

    assert less(text, job_levels=others) == ("job levels",)


@pytest.mark.parametrize("count", [26, 27, 29, 31])
def test_lists_of_earlier_expansions_are_whole(count):
    lengths = next(c for c in selectors.JOB_COUNTS if sum(c) == count)
    names = [f"Job {number}" for number in range(count)]
    told = replace(BRAN, job_levels=dict.fromkeys(names, 5))

    read = parse_character(character_page(told))

    assert len(read.job_levels) == count == sum(lengths)


def test_a_lost_job_leaves_the_others():
    text = character_page(TAMSIN)
    start = text.index("<li>", text.index("character__level__list"))
    end = text.index("</li>", start) + len("</li>")
    first, *others = TAMSIN.job_levels

    read = less(
        text[:start] + text[end:],
        job_levels={name: TAMSIN.job_levels[name] for name in others},
    )

    assert first not in others
    assert read == ("job levels",)


def test_a_job_that_is_there_twice_is_believed_in_neither_place():
    text = swapped(character_page(TAMSIN), '"Marauder"', '"Paladin / Gladiator"')
    twice = {"Marauder", "Paladin / Gladiator"}
    others = {n: v for n, v in TAMSIN.job_levels.items() if n not in twice}

    assert less(text, job_levels=others) == ("job levels",)


def test_the_profile_text_keeps_its_lines_and_loses_its_colours():
    bio = (
        '\n  <span style="color:#ff0000">Red</span> and <b>bold</b>&nbsp;&lt;3<br />'
        "<br>second<br/>\n\tthird&amp;last  <br />"
    )
    text = swapped(
        character_page(BRAN), 'selfintroduction">-<', f'selfintroduction">{bio}<'
    )

    assert parse_character(text).bio == "Red and bold <3\n\nsecond\nthird&last"


@pytest.mark.parametrize(
    ("written", "bio"), [("-", "-"), (" ", ""), ("&nbsp;<br>", "")]
)
def test_an_empty_profile_text_is_what_the_page_writes(written, bio):
    text = swapped(
        character_page(BRAN), 'selfintroduction">-<', f'selfintroduction">{written}<'
    )

    assert parse_character(text).bio == bio


@pytest.mark.parametrize(
    "sentence",
    [
        "Page not found.",
        "Access Restricted",
        "This character's profile is private.",
        '<p class="parts__zero">',
        '<h1 class="error__heading">',
        "Maintenance",
        "</html>",
        '<div class="ldst__maintenance">',
    ],
)
def test_a_player_may_write_what_the_site_says(sentence):
    told = replace(TAMSIN, bio=sentence)

    assert parse_character(character_page(told)) == told


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("ldst__main", "main column"),
        ("frame__chara ", "frame"),
        ("frame__chara__link", "id"),
        ("frame__chara__name", "name"),
        ("</html>", "end of page"),
    ],
)
def test_whose_page_it_is_must_be_read(part, what):
    text = character_page(TAMSIN)
    start, _part, end = text.rpartition(part)

    with pytest.raises(Changed) as told:
        parse_character(f"{start}renamed{end}")

    assert told.value.what == what


# Part of the page, what it is called, and the values that are not read without it.
PARTS = [
    ("ldst__side", "side column", {"item_level"}),
    ("frame__chara__box", "", set()),
    ("frame__chara__face", "avatar", {"avatar_url"}),
    ("frame__chara__title", "title", {"title"}),
    ("frame__chara__world", "world", {"world", "data_centre"}),
    ("character__profile__data__detail", "profile", {"free_company", "pvp_team"}),
    ("♀", "race, clan and gender", {"race", "clan", "gender"}),
    ("character-block__birth", "nameday", {"nameday", "guardian"}),
    (">City-state<", "city-state", {"city_state"}),
    ("Twin Adder / Second", "grand company", {"grand_company"}),
    ("/lodestone/freecompany/", "free company", {"free_company"}),
    ("/lodestone/pvpteam/", "PvP team", {"pvp_team"}),
    ("character__level__list", "job levels", {"job_levels"}),
    ("character__selfintroduction", "profile text", {"bio"}),
    ("js__image_popup", "portrait", {"portrait_url"}),
    (TAMSIN.portrait_url, "portrait", {"portrait_url"}),
    ("character__class__data", "active level", {"active_level"}),
    ("character__class__arms", "item level", {"item_level"}),
    ("db-tooltip__item__level", "item level", {"item_level"}),
    ("character__class_icon", "active job", {"active_job_icon_url"}),
]


@pytest.mark.parametrize(("part", "what", "values"), PARTS, ids=[p[1] for p in PARTS])
def test_any_other_part_may_be_missing_and_is_named(part, what, values):
    text = swapped(character_page(TAMSIN), part, "renamed")
    read = parse_character(text)

    nothing: Any = dict.fromkeys(values)
    if "job_levels" in values:
        nothing["job_levels"] = {}

    assert what in (*read.unread, "")
    assert replace(read, unread=()) == replace(TAMSIN, **nothing)


def test_a_portrait_without_its_link_leaves_the_page():
    text = character_page(TAMSIN)
    start = text.index('<a href="', text.index("character__detail__image"))
    end = text.index(">", start) + 1

    assert less(text[:start] + text[end:], portrait_url=None) == ("portrait",)


def test_a_page_of_which_only_the_head_is_known_says_who_it_is():
    text = character_page(TAMSIN)
    for old in ("character__", "character-block", "icon-c--", "db-tooltip"):
        text = text.replace(old, "renamed")

    read = parse_character(text.replace("js__image_popup", "renamed"))

    assert (read.id, read.name, read.world) == (TAMSIN.id, TAMSIN.name, TAMSIN.world)
    assert (read.bio, read.job_levels, read.item_level) == (None, {}, None)
    assert {"profile", "profile text", "job levels"} <= set(read.unread)


def test_gear_that_is_not_shown_has_no_level():
    shown = character_page(TAMSIN)

    assert (
        parse_character(swapped(shown, "db-tooltip__item__level", "x")).item_level
        is None
    )
    assert parse_character(swapped(shown, "icon-c--9", "icon-c--x")).item_level is None


def test_gear_with_an_empty_slot_has_no_level():
    text = character_page(TAMSIN)
    start = text.index('<div class="icon-c--9 ')
    end = text.index('<div class="icon-c--10 ')
    empty = '<div class="icon-c--9 ic_reflection_box js__db_tooltip"></div>'

    assert parse_character(text[:start] + empty + text[end:]).item_level is None


def test_a_two_handed_weapon_counts_twice():
    text = character_page(replace(TAMSIN, item_level=600))
    start = text.index('<div class="icon-c--1 ')
    end = text.index('<div class="icon-c--8 ')
    empty = '<div class="icon-c--1 ic_reflection_box js__db_tooltip"></div>'
    text = (text[:start] + empty + text[end:]).replace("Level 600", "Level 660", 1)

    assert parse_character(text).item_level == (2 * 660 + 10 * 600) // 12


def test_a_rank_may_hold_a_slash():
    company = GrandCompany("Legion", "Captain / Second")

    read = parse_character(character_page(replace(TAMSIN, grand_company=company)))

    assert read.grand_company == company


def test_the_class_job_page_leaves_eureka_out():
    read = parse_class_jobs(class_job_page(TAMSIN, JOBS, "de"))

    assert read.jobs == JOBS
    assert (read.character.name, read.language) == (TAMSIN.name, "de")
    assert not read.is_private


@pytest.mark.parametrize(
    "part",
    [
        "character__job__level",
        "character__job__name",
        "character__job__role",
        "character__job__icon__title",
        "data-tooltip",
    ],
)
def test_a_class_job_page_without_a_part_is_refused(part):
    text = class_job_page(TAMSIN, JOBS)

    with pytest.raises(Changed):
        parse_class_jobs(
            text.replace(part, "renamed", 5 if part == "data-tooltip" else 1)
        )
