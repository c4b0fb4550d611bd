"""Where things stand on a Lodestone page: data, no code.

Right on AS_OF, seen on pages recorded from 2019 to that day. When the site changes,
this file changes, and the date with it.
"""

AS_OF = "2025-12-25"

# The whole of a page
MAIN = ".ldst__main"
SIDE = ".ldst__side"  # other people's names: never read
BODY_LANGUAGE = "lang_"  # class of body: lang_na, lang_jp, …
HTML_LANGUAGES = {
    "en-us": "na",
    "en-gb": "eu",
    "ja": "jp",
    "ja-jp": "jp",
    "de": "de",
    "de-de": "de",
    "fr": "fr",
    "fr-fr": "fr",
}

# Instead of a page
ERROR = ".ldst__error .error__heading"
ERROR_NOT_FOUND = "page not found"  # for a copy whose status was lost
ERROR_HIDDEN = "access restricted"
MAINTENANCE = ".ldst__maintenance, .maintenance__heading"
CHALLENGE = (
    "#challenge-form, #challenge-running, #cf-wrapper, .g-recaptcha, .h-captcha,"
    " .cf-turnstile, form[action*=captcha], iframe[src*=captcha]"
)

# The frame at the head of every page of a character
FRAME = ".frame__chara"
FRAME_LINK = "a.frame__chara__link"
FRAME_FACE = ".frame__chara__face img"
FRAME_BOX = ".frame__chara__box"
FRAME_NAME = "frame__chara__name"
FRAME_TITLE = "frame__chara__title"
FRAME_WORLD = "frame__chara__world"

# The profile
PRIVATE = ".character__content .parts__zero"
PUBLIC = ".character__profile, .character__selfintroduction, .character__level"
DETAIL = ".character__profile__data__detail"
BLOCK_TITLE = "character-block__title"
BLOCK_NAME = "character-block__name"
BLOCK_BIRTH = "character-block__birth"
FREE_COMPANY_TRACE = ".character__freecompany__name, .character__freecompany__crest"
PVP_TEAM_TRACE = ".character__pvpteam__name, .character__pvpteam__crest"
BIO = ".character__selfintroduction"
BIO_TAGS = frozenset(("a", "b", "br", "em", "font", "i", "span", "strong", "u", "wbr"))
PORTRAIT = "a.js__image_popup"
ACTIVE_LEVEL = ".character__class__data > p"
ACTIVE_ICON = ".character__class_icon img"

# Jobs on the profile
LEVEL_LIST = ".character__level__list"
LEVEL_TOGGLE = "js__character_toggle"
# Tanks and healers, fighters, crafters, gatherers: how many each list had in its time.
# From the last on, which is of July 2024, there may be any number more.
JOB_COUNTS = ((6, 9, 8, 3), (6, 10, 8, 3), (7, 11, 8, 3), (8, 12, 8, 3), (8, 14, 8, 3))

# Gear on the profile: tooltips, which the site may have moved elsewhere since
GEAR_SLOT = ".character__class__arms > div, .character__detail__icon > div"
GEAR_SLOT_CLASS = "icon-c--"
GEAR_IMAGE = ".character__item_icon__img"
GEAR_LEVEL = ".db-tooltip__item__level"
GEAR_SYNCED = ".db-tooltip__level_sync"
MAIN_HAND, OFF_HAND, WAIST = 0, 1, 5
GEAR_SLOTS = frozenset((0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12))  # 13: the soul crystal

# The class/job page
JOB_LIST = ".character__job__role ul.character__job"
JOB_ROLE_TITLE = ".character__job__icon__title"
JOB_NAME = ".character__job__name"
JOB_LEVEL = ".character__job__level"
JOB_EXPERIENCE = ".character__job__exp"

# Search
RESULT = "a.entry__link"
RESULT_NAME = ".entry__name"
RESULT_WORLD = ".entry__world"
RESULT_FACE = ".entry__chara__face img"
RESULT_LANGUAGES = ".entry__chara__lang"
RESULT_LEVEL = ".entry__chara_info > li > span"
TOTAL = ".parts__total"
PAGER = ".btn__pager__current"
PAGER_NEXT = "a.btn__pager__next"
CAPPED = ".form__message--error"
NO_RESULTS = ".parts__zero"

# World status
WORLDS_PAGE = ".ldst__contents--worldstatus"
WORLD_GROUP = ".world-dcgroup__item"
WORLD_GROUP_NAME = ".world-dcgroup__header"
WORLD = ".world-list__item"
WORLD_NAME = ".world-list__world_name"
WORLD_CATEGORY = ".world-list__world_category"
WORLD_STATUS = ".world-list__status_icon i"
WORLD_CREATION = ".world-list__create_character i"

# Titles of the blocks on a profile, by the language of the site. English is seen; the
# others are from the game's words, so a reader also goes by the form of what follows.
RACE, NAMEDAY, GUARDIAN, CITY, COMPANY = range(5)
BLOCK_TITLES = {
    "en": ("Race/Clan/Gender", "Nameday", "Guardian", "City-state", "Grand Company"),
    "ja": ("種族/部族/性別", "誕生日", "守護神", "開始都市", "所属グランドカンパニー"),
    "de": (
        "Volk/Stamm/Geschlecht",
        "Namenstag",
        "Schutzgott",
        "Stadtstaat",
        "Staatliche Gesellschaft",
    ),
    "fr": (
        "Race/Ethnie/Sexe",
        "Date de naissance",
        "Divinité",
        "Cité de départ",
        "Grande compagnie",
    ),
}
