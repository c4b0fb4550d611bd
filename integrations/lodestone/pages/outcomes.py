"""Pages that stand for no character: send them with the status they name."""

from integrations.lodestone.pages.shell import FOOT, head


def not_found_page(language: str = "na") -> str:
    """For 404."""
    return _error("Page not found.", language)


def hidden_page(language: str = "na") -> str:
    """For 403."""
    return _error("Access Restricted", language)


def maintenance_page(language: str = "na") -> str:
    """For 503."""
    window = (
        '<div class="ldst__window ldst__maintenance">'
        '<h1 class="maintenance__heading">Maintenance</h1></div>'
    )
    return f'{head(language)}\n<body class="error">{window}{FOOT}'


def challenge_page(language: str = "na") -> str:
    """For 403 or 200: what something before the site says to a machine."""
    form = (
        '<form id="challenge-form" method="post"><div class="h-captcha"></div></form>'
    )
    return f"{head(language)}\n<body>{form}{FOOT}"


def _error(heading: str, language: str) -> str:
    window = (
        '<div class="error__bg"><div class="ldst__window ldst__error">'
        f'<h1 class="error__heading">{heading}</h1></div></div>'
    )
    return f'{head(language)}\n<body class="error__body">{window}{FOOT}'
