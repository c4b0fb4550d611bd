"""The head of a character's pages, and the tabs under it."""

from integrations.lodestone.pages.markup import character_path, escaped, world_line
from integrations.lodestone.schemas import Character, Frame


def framed(who: Character | Frame, content: str) -> str:
    path = character_path(who.id)
    title = who.title and f'<p class="frame__chara__title">{escaped(who.title)}</p>'
    return f"""
<div id="character" class="ldst__window">
	<h2 class="heading--lg state_btn">Character
	</h2>

<div class="frame__chara js__toggle_wrapper">
	<a href="{path}" class="frame__chara__link state_btn">
		<div class="frame__chara__face">
				<img src="{escaped(who.avatar_url)}" width="40" height="40" alt="">
		</div>
		<div class="frame__chara__box">
			{title or ""}
			<p class="frame__chara__name">{escaped(who.name)}</p>

			{world_line(who.world, who.data_centre, "frame__chara__world")}
		</div>
	</a>
</div>

<ul class="character__profile_tab js__character_menu clearfix"><li>\
<a href="javascript:void(0);" id="hash__profile">Profile</a></li>\
<li class="character_menu__link"><a href="{path}class_job/">Class/Job</a></li></ul>

	<div class="character__content selected">
{content}
	</div>

	<div class="character__content"></div><div class="character__content"></div>
</div>"""
