"""Discord: one message to the webhook that a team has given us.

`parse_address(text)` takes what somebody pasted and accepts Discord's own webhook
addresses only; `client.post_webhook(address, embed)` posts there. The address is a
secret: whoever has it can post. It is shown by no repr and no error, and in no log.
"""
