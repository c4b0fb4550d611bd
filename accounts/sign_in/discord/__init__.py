"""Log-in by Discord: a provider of allauth's, spoken to through `integrations`."""
