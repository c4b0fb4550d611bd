"""FF Logs: what a character has killed, how well and with which job.

`client.FFLogs().progress(lodestone_id)` asks its GraphQL API (version 2, with the
credentials of a client registered there) and gives a `schemas.CharacterLogs`. The API
sells points by the hour: `budget` keeps below a share of them.

`queries` says what to ask for a duty of the catalogue, `reply` reads what stands around
an answer, `parsing` the rankings in it; all three are pure. Rankings have no schema
("not frozen"), so each value is looked at before it is believed. A clear is a kill.
"""
