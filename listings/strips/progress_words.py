"""The words of progress as people type them, and the fights of a tier that they name.

`scan` reads a folded text from left to right into tokens; whatever is no token was not
understood. Several languages where it is cheap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from config.lib.letters import fold
from integrations.catalogue import DutyEntry

CLEAR, PART = "clear", "part"

# What turns the meaning around, or is about something else than how far a team is.
DOUBT = re.compile(
    r"\?|n't\b|(?<![a-z0-9/])\d+ ?/ ?\d+|\b(?:"
    r"not|no|none|never|nobody|0|zero|need\w*|want\w*|goals?|aim\w*|hop(?:e|ing)|plan\w*"
    r"|before|pre|until|till|without|except|skip\w*|from|next|soon|later|some|most|half"
    r"|few|if|or|after|then|look\w*|lf\w*|going|will|would|maybe|by|alts?|subs?|members?"
    r"|people|players|party|pt|nicht|kein\w*|noch|ab|von|ziel\w*|vor|ohne|bald|oder|suchen"
    r"|pas|sans|avant|apres|objectif|bientot|voulons|ou|sin|desde|falta\w*"
    r")\b|未|目標|から|以外|無し|なし|ない|まだ|たい|予定|募集|人|以降|前(?!半)|後(?!半)"
)
PAUSE = re.compile(
    r"[;|、。·()\[\]\n]|,(?!\d)|(?<=[a-z]{2})\.(?= |$)| (?:but|aber|mais|pero) "
)

_START, _END = r"(?<![a-z0-9])", r"(?![a-z0-9])"
_FIGHT = r"(?:boss|floor|fight|turn|kampf|ebene|etage|combat)"
_ORDINALS = (
    "first|erste[rnms]?|premier|premiere",
    "second|zweite[rnms]?|deuxieme|seconde?",
    "third|dritte[rnms]?|troisieme",
    "fourth|vierte[rnms]?|quatrieme",
    "fifth|funfte[rnms]?|cinquieme",
)
_OTHER_FIGHT = re.compile(rf"{_START}[aeompt]\d{{1,2}}s{_END}")
_KANJI = "一二三四五"
# In order: where two begin at one place, the first one named here is meant.
_WORDS = {
    "phase": rf"{_START}(?:p|ph|phase)[ .-]?(?P<phase_a>[1-9]){_END}"
    rf"|{_START}(?P<phase_b>[1-9])(?:st|nd|rd|th|\.|e|eme)? ?phase{_END}"
    r"|フェーズ ?(?P<phase_c>[1-9])|第?(?P<phase_d>[1-9]) ?フェーズ",
    # Says more than that it is in progress, so it is shown as typed.
    "told_part": rf"{_START}(?:(?:re-?)?clear(?:ing)? prog\w*"
    rf"|prog\w* (?:to|for) (?:(?:the|a|first) )*clear|trying to clear|(?:to|for) clear"
    rf"|(?:almost|nearly|close to|near|fast|presque) (?:an? )?(?:clear\w*|done|down)"
    rf"|enrage|learning|practi[cs]\w+|stuck|fresh|start\w*|begin\w*|wip\w*|seen|saw"
    rf"|trying|ubung|ubt|uben|entrainement|phase){_END}"
    rf"|{_START}\d+(?:[.,]\d+)? ?%|クリア目的|練習|途中|攻略中|挑戦|時間切れ|前半|後半"
    r"|ギミック|フェーズ|ワイプ",
    "told_clear": rf"{_START}(?:re-?clear\w*|(?:on )?farm\w*){_END}|消化中?|周回中?",
    "part": rf"{_START}(?:re-?)?(?:prog(?:s|ging|ged|ress\w*)?|working on|en cours|at|on)"
    rf"{_END}|進行中",
    "clear": rf"{_START}(?:clear(?:ed|s)?|down(?:ed)?|done|kill(?:ed|s)?|beat(?:en)?"
    rf"|finished|completed?|passed|past|through|gecleart|geschafft|besiegt|gelegt"
    rf"|vaincue?s?|finie?s?|terminee?s?|battue?s?|tuee?s?|tombee?s?|liegt|hechos?){_END}|[✓✔✅☑]"
    r"|クリア(?:済み?)?|踏破(?:済み?)?|突破(?:済み?)?|討伐(?:済み?)?|撃破|済み?",
    "join": rf"{_START}(?:and|und|et|y){_END}|[&+/→]|->|と",
    "filler": rf"{_START}(?:up to|jusqu'?a(?:u)?|bis|hasta|down to|we|are|we're|is|have"
    rf"|has|been|were|was|all|now|currently|already|in|of|to|the|a|it|savage"
    rf"|wir|sind|bei|zu|im|in|schon|on est|nous|sommes|le|la|les){_END}|まで|中|の|を|は"
    r"|に|零式|\ufe0f",
}


@dataclass(frozen=True)
class Token:
    floors: tuple[int, ...] = ()  # fights that are named, counted from 0
    state: str = ""  # CLEAR or PART; "" where only a fight is named
    phase: str = ""
    joins: bool = False  # "and": what follows may be about another fight


@dataclass(frozen=True)
class Clause:
    tokens: tuple[Token, ...]
    is_plain: bool  # every word was understood, and no more was said than the tokens
    is_of_other_tier: bool


def scan(text: str, floors: Sequence[DutyEntry]) -> list[Clause]:
    """The clauses of a folded text."""
    pattern = _pattern(tuple(floors))
    return [_clause(part, pattern, floors) for part in PAUSE.split(text)]


def _clause(text: str, pattern: re.Pattern[str], floors: Sequence[DutyEntry]) -> Clause:
    tokens: list[Token] = []
    rest, is_plain = text, True
    for found in reversed(list(pattern.finditer(text))):
        rest = rest[: found.start()] + " " + rest[found.end() :]
        kind = str(found.lastgroup and _kind(found))
        is_plain = is_plain and not kind.startswith(("told", "door"))
        tokens = [*_tokens(found, kind, floors), *tokens]
    is_plain = is_plain and not re.search(r"\w", rest)
    return Clause(tuple(tokens), is_plain, bool(_OTHER_FIGHT.search(rest)))


def _kind(found: re.Match[str]) -> str:
    """Groups within groups come after the one that holds them."""
    return next(name for name, text in found.groupdict().items() if text is not None)


def _tokens(
    found: re.Match[str], kind: str, floors: Sequence[DutyEntry]
) -> Iterator[Token]:
    if kind == "list":
        numbers = [int(n) for n in re.findall(r"\d+", found[0])]
        yield Token(floors=tuple(_numbers(floors).index(n) for n in numbers))
    elif kind == "kanji":
        yield Token(floors=tuple(int(n) - 1 for n in re.findall(r"\d", found[0])))
    elif kind == "door":
        yield Token(floors=(len(floors) - 1,))
        yield Token(state=PART)
    elif kind.startswith("floor"):
        yield Token(floors=(int(kind.removeprefix("floor")),))
    elif kind == "phase":
        yield Token(state=PART, phase="".join(re.findall(r"[1-9]", found[0])))
    elif kind == "join":
        yield Token(joins=True)
    elif kind != "filler":
        yield Token(state=kind.removeprefix("told_"))


@lru_cache(64)
def _pattern(floors: tuple[DutyEntry, ...]) -> re.Pattern[str]:
    last = len(floors) - 1
    kinds = {
        "list": _listed(floors),
        "kanji": rf"[1-{last + 1}](?:[-~〜–/][1-{last + 1}])+ ?[層层층]",
        **{f"floor{n}": _named(n, floors) for n in range(len(floors))},
    }
    if len(floors[last].fflogs_encounter_ids) > 1:
        kinds["door"] = rf"{_START}door ?boss{_END}"
    kinds |= _WORDS
    return re.compile("|".join(f"(?P<{k}>{v})" for k, v in kinds.items() if v))


def _numbers(floors: Sequence[DutyEntry]) -> list[int]:
    return [int(re.sub(r"\D", "", duty.abbreviation) or 0) for duty in floors]


def _letter(floors: Sequence[DutyEntry]) -> str:
    return re.sub(r"\d.*", "", fold(floors[0].abbreviation))


def _listed(floors: Sequence[DutyEntry]) -> str:
    """ "M9-12S", "M9/10/11"."""
    letter, number = _letter(floors), "|".join(map(str, _numbers(floors)))
    if not letter:
        return ""
    more = rf"(?:[-–~〜/+&](?:{number})s?)+"
    return rf"{_START}{letter}[ -]?(?:{number})s?{more}(?![a-z0-9%])"


def _named(n: int, floors: Sequence[DutyEntry]) -> str:
    letter, number, nth = _letter(floors), _numbers(floors)[n], n + 1
    words = [
        rf"(?:{nth}(?:st|nd|rd|th|\.|e|eme|er|re|ere)|{_ORDINALS[n]}) ?{_FIGHT}{_END}",
        rf"{_FIGHT} ?#?{nth}(?![a-z0-9%]| ?[-–~〜/&+] ?[0-9])",
    ]
    if letter:
        # Of Pandaemonium's first four fights "P2" might be a phase as well.
        ending = " ?s" if letter == "p" and number <= 4 else "(?: ?s)?"
        words.append(rf"{letter}[ -]?{number}{ending}{_END}")
    if nth == len(floors):
        words.append(rf"(?:last|final|letzte[rnms]?|dernier) {_FIGHT}{_END}")
    names = {fold(alias) for alias in floors[n].aliases}
    names |= {name.removeprefix("the ") for name in names}
    words += [re.escape(name) + _END for name in sorted(names, key=len, reverse=True)]
    return rf"{_START}(?:{'|'.join(words)})|第?[{nth}{_KANJI[n]}] ?[層层층]"
