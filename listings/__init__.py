"""What a team looks for, and the pages that show it: of listings, teams and players.

A **listing** is one recruitment post of a team: *permanent* (a member is sought) or
*substitute* (somebody for some evenings). Its roster has **slots**; a slot accepts a set of
**jobs** and is open until somebody holds a **seat** in it. Its **goals** are duties or a
whole tier; its **stage** says how far the team is; its schedule is a week of local windows.
It is private, recruiting, filled, expired or closed, and expires 14 days after it was last
renewed. A player who seeks is found by a `PlayerEntry`, derived from profile and shown
characters.

Verbs: `draft_listing`, `save_listing`, `publish`, `pause`, `renew`, `close`, `fill_slot`,
`vacate_seat`, `hide`, `restore`, `sweep`, `reproject`, `reindex_player`, `mend_players`.
"""
