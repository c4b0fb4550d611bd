"""XIVAuth: people sign in there and prove which characters are theirs.

`client.XivAuth` makes the address to send somebody to, trades the code that comes back
for a token, and reads with it: `user(token)`, `characters(token)`. It is OAuth 2 without
OpenID Connect: there is no id_token, who somebody is says `user`.
"""
