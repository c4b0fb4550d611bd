"""The page with the state of every world."""

from collections.abc import Mapping, Sequence

from integrations.lodestone.pages.markup import escaped
from integrations.lodestone.pages.shell import page
from integrations.lodestone.schemas import WorldState


def world_status_page(
    data_centres: Mapping[str, Sequence[WorldState]], language: str = "na"
) -> str:
    groups = "".join(_group(name, worlds) for name, worlds in data_centres.items())
    content = f'<ul class="world-dcgroup">{groups}</ul>'
    return page(content, language, "ldst__contents--worldstatus clearfix")


def _group(name: str, worlds: Sequence[WorldState]) -> str:
    items = "".join(map(_world, worlds))
    return (
        '<li class="world-dcgroup__item">'
        f'<h2 class="world-dcgroup__header">{name}</h2><ul>{items}</ul></li>'
    )


def _world(world: WorldState) -> str:
    return f"""<li class="item-list"><div class="world-list__item">
	<div class="world-list__status_icon">
		<i class="world-ic__1 js__tooltip" data-tooltip="
			{escaped(world.status)}
		"></i>
	</div>
	<div class="world-list__world_name"><p>{world.name}</p></div>
	<div class="world-list__world_category"><p>{escaped(world.category)}</p></div>
	<div class="world-list__create_character">
		<i class="world-ic js__tooltip" data-tooltip="{escaped(world.creation)}"></i>
	</div>
</div></li>"""
