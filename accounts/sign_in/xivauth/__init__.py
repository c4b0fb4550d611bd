"""Log-in by XIVAuth: a provider of allauth's, spoken to through `integrations`."""
