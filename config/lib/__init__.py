"""Small helpers that know no word of the domain and import none of our apps.

`ids` makes keys, `states` moves a row from one state to another, `week` is the week in
minutes and its column, `text` words and Markdown, `forms` the fields and rows that several
forms share, `limits` how often something may be done, `visits` who came without a note of
who, `tasks` sends by name after commit, `cache` survives Redis, `durable_cache` needs none, `admin` is a desk to look
from. `tests` beside them say what each promises.
"""
