"""XIVAuth's answers about people who do not exist."""

from typing import Any

USER: dict[str, Any] = {
    "id": "5a3c2f61-0abc-4d4e-8f00-000000000001",
    "email": "alice@example.org",
    "email_verified": True,
    "social_identities": [
        {
            "provider": "discord",
            "external_id": "112233445566778899",
            "name": "alice",
            "nickname": None,
            "email": "alice@example.org",
            "created_at": "2026-01-01T00:00:00.000Z",
            "updated_at": "2026-01-01T00:00:00.000Z",
        }
    ],
    "mfa_enabled": False,
    "verified_characters": True,
    "created_at": "2026-01-01T00:00:00.000Z",
    "updated_at": "2026-11-19T00:00:00.000Z",
}
ALICE = {
    "persistent_key": "aLiCe-PerSisTent_key0000001",
    "lodestone_id": "90000001",
    "name": "Alice Invented",
    "home_world": "Odin",
    "data_center": "Light",
    "avatar_url": "https://img2.finalfantasyxiv.com/f/alicefc0.jpg",
    "portrait_url": None,
    "created_at": "2026-01-01T00:00:00.000Z",
    "verified_at": "2026-01-01T00:05:00.000Z",
    "updated_at": "2026-11-19T00:00:00.000Z",
}
ALT = ALICE | {
    "persistent_key": "aLiCe-PerSisTent_key0000002",
    "lodestone_id": "90000002",
    "name": "Ali Ce",
}
TOKEN = {
    "access_token": "access-s3cret",
    "token_type": "Bearer",
    "expires_in": 7200,
    "scope": "user character:all",
    "created_at": 1_800_000_000,
}
