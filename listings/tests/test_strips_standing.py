"""Progress typed for a tier stands at the fight it names, or at the tier as typed."""

import pytest

from integrations.catalogue import catalogue
from listings.strips.standing import standing

# Without a database: the catalogue's data files hold all that is read.
pytestmark = pytest.mark.django_db

HEAVY, LIGHT, FIRST, LAST, COIL = (
    "aac-heavyweight-savage",
    "aac-light-heavyweight-savage",
    "asphodelos-savage",
    "anabaseios-savage",
    "the-binding-coil-of-bahamut",
)
DONE, AT, NOT = "Cleared", "In progress", "Not yet"


def said(text: str, tier: str = HEAVY) -> list[str]:
    known = catalogue()
    floors = known.duties_of(known.tier_by_slug[tier])
    steps = standing(text, floors)
    assert [step.duty for step in steps] == list(floors if steps else ())
    assert [step.words for step in steps if step.typed] in ([], [text])
    return [step.words for step in steps]


SECOND = [DONE, AT, NOT, NOT]
SECOND_PHASE_2 = [DONE, "Phase 2", NOT, NOT]
CLEARED_2 = [DONE, DONE, NOT, NOT]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("up to M10S", SECOND),
        ("Up to m10s", SECOND),
        ("M10", SECOND),
        ("m10 prog", SECOND),
        ("M 10 S", SECOND),
        ("M-10S progging", SECOND),
        ("\uff2d\uff11\uff10\uff33", SECOND),  # full width
        ("working on M10S", SECOND),
        ("2nd boss", SECOND),
        ("second floor", SECOND),
        ("at boss 2", SECOND),
        ("Red Hot", SECOND),
        ("bis M10S", SECOND),
        ("2. Boss", SECOND),
        ("zweiter Boss", SECOND),
        ("jusqu'au 2e boss", SECOND),
        ("2層", SECOND),
        ("二層まで", SECOND),
        ("第2層進行中", SECOND),
        ("M9S cleared, M10S", SECOND),
        ("cleared M9S, progging M10S", SECOND),
        ("M9S cleared and working on M10S", SECOND),
        ("M9S clear M10S prog", SECOND),
        ("M9S ✓ M10S prog", SECOND),
        ("1層クリア、2層進行中", SECOND),
        ("cleared M9 and at M10 now", SECOND),
        ("M10S clear", CLEARED_2),
        ("M10S phase 2", SECOND_PHASE_2),
        ("M10S P2", SECOND_PHASE_2),
        ("m10s (p2)", SECOND_PHASE_2),
        ("M10S: 2nd phase", SECOND_PHASE_2),
        ("2層フェーズ2", SECOND_PHASE_2),
        ("M9S cleared but M10S P2", SECOND_PHASE_2),
        ("M10S cleared", CLEARED_2),
        ("cleared up to M10S", CLEARED_2),
        ("M9S and M10S cleared", CLEARED_2),
        ("M9S, M10S cleared", CLEARED_2),
        ("Cleared M9S, M10S", CLEARED_2),
        ("M9/10 down", CLEARED_2),
        ("M9-10S cleared", CLEARED_2),
        ("M9S–M10S killed", CLEARED_2),
        ("1-2層クリア済み", CLEARED_2),
        ("M10S gecleart", CLEARED_2),
        ("M12S cleared", [DONE] * 4),
        ("M9S, M10S, M11S cleared", [DONE] * 3 + [NOT]),
        ("Cleared M9S, M10S, M11S", [DONE] * 3 + [NOT]),
        ("M9S, M10S cleared, M11S", [DONE, DONE, AT, NOT]),
        ("M9S", [AT, NOT, NOT, NOT]),
        ("Lindwurm P2", [DONE, DONE, DONE, "Phase 2"]),
        ("last boss", [DONE, DONE, DONE, AT]),
    ],
)
def test_progress_stands_at_the_fight_it_names(typed, shown):
    assert said(typed) == shown


@pytest.mark.parametrize(
    ("typed", "at", "before", "after"),
    [
        ("M10S enrage", 1, DONE, NOT),
        ("M10S 12%", 1, DONE, NOT),
        ("M10S, 12,5 %", 1, DONE, NOT),
        ("m10s snakes and fire", 1, DONE, NOT),
        ("stuck on M10S", 1, DONE, NOT),
        ("door boss", 3, DONE, NOT),
        ("M12S door boss enrage", 3, DONE, NOT),
        ("4層前半", 3, DONE, NOT),
        ("3層練習中", 2, DONE, NOT),
        ("4層クリア目的", 3, DONE, NOT),
        ("M11S clear prog", 2, DONE, NOT),
        ("M9S on farm, M10S at 20%", 1, DONE, NOT),
        ("M9S-M11S farm", 2, DONE, NOT),
        ("3層まで消化中", 2, DONE, NOT),
        ("M9S cleared, M10S flame dodging", 1, DONE, NOT),
        ("M10S P1, P2", 1, DONE, NOT),
        ("M8S cleared, M9S", 0, DONE, NOT),
        ("Last tier cleared, M9S", 0, DONE, NOT),
        ("M10S <b>", 1, DONE, NOT),
    ],
)
def test_what_says_more_stands_there_as_typed(typed, at, before, after):
    shown = [before] * at + [typed] + [after] * (3 - at)

    assert said(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "fresh",
        "full clear, reclears",
        "phase 2",
        "3/4",
        "enrage",
        "M4S",  # a fight of another tier
        "M8S cleared",
        "M8S cleared M9S",
        "M9S, cleared all of the last tier",
        "M13S",
        "M9S–M12S",
        "M9S-M12S prog",
        "M9/10/11",
        "1-4層練習",
        "M10S not cleared",
        "haven't cleared M10S",
        "M10S未クリア",
        "need M10S",
        "want to clear M12S",
        "goal: M12S",
        "M11S next",
        "before M10S",
        "7/8 cleared M12S",
        "some cleared M12S",
        "M12S door boss cleared",
        "M12S P1 down",
        "4層前半クリア",
        "M9S cleared, progging",
        "M10S (M9S cleared)",
        "M12S cleared, M9S prog",
        "M10S P2, M11S P1",
        "M10S or M11S",
        "M10S clear party",
        "cleared M9S and M10S at 20%",
        "M10S noch nicht",
        "pas encore M10S",
        "2 bosses",
        "boss 1-2 cleared",
        "10 pulls of the tier",
        "we raid M1 to M4",
    ],
)
def test_what_names_no_fight_or_is_unclear_stands_at_the_tier(typed):
    assert said(typed) == []


@pytest.mark.parametrize(
    ("typed", "tier", "shown"),
    [
        ("M4S", LIGHT, [DONE, DONE, DONE, AT]),
        ("Wicked Thunder P2", LIGHT, [DONE, DONE, DONE, "Phase 2"]),
        ("door boss", LIGHT, []),  # its last fight has none
        ("P12S P2", LAST, [DONE, DONE, DONE, "Phase 2"]),
        ("P12 P2", LAST, [DONE, DONE, DONE, "Phase 2"]),
        ("P10S", LAST, [DONE, AT, NOT, NOT]),
        ("P4S P2", FIRST, [DONE, DONE, DONE, "Phase 2"]),
        ("P2S", FIRST, [DONE, AT, NOT, NOT]),
        ("P2", FIRST, []),  # a phase, or the second fight
        ("T5", COIL, [DONE] * 4 + [AT]),
        ("turn 4", COIL, [DONE] * 3 + [AT, NOT]),
    ],
)
def test_every_tier_has_its_own_fights(typed, tier, shown):
    assert said(typed, tier) == shown
