"""The gear around the portrait, with the tooltips that tell its levels."""

from integrations.lodestone import selectors
from integrations.lodestone.pages.markup import IMAGES, escaped
from integrations.lodestone.schemas import Character

_LEFT = (2, 3, 4, 6, 7)
_RIGHT = (selectors.OFF_HAND, 8, 9, 10, 11, 12, 13)


def class_data(who: Character) -> str:
    arms = f'<div class="character__class__arms">{_slot(0, who.item_level)}</div>'
    if who.active_level is None:
        return ""
    icon = escaped(who.active_job_icon_url or f"{IMAGES}/h/E/job.png")
    return (
        f'<div class="character__class">{arms}<div class="character__class__data">'
        f'<p>LEVEL {who.active_level} </p><div class="character__class_icon">'
        f'<img src="{icon}" width="24" height="24" alt=""></div></div></div>'
    )


def gear_left(who: Character) -> str:
    return _column(_LEFT, who.item_level)


def gear_right(who: Character) -> str:
    return _column(_RIGHT, who.item_level)


def _column(numbers: tuple[int, ...], level: int | None) -> str:
    slots = "".join(_slot(number, level) for number in numbers)
    return f'<div class="character__detail__icon">{slots}</div>'


def _slot(number: int, level: int | None) -> str:
    """Both hands hold something that counts; without a level there is no tooltip."""
    content = "" if level is None else _item(level)
    css_class = f"icon-c--{number} ic_reflection_box js__db_tooltip"
    return f'<div class="{css_class}">{content}</div>'


def _item(level: int) -> str:
    return (
        f'<img src="{IMAGES}/itemicon/00/0.png" width="40" height="40" alt=""'
        ' class="character__item_icon__img"><div class="db-tooltip"><ul>'
        f'<li><img src="{IMAGES}/h/A/0.png" class="js__tooltip" alt=""'
        ' data-tooltip="Dyeable"></li></ul>'
        f'<div class="db-tooltip__item__level ">Item Level {level}</div></div>'
    )
