"""What a browser loads for the search page, as it is sent."""

import re
from urllib.parse import urljoin

from tests.bench.asking import Answer, Ask, ask_each
from tests.bench.figures import Figure
from tests.bench.servers import Server

STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
SCRIPT = re.compile(r'<script [^>]*src="([^"]+)"')
IMPORT = re.compile(r'\b(?:from|import)\s*"(\.{0,2}/[^"\s]+\.js)"')
FONT = re.compile(r'url\(["\']?([^)"\']+\.woff2)["\']?\)')


def measure(site: Server, address: str) -> list[Figure]:
    page, *_ = ask_each(site.port, [Ask(address)])
    styles = [get(site, found) for found in unique(STYLE.findall(page.text))]
    scripts = with_imports(site, unique(SCRIPT.findall(page.text)))
    sheets = zip(unique(STYLE.findall(page.text)), styles, strict=True)
    fonts = unique(
        urljoin(sheet, font)
        for sheet, each in sheets
        for font in FONT.findall(each.text)
    )
    return [
        Figure("weight_html_css", kilobytes([page, *styles])),
        Figure("weight_html", kilobytes([page]), "KB"),
        Figure("weight_script", kilobytes(scripts)),
        Figure("weight_font", kilobytes([get(site, font) for font in fonts])),
    ]


def with_imports(site: Server, addresses: list[str]) -> list[Answer]:
    """The scripts of the page, and the modules that they import."""
    seen: dict[str, Answer] = {}
    while addresses:
        address = addresses.pop()
        if address not in seen:
            seen[address] = get(site, address)
            found = IMPORT.findall(seen[address].text)
            addresses += [urljoin(address, each) for each in found]
    return list(seen.values())


def get(site: Server, address: str) -> Answer:
    return ask_each(site.port, [Ask(address)])[0]


def unique(words) -> list[str]:
    return list(dict.fromkeys(words))


def kilobytes(answers: list[Answer]) -> float:
    return sum(len(answer.sent) for answer in answers) / 1024
