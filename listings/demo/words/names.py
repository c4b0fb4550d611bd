"""Invented names of teams and of people, in the styles in which players name things."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRSTS = _words(
    """
    Cinder Tidal Hollow Velvet Iron Lunar Quiet Copper Gilded Frosted Wandering
    Broken Silver Crimson Midnight Amber Drowsy Feral Paper Static Cobalt Sunken
    Thorned Woven Rusted Pale Burning Lucky Seventh Eighth Distant Northern Salted
    Clockwork Borrowed Hidden Roaming Gentle Howling Marble Sleepless Verdant
    Obsidian Ashen Brass Coral Dusky Eager Faded Glass
    """
)
SECONDS = _words(
    """
    Lotus Moogles Tide Compass Lantern Vanguard Cactuar Parade Orchard Reverie Anvil
    Kettle Chocobos Harbour Meridian Covenant Sparrows Embers Echo Tonberries Crown
    Almanac Rampart Teapot Garden Horizon Bells Archive Wolves Carousel Mirage
    Bastion Kupo Comet Pilgrims Spoon Heron Foundry Cathedral Enrage Melody Foxes
    Gambit Masquerade Quartet Thicket Voyage Quarrel Almond Sunday
    """
)
WHOLE = (
    "Wipe Club",
    "Plan B Minus",
    "Stack Here Please",
    "Eight Idiots One Healer",
    "Not My Tower",
    "Late Again",
    "Greed The Last GCD",
    "Soft Enrage",
    "Tank Privilege",
    "No Lalas Were Harmed",
    "Snacks Before Pulls",
    "Mitigate This",
    "One More Pull",
    "Kupo Nuts Anonymous",
    "Uptime Or Bedtime",
    "LB3 Wasted",
)
JAPANESE = (
    "月夜のモーグリ",
    "星屑固定",
    "うたたね隊",
    "深夜零時の会",
    "さくら餅と愉快な仲間たち",
    "北風の旅団",
    "まったり攻略部",
    "はじまりの灯",
    "猫舌騎士団",
    "青い渡り鳥",
    "トンベリ食堂",
    "風車の丘",
    "床ペロ同好会",
    "八人の小人",
    "もう一回だけ",
    "銀の匙",
)
JAPANESE_ENDS = ("", "", "", "第二班", "改", "弐", "夜の部", "別館")
GERMAN = (
    "Die Spätzünder",
    "Feierabend Acht",
    "Graue Heide",
    "Wipe mit Würde",
    "Kupo und Kaffee",
    "Nordwind",
    "Die letzten Kekse",
    "Zwölf Uhr Mittag",
    "Alte Eisen",
    "Sturm im Wasserglas",
)
FRENCH = (
    "Les Mogs Insomniaques",
    "La Dernière Salle",
    "Croissant et Enrage",
    "Les Lanternes",
    "Café Crème Raid",
    "Nuit Blanche",
    "Les Huit Vents",
    "Petit Pas",
    "Le Vieux Phare",
    "Sous la Pluie",
)

# Two of these make a handle.
HANDLE_FIRSTS = _words(
    """
    aru bel cyr dae elo fen gri hal iva jor kes lum mir nyx oru pax quil ryn syl tor
    ulla vex wyn xan yuki zeph moss pixel ember nori tofu latte mochi fern rook ash
    sable cinder juniper maple onyx pepper cocoa misty sunny dusk river storm basil
    clover hazel indigo jasper koi lark mango nettle olive plum quartz rune sage
    thistle umber violet willow yarrow zinnia acorn birch cedar drift echo flint
    gale
    """
)
HANDLE_SECONDS = _words(
    """
    vale thorn kin wisp heart bloom fang tail moon star ward song blade brook shade
    spark crest gleam whisper hollow march field stone wing light frost weaver
    dancer walker singer healz tanks casts mits pulls cake bean paws toast noodle
    dango biscuit pudding socks button whisk lantern kettle acorns ribbon feather
    pebble marble anchor sail harbour needle thread loom quill ink page tome scroll
    candle bell drum flute harp comet orbit nova zenith
    """
)
