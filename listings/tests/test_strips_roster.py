"""The roster strip says which seats are open, for whom, and in which order."""

import pytest

from listings.strips.roster import roster_strip
from listings.strips.samples import EIGHT, JOBS, jobs, roster, slots


def shown(strip):
    return [seat.codes for bench in strip.benches for seat in bench.seats]


def seat(strip, number):
    return [seat for bench in strip.benches for seat in bench.seats][number - 1]


def test_one_open_seat_names_its_jobs():
    strip = roster(EIGHT, {4: "SCH SGE"})

    assert strip.words == "1 of 8 open"
    assert strip.wanted == "SCH or SGE"
    assert strip.open_count == 1


def test_several_wants_are_named_by_their_kinds():
    strip = roster(EIGHT, {4: "shield", 5: "melee"})

    assert strip.words == "2 of 8 open"
    assert strip.wanted == "shield healer · any melee"


@pytest.mark.parametrize(
    ("accepted", "wanted", "codes", "glyph", "role"),
    [
        ("PLD", "PLD", ("PLD",), "tank", "tank"),
        ("tank", "any tank", ("any",), "tank", "tank"),
        ("shield", "SCH or SGE", ("SCH", "SGE"), "healer-shield", "healer"),
        ("WHM", "WHM", ("WHM",), "healer-pure", "healer"),
        ("WHM SCH", "WHM or SCH", ("WHM", "SCH"), "healer", "healer"),
        ("healer", "any healer", ("any",), "healer", "healer"),
        ("melee", "any melee", ("any",), "melee", "dps"),
        ("MNK DRG NIN SAM", "4 melee jobs", ("4", "jobs"), "melee", "dps"),
        ("physical_ranged", "BRD, MCH or DNC", ("any",), "ranged", "dps"),
        ("magical_ranged", "magical ranged", ("any",), "caster", "dps"),
        ("BRD RDM", "BRD or RDM", ("BRD", "RDM"), "dps", "dps"),
        (
            "physical_ranged magical_ranged",
            "any ranged",
            ("any",),
            "ranged caster",
            "dps",
        ),
        (
            "melee magical_ranged",
            "any melee or magical ranged",
            ("any",),
            "melee caster",
            "dps",
        ),
        (
            "melee physical_ranged magical_ranged",
            "any DPS",
            ("any",),
            "dps",
            "dps",
        ),
        ("PLD WHM MNK BRD", "4 jobs", ("4", "jobs"), "any", "any"),
        ("tank healer", "any tank or healer", ("any",), "tank healer", "any"),
        ("all", "any job", ("any",), "any", "any"),
    ],
)
def test_what_an_open_seat_accepts(accepted, wanted, codes, glyph, role):
    strip = roster(EIGHT, {4: accepted})

    found = seat(strip, 4)
    assert strip.wanted == wanted
    assert (found.codes, found.glyphs, found.role) == (
        codes,
        tuple(glyph.split()),
        role,
    )


def test_jobs_are_named_in_the_catalogues_order_however_they_were_chosen():
    facts = slots(EIGHT, {8: "SMN"})
    mixed = facts[7].__class__(8, "R2", (jobs("PCT") + jobs("SMN")), None)

    strip = roster_strip([*facts[:7], mixed], all_jobs=JOBS)

    assert seat(strip, 8).codes == ("SMN", "PCT")


def test_a_job_that_is_no_longer_offered_still_has_its_name():
    facts = slots("BLM PCT", {1: "BLM PCT"})

    strip = roster_strip(facts, all_jobs=[job for job in JOBS if job.id != 17])

    assert strip.words == "1 of 2 open"
    assert set(seat(strip, 1).codes) == {"BLM", "PCT"}


def test_equal_wants_are_counted():
    strip = roster(EIGHT, {1: "tank", 5: "melee", 6: "melee"})

    assert strip.wanted == "any tank · 2 × any melee"


def test_many_wants_are_cut_short():
    strip = roster(EIGHT, {1: "PLD", 3: "WHM", 4: "SGE", 5: "NIN", 7: "BRD", 8: "PCT"})

    assert strip.wanted == "PLD · WHM · SGE · 3 more"


def test_a_full_roster_wants_nobody():
    strip = roster(EIGHT)

    assert strip.words == "All 8 seats are filled"
    assert strip.wanted == ""


