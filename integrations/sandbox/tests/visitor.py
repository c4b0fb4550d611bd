"""A person at the sandbox's pages."""

import re

import requests


class Visitor:
    def __init__(self, home):
        self.home = home

    def get(self, path, **headers):
        return requests.get(self.home + path, headers=headers, timeout=5)

    def post(self, path, form, **headers):
        return requests.post(
            self.home + path,
            data=form,
            headers=headers,
            timeout=5,
            allow_redirects=False,
        )

    def text_area(self, path):
        """As it stands in the page's source."""
        found = re.search(
            r"<textarea[^>]*>\n(.*?)</textarea>", self.get(path).text, re.DOTALL
        )
        return found and found[1]
