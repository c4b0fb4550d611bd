"""A board worth looking at, made up from a seed.

`load(listings, seed, now)` writes it in one transaction. Inside, from the ground up:
`chance` and `ids` follow from the seed; `words` are all texts' parts; `places`, `weeks`,
`goals`, `rosters`, `lives` and `texts` each make up one side of a listing, `making` puts
them together, `teams` makes the teams that own them; `showcase` are the two teams
everybody meets. All of these make `plans`, which `rows` turns into COPY's text and
`copying` brings into the tables; `batches` spreads the work over processes.
"""
