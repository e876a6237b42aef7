"""The list of sign-ins names browsers as people do."""

import pytest

from dhr_cases.browser_names import UNKNOWN, browser_name

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/126.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (WINDOWS, "Chrome on Windows"),
        (f"{WINDOWS} Edg/126.0.0.0", "Edge on Windows"),
        (f"{WINDOWS} OPR/111.0.0.0", "Opera on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Linux"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {KIT} Version/17.5 Safari/605.1.15", "Safari on a Mac"),
        (f"{PHONE} Version/17.5 Mobile/15E148 Safari/604.1", "Safari on an iPhone"),
        (f"{PHONE} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1", "Chrome on an iPhone"),
        (f"{PHONE} FxiOS/127.0 Mobile/15E148 Safari/605.1.15", "Firefox on an iPhone"),
        (f"Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) {KIT} Version/17.5 Safari/604.1", "Safari on an iPad"),
        (f"Mozilla/5.0 (Linux; Android 14) {KIT} Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
        (f"Mozilla/5.0 (Linux; Android 14) {KIT} SamsungBrowser/25.0 Chrome/121.0", "Samsung Internet on Android"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {KIT} Chrome/126.0.0.0 Safari/537.36", "Chrome on a Chromebook"),
        ("Mozilla/5.0 (Windows NT 10.0) Something/1.0", f"{UNKNOWN} on Windows"),
        ("curl/8.5.0", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_names_the_browser_and_what_it_runs_on(line: str, name: str) -> None:
    assert browser_name(line) == name
