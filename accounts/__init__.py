"""People and the teams they form.

Owns `User` (log-in by e-mail, handle for the address, time zone), `Profile`, `Team`
and `Membership`. A team is what players call a static; "static" means files in
Django, so the code says team.

Verbs, in `actions`: of people `edit_profile`, `set_availability`, `seek`, `change_handle`,
`block`, `erase_account`; of characters `add_character`, `issue_code`, `own_character`,
`remove_character`; of teams `create_team`, `invite_player`, `accept_invite`, `hand_over`,
`leave_team`, `archive_team`; of moderators `suspend`, `unsuspend`. What a task looks up
outside for somebody who waits is an errand (see `errands`).
Who may do which stands in `rules`. Signing in is allauth's: `sign_in` holds what it asks of
us; `desk` is the admin behind a second factor. News for the floors above goes out as
signals (see `signals`).
"""
