"""The admin as Muster's moderators enter it: with a second factor."""
