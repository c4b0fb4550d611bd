"""What a listing looks like at a glance: its roster, its week, its card.

Plain data in, ready words and figures out: no database, no request. The templates of
the same names under `templates/components/` only print what stands here.
"""
