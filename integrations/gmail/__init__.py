"""Gmail: the site's mail, sent through Google's API.

`MAIL=gmail` makes `backend.GmailBackend` Django's way to send. It acts for one mailbox:
by the refresh token of an OAuth client (GMAIL_CLIENT_ID, GMAIL_CLIENT_SECRET,
GMAIL_REFRESH_TOKEN), or by a service account that may act for all of a domain
(GMAIL_SERVICE_ACCOUNT_FILE names its key file, GMAIL_SENDER the mailbox). It can send
and nothing else: the scope is `gmail.send`.

What goes wrong is a `MailTemporary` or a `MailPermanent` of `integrations.mail`, or
`NotConfigured` where no credentials are set.
"""
