"""XIVAPI: what the game's own files say of worlds, data centres, jobs and duties.

`client.Xivapi().read()` reads the four sheets in one version of the game;
`sync.sync(game)` compares them with the catalogue and writes what can be known from
them: names in four languages, where worlds are, new public worlds. It deletes nothing.
What needs somebody's judgement it reports.
"""
