"""The Lodestone, the game's own site: pages of characters, read as HTML.

`parsers` turn a page into a value of `schemas` and ask nobody; `client.Lodestone`
fetches and parses. What can go wrong is in `errors`: not found, hidden, maintenance,
blocked, and changed when a part that belongs to such a page is missing. A profile that
its player made private is no error: name and world are public still, the value says
`is_private`.

Where things stand on a page is in `selectors`, as data. `pages` writes pages in the
same form about invented people, for the sandbox and the tests.
"""
