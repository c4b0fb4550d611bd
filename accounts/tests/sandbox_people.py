"""Who lives in the sandbox, by their Lodestone ids."""

WREN = 90_000_011  # public, with logs
ONDREJ = 90_000_012
KOKOBA = 90_000_013
SABLE = 90_000_014  # kills that are not ranked yet
HARUNA = 90_000_015
BRIGIDA = 90_000_016  # hidden logs
CORENTIN = 90_000_017
TESS = 90_000_018  # no logs
GRIMSBY = 90_000_019  # a private profile
VEIL = 90_000_020  # a hidden page
HALCYON = 90_000_021  # always under maintenance
OTHER_WREN = 90_000_022
BOB = 90_000_025  # an old clear, too
NOBODY = 91_000_000
