from playwright.sync_api import ConsoleMessage, Error, Page, Request


class Watch:
    """Notes what a visitor would not see but what is wrong: errors, forbidden things, requests to elsewhere."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self._home = home
        page.on("pageerror", self._on_error)
        page.on("console", self._on_console)
        page.on("request", self._on_request)

    def _on_error(self, error: Error) -> None:
        self.complaints.append(f"error in a script: {error.message}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 403 is reported here too; tests ask for such pages on purpose.
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.complaints.append(f"the browser complained: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self._home}/", "data:", "blob:", "about:")):
            self.complaints.append(f"a request to elsewhere: {request.url}")
