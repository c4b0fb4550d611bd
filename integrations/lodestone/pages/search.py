"""A page of search results."""

from collections.abc import Sequence

from integrations.lodestone.pages.markup import (
    character_path,
    escaped,
    icon,
    world_line,
)
from integrations.lodestone.pages.shell import page
from integrations.lodestone.schemas import Found

PER_PAGE = 50
MOST = 1000


def search_page(
    found: Sequence[Found], *, query: str = "", number: int = 1, language: str = "na"
) -> str:
    """Page `number` of everything found, 50 to a page, and no more than 1,000."""
    shown = found[:MOST]
    results = shown[(number - 1) * PER_PAGE : number * PER_PAGE]
    pages = -(-len(shown) // PER_PAGE)
    parts = [f'<div class="parts__total">{len(shown)} Total</div></form>']
    if len(found) > MOST:
        parts.append('<p class="form__message--error">Sandbox: there are more.</p>')
    if results:
        parts += [*map(_entry, results), _pager(query, number, pages)]
    else:
        parts.append('<p class="parts__zero">Sandbox: nobody of this name.</p>')
    form = f'<form><input type="text" name="q" value="{escaped(query)}" >'
    content = f'<div class="ldst__window">{form}{"".join(parts)}</div>'
    return page(content, language)


def _entry(found: Found) -> str:
    return (
        f'<div class="entry"><a href="{character_path(found.id)}" class="entry__link">'
        f'<div class="entry__chara__face"><img src="{escaped(found.avatar_url)}"'
        f' alt="{escaped(found.name)}"></div><div class="entry__box entry__box--world">'
        f'<p class="entry__name">{escaped(found.name)}</p>'
        f"{world_line(found.world, found.data_centre, 'entry__world')}"
        f'<ul class="entry__chara_info">{_info(found)}</ul></div>'
        f'<div class="entry__chara__lang">{escaped(found.languages)}</div></a>'
        f"{_free_company(found)}</div>"
    )


def _info(found: Found) -> str:
    job = f'<i class="list__ic__class"><img src="{icon("job")}" alt=""></i>'
    info = f"<li>{job}<span>{found.active_level or '-'}</span></li>"
    if found.grand_company:
        tooltip = escaped(found.grand_company)
        image = f'<img src="{icon(tooltip)}" alt="">'
        info += f'<li class="js__tooltip" data-tooltip="{tooltip}">{image}</li>'
    return info


def _free_company(found: Found) -> str:
    group = found.free_company
    if group is None:
        return ""
    return (
        f'<a href="/lodestone/freecompany/{group.id}/" class="entry__freecompany__link">'
        f'<i class="list__ic__crest"></i><span>{escaped(group.name)}</span></a>'
    )


def _pager(query: str, number: int, pages: int) -> str:
    following = ""
    if number < pages:
        address = f"/lodestone/character/?page={number + 1}&q={query}"
        following = (
            f'<li><a href="{escaped(address)}" class="icon-list__pager'
            ' btn__pager__next js__tooltip" data-tooltip="Next"></a></li>'
        )
    current = f'<li class="btn__pager__current">Page {number} of {pages}</li>'
    return f'<ul class="btn__pager">{current}{following}</ul>'