def test_a_listing_of_sought_seats_only_does_not_count_them_out_of_themselves():
    assert roster("WHM", {1: "pure"}).words == "1 seat open"
    assert roster("WAR WHM", {1: "tank", 2: "healer"}).words == "2 seats open"


def test_a_gap_stands_before_each_change_of_role():
    gaps = [s.position for s in roster(EIGHT).benches[0].seats if s.gap]

    assert gaps == [3, 5]


def test_a_gap_follows_who_sits_there_not_what_the_seat_accepts():
    strip = roster("PLD WAR DRK WHM")

    assert [s.css for s in strip.benches[0].seats] == [
        "seat seat--filled",
        "seat seat--filled",
        "seat seat--filled",
        "seat seat--filled seat--gap",
    ]


def test_every_seat_has_its_sentence():
    strip = roster(EIGHT, {4: "shield", 5: "melee", 8: "all"})

    assert [seat.sentence for seat in strip.benches[0].seats] == [
        "Seat 1, tank: PLD",
        "Seat 2, tank: WAR",
        "Seat 3, pure healer: WHM",
        "Seat 4, shield healer: open for SCH, SGE",
        "Seat 5, melee: open",
        "Seat 6, melee: VPR",
        "Seat 7, physical ranged: DNC",
        "Seat 8, any role: open",
    ]


def test_the_large_strip_says_place_and_holder_too():
    strip = roster(EIGHT, {4: "shield"}, large=True)

    assert seat(strip, 1).detail == "Seat 1, tank: PLD. MT, Brann"
    assert seat(strip, 4).detail == "Seat 4, shield healer: open for SCH, SGE. H2"


def test_seats_stand_in_order_of_their_positions():
    strip = roster_strip(slots(EIGHT, {})[::-1], all_jobs=JOBS)

    assert [codes for (codes,) in shown(strip)] == EIGHT.split()


def test_twenty_four_seats_stand_on_three_benches():
    strip = roster(" ".join([EIGHT] * 3), {12: "shield", 24: "SMN PCT"})

    assert strip.words == "2 of 24 open"
    assert strip.wanted == "shield healer · SMN or PCT"
    assert [(b.letter, b.label, len(b.seats)) for b in strip.benches] == [
        ("A", "Alliance A", 8),
        ("B", "Alliance B", 8),
        ("C", "Alliance C", 8),
    ]
    assert seat(strip, 12).sentence == "Seat B4, shield healer: open for SCH, SGE"
    assert [s.gap for s in strip.benches[2].seats].count(True) == 2


@pytest.mark.parametrize("size", range(1, 25))
def test_any_number_of_seats_up_to_an_alliance_raid_fits(size):
    codes = " ".join((EIGHT.split() * 3)[:size])

    strip = roster(codes, {size: "all"})

    assert strip.size == sum(len(bench.seats) for bench in strip.benches) == size
    assert strip.open_count == 1
    assert all(len(bench.seats) <= 8 for bench in strip.benches)


def test_what_stands_on_a_seat_is_short_enough_for_a_phone():
    strip = roster(EIGHT, {1: "tank healer", 4: "all", 5: "MNK DRG NIN", 8: "SMN PCT"})

    assert all(len(codes) <= 2 for codes in shown(strip))
    assert max(len(code) for codes in shown(strip) for code in codes) <= 4


def test_no_seat_at_all_is_no_error():
    strip = roster_strip([], all_jobs=JOBS)

    assert (strip.size, strip.benches, strip.wanted) == (0, (), "")


def test_a_page_with_room_names_every_seat_and_job():
    wanted = {1: "PLD", 2: "DRK", 3: "pure", 4: "SGE", 5: "MNK DRG NIN SAM", 6: "MNK"}

    strip = roster(EIGHT, wanted)

    assert strip.wanted.endswith("3 more")
    assert strip.wanted_in_full == (
        "PLD · DRK · WHM or AST · SGE · MNK, DRG, NIN or SAM · MNK"
    )


def test_equal_seats_are_counted():
    strip = roster(EIGHT, {5: "melee", 6: "melee", 7: "melee magical_ranged"})

    assert strip.wanted_in_full == "2 × any melee · any melee or magical ranged"
