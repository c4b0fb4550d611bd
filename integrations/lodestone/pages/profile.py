"""A character's page."""

from integrations.lodestone import selectors
from integrations.lodestone.pages.frame import framed
from integrations.lodestone.pages.gear import class_data, gear_left, gear_right
from integrations.lodestone.pages.markup import character_path, escaped, icon
from integrations.lodestone.pages.shell import TITLES, page
from integrations.lodestone.schemas import Affiliation, Character

SIGNS = {"female": "♀", "male": "♂"}
EMPTY_BIO = "-"


def character_page(character: Character) -> str:
    """The page that says exactly this of the character, in its `language`, else na."""
    language = character.language or "na"
    content = _PRIVATE if character.is_private else _profile(character, language)
    return page(framed(character, content + _share(character)), language)


_PRIVATE = (
    '<div class="heading__flex"><h3>Profile</h3></div>'
    '<p class="parts__zero">Sandbox: only this player may see the profile.</p>'
)


def _profile(who: Character, language: str) -> str:
    return (
        '<div class="heading__flex"><h3>Profile</h3></div>'
        '<div class="character__profile clearfix"><div class="character__profile__data">'
        '<div class="js__character_toggle"><div class="character__profile__data__detail">'
        f"{_blocks(who, selectors.BLOCK_TITLES[TITLES[language]])}</div></div></div>"
        '<div class="character__profile__detail"><div class="character__view clearfix">'
        f'{class_data(who)}<div class="character__detail">{gear_left(who)}'
        f"{_portrait(who)}{gear_right(who)}</div></div>"
        f'<div class="js__character_toggle">{_levels(who)}</div></div></div>'
        '<div class="heading__icon parts__space--reset"><h3>Character Profile</h3></div>'
        f'<div class="character__selfintroduction">{_bio(who)}</div>'
        '\t<div class="btn__comment">\t\t\t</div>'
    )


def _blocks(who: Character, titles: tuple[str, ...]) -> str:
    sign = SIGNS[who.gender or "female"]
    race = f"{escaped(who.race or '')}<br />{escaped(who.clan or '')} / {sign}"
    blocks = [
        _block(_line(titles[selectors.RACE], race), f' src="{who.avatar_url}"'),
        _block(
            _line(titles[selectors.NAMEDAY], escaped(who.nameday or ""), "birth")
            + _line(titles[selectors.GUARDIAN], escaped(who.guardian or ""))
        ),
        _block(_line(titles[selectors.CITY], escaped(who.city_state or ""))),
    ]
    if who.grand_company:
        rank = escaped(f"{who.grand_company.name} / {who.grand_company.rank}")
        blocks.append(_block(_line(titles[selectors.COMPANY], rank)))
    if who.free_company:
        blocks.append(_group(who.free_company, "freecompany", "Free Company"))
    if who.pvp_team:
        blocks.append(_group(who.pvp_team, "pvpteam", "PvP Team"))
    return "".join(blocks)


def _line(title: str, value: str, kind: str = "name") -> str:
    return (
        f'<p class="character-block__title">{title}</p>'
        f'<p class="character-block__{kind}">{value}</p>'
    )


def _block(lines: str, image: str = "") -> str:
    return (
        f'<div class="character-block"><img{image} width="32" height="32" alt="">'
        f'<div class="character-block__box">{lines}</div></div>'
    )


def _group(group: Affiliation, kind: str, title: str) -> str:
    return (
        f'<div class="character-block"><div class="character__{kind}__crest">'
        f'<div class="character__{kind}__crest__image"><img src="{icon(group.id)}"></div>'
        f'</div><div class="character-block__box"><div class="character__{kind}__name">'
        f'<p>{title}</p><h4><a href="/lodestone/{kind}/{group.id}/">'
        f"{escaped(group.name)}</a></h4></div></div></div>"
    )


def _portrait(who: Character) -> str:
    address = escaped(who.portrait_url or "")
    return (
        f'<div class="character__detail__image"><a href="{address}"'
        f' class="js__image_popup"><img src="{address}" width="220" height="300" alt="">'
        f'<img src="{icon("enlarge")}" class="character__detail__popup js__tooltip"'
        ' data-tooltip="Enlarge"></a></div>'
    )


def _levels(who: Character) -> str:
    """In four lists, as long as the expansion has them; what is new goes to the second."""
    entries = list(who.job_levels.items())
    eras = [e for e in selectors.JOB_COUNTS if sum(e) <= len(entries)]
    counts = list(eras[-1] if eras else selectors.JOB_COUNTS[0])
    counts[1] += len(entries) - sum(counts)
    lists = []
    for count in counts:
        items = "".join(_level(name, level) for name, level in entries[:count])
        entries = entries[count:]
        lists.append(
            '<div class="character__level clearfix"><div class="character__level__list">'
            f"<ul>{items}</ul></div></div>"
        )
    return "".join(lists)


def _level(name: str, level: int | None) -> str:
    return (
        f'<li><img src="{icon(name)}" width="24" height="24" alt=""'
        f' class="js__tooltip"data-tooltip="{escaped(name)}">{level or "-"}</li>'
    )


def _bio(who: Character) -> str:
    return escaped(who.bio or EMPTY_BIO).replace("\n", "<br />")


def _share(who: Character) -> str:
    address = f"https://na.finalfantasyxiv.com{character_path(who.id)}"
    return (
        '<ul class="social__btn"><li><a href="https://x.com/intent/tweet?url='
        f'{address}" target="_blank"><i class="xiv-lds xiv-lds-x js__tooltip"'
        ' data-tooltip="Post"></i></a></li></ul>'
    )
