"""People and the teams they form.

Owns `User` (log-in by e-mail, handle for the address, time zone), `Profile`, `Team`
and `Membership`. A team is what players call a static; "static" means files in
Django, so the code says team.

Verbs of people: `edit_profile`, `set_availability`, `set_privacy`, `seek`,
`stop_seeking`, `change_handle`.
Verbs of teams: `create_team`, `edit_team`, `archive_team`; `invite_by_link`,
`invite_player`, `accept_invite`, `decline_invite`, `revoke_invite`; `set_role`,
`set_kind`, `set_play`, `hand_over`, `remove_member`, `leave_team`, `leave_all_teams`.
Verbs of characters: `add_character`, `issue_code`, `ask_for_check`, `own_character`,
`make_main`, `show_character`, `refresh_character`, `remove_character`; what is looked up
outside for them is an errand (see `errands`) that a task does and a sweep finds again.
Verbs between people: `block`, `unblock`; who is kept apart is asked by `visible_to`,
`shown_to` and `apart_from`. The last verb of all: `erase_account`.
Signing in is allauth's: `adapters` and `forms/sign_in` hold what it asks of us, `discord`
and `xivauth` are its providers, `desk` is the admin behind a second factor.
Who may do which stands in `rules`. What moderators do: `suspend`, `unsuspend`. News for
the floors above goes out as signals (see `signals`).
"""
