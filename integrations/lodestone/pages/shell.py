"""The page around the content: head, side column, footer, dialog."""

from integrations.lodestone.pages.markup import avatar_of, character_path, world_line

HTML_LANGUAGE = {"na": "en-us", "eu": "en-gb", "jp": "ja", "de": "de", "fr": "fr"}
TITLES = {"na": "en", "eu": "en", "jp": "ja", "de": "de", "fr": "fr"}

# People who are on every page and are not who was asked for.
_OTHERS = (
    (90000001, "Pebble Underfoot", "Faerie", "Aether"),
    (90000002, "Ashen Quill", "Lich", "Light"),
    (90000003, "Momosa Sasa", "Tonberry", "Elemental"),
)


def page(content: str, language: str = "na", css_class: str = "ldst__main") -> str:
    """A whole page with `content` in its main column."""
    return f"""{head(language)}
<body id="community" class=" lang_{language}">
<div class="ldst__bg">
	<div class="ldst__contents clearfix">
		<div class="{css_class}">
{content}
		</div>

		<div class="ldst__side">
{_side()}
		</div>
	</div>
</div>
{FOOT}"""


def head(language: str) -> str:
    code = HTML_LANGUAGE[language]
    return f"""<!DOCTYPE html>
<html lang="{code}" class="{code}">
<head><meta charset="utf-8">
<title>FINAL FANTASY XIV, The Lodestone</title>
<script>
	window.dataLayer = window.dataLayer || [];
	if (1 < 2) {{ document.cookie = "</" + "html>"; }}
</script>
</head>"""


def _side() -> str:
    return "\n".join(
        ["<ul>", *map(_activity, _OTHERS), *map(_ranking, _OTHERS), "</ul>"]
    )


_Other = tuple[int, str, str, str]


def _activity(other: _Other) -> str:
    number, name, _world, _data_centre = other
    return (
        f'<div class="entry more_"><a href="{character_path(number)}blog/1/"'
        ' class="entry__activity"><div class="entry__activity__box">'
        f'<p class="entry__activity__text">{name}</p></div></a></div>'
    )


def _ranking(other: _Other) -> str:
    number, name, world, data_centre = other
    return (
        '<li class="entry__ranking"><a href="/lodestone/ranking/"'
        ' class="entry__ranking__link"><div class="entry__ranking__data">'
        f'<p class="entry__name">{name}</p>'
        f"{world_line(world, data_centre, 'entry__world')}</div></a>"
        f'<a href="{character_path(number)}" class="entry__ranking__face">'
        f'<img src="{avatar_of(number)}" width="50" height="50" alt=""></a></li>'
    )


FOOT = """
<footer class="l__footer"><div class="l__footer__inner"></div></footer>
<div id="dialog_bg" style="opacity:0; visibility: hidden;"></div>
<!-- dialog -->
<div name="ldstDialog" class="overlay__area js__overlay">
	<ul class="js__dialog_btn overlay__btn js__overlay_btn">
		<li><a href="javascript:void(0);" class="js__overlay_yes">Yes</a></li>
	</ul>
</div>
<!-- //dialog -->


</body>
</html>"""
