# SPDX-License-Identifier: EUPL-1.2
"""A real browser before a real server, with the keyboard alone and nothing from outside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from lib.desk_world import PASSWORD, World, world
from lib.published import figures  # noqa: F401 (a fixture)

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session", autouse=True)
def chromium_is_there() -> None:
    """Skip with the reason where there is no browser; with CI=true that is a failure."""
    if CHROMIUM is None:
        reason = "no chromium; install it with: python tools/chromium.py"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def base_url() -> None:
    """Tests give whole addresses. pytest-playwright's own fixture is written as pytest 10 forbids."""
    return


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's own browser, without anything that would go out."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A browser as it stands in Genk."""
    return {**browser_context_args, "locale": "nl-BE", "timezone_id": "Europe/Brussels"}


@pytest.fixture(scope="session", autouse=True)
def orm_beside_the_browser() -> Iterator[None]:
    """Playwright keeps an event loop in this thread; asking the database beside it is safe."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def here(transactional_db: None) -> World:
    """The desk of Genk with everything on its pages."""
    return world()


@pytest.fixture(autouse=True)
def nothing_from_outside(context: BrowserContext, live_server: Any) -> Iterator[None]:
    """Stop, and report, every request that is not for the server under test."""
    inside, outside = urlsplit(live_server.url).netloc, []

    def judge(route: Route) -> None:
        if urlsplit(route.request.url).netloc == inside:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    yield
    assert outside == []


@pytest.fixture(autouse=True)
def a_quiet_console(page: Page) -> Iterator[None]:
    """No script error, and nothing that the content security policy had to stop."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda message: (
            said.append(message.text)
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
    )
    yield
    assert said == []


class Keyboard:
    """A clerk who has no mouse."""

    def __init__(self, page: Page, address: str) -> None:
        """The page, and where the server is."""
        self.page, self.address = page, address
        page.set_default_timeout(10_000)

    def log_in(self, name: str = "genk") -> None:
        """From the login page to the first page of the day."""
        self.page.goto(f"{self.address}/aanmelden/")
        self.to("Gebruiker")
        self.type(name)
        self.to("Wachtwoord")
        self.type(PASSWORD)
        self.press("Enter")
        self.page.wait_for_url(f"{self.address}/vandaag/")

    def to(self, name: str, at_most: int = 80) -> None:
        """Press Tab until the focus is on what is called so; it must be visible there."""
        for _step in range(at_most):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUSED)
            if found["name"].startswith(name):
                assert found["seen"], f"the focus on '{name}' cannot be seen"
                return
        raise AssertionError(f"'{name}' is not reached with Tab on {self.page.url}")

    def type(self, text: str) -> None:
        """Type."""
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        """Press a key, and wait for what comes of it."""
        self.page.keyboard.press(key)
        self.page.wait_for_load_state("load")

    def enter(self) -> None:
        """Press Enter, and arrive on the page to which it leads."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def go(self, key: str, path: str) -> None:
        """Press Alt and a letter, and arrive."""
        self.alt(key)
        self.page.wait_for_url(f"{self.address}{path}")

    def alt(self, key: str) -> None:
        """Press Alt and a letter. Playwright leaves out which letter it is without Alt, and by
        that the browser finds an access key.
        """
        wire = self.page.context.new_cdp_session(self.page)
        event = {
            "modifiers": 1,
            "key": key,
            "code": f"Key{key.upper()}",
            "unmodifiedText": key,
            "text": key,
            "windowsVirtualKeyCode": ord(key.upper()),
        }
        wire.send("Input.dispatchKeyEvent", {"type": "keyDown", **event})
        wire.send("Input.dispatchKeyEvent", {"type": "keyUp", **event})
        wire.detach()

    def reads(self, text: str) -> None:
        """It stands on the page."""
        self.page.get_by_text(text).first.wait_for(timeout=5000)

    def is_on(self, ident: str) -> None:
        """The focus comes to what has this id; scripts may need a moment."""
        self.page.locator(f"#{ident}:focus").wait_for(timeout=5000)


FOCUSED = r"""() => {
  const it = document.activeElement;
  const label = it.labels && it.labels.length ? it.labels[0].textContent : "";
  const box = it.getBoundingClientRect();
  const style = getComputedStyle(it);
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: (it.getAttribute("aria-label") || label || it.textContent || "").trim().replace(/\s+/g, " "),
    seen: style.outlineStyle !== "none" && box.width > 0 && box.height > 0
      && at !== null && (it.contains(at) || at.contains(it) || (it.labels && it.labels[0] && it.labels[0].contains(at))),
  };
}"""


@pytest.fixture
def keyboard(page: Page, live_server: Any, here: World) -> Keyboard:
    """A clerk of Genk, not logged in yet."""
    return Keyboard(page, live_server.url)
