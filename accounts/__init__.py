"""People and the teams they form.

Owns `User` (log-in by e-mail, handle for the address, time zone), `Profile`, `Team`
and `Membership`. A team is what players call a static; "static" means files in
Django, so the code says team.

Verbs: `create_team`, `edit_team`, `archive_team`, `suspend`, `unsuspend`. News for the
floors above goes out as signals: `team_changed`, `team_archived`.
"""
