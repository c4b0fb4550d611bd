"""The outside world, and what Muster mirrors of it.

`catalogue` holds the game's own facts: regions, data centres and worlds, which region
may visit which, jobs, tiers and duties, with their names in English, Japanese, German
and French. They come from the files in `catalogue/data` by `manage.py load_catalogue`
and are never written by hand; what leaves the files is retired, never deleted.

Pages read them through `integrations.catalogue.catalogue()`, which costs no query.
Domain rows point at the models in `integrations.models`.

Nothing here knows a user, a team or a listing.
"""
