"""Write docs/report*.png: what `check examples/newsroom/draft.md --against examples/newsroom/wire --format html` shows.

    python docs/make_screenshots.py

Needs Chromium and chromedriver (Debian: chromium, chromium-driver) and the extra [dev].
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from consistency.cli import main as check

ROOT = Path(__file__).resolve().parents[1]
NEWSROOM = ["examples/newsroom/draft.md", "--against", "examples/newsroom/wire"]
# Name, language of the report, width and height in pixels, scheme of colours.
SHOTS = [
    ("report", "en", 1280, 1180, "light"),
    ("report-ar", "ar", 1280, 1180, "dark"),
    ("report-phone", "en", 390, 1180, "light"),
]


def browser(folder: str) -> Any:
    """Start headless Chromium with its profile in `folder`."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for switch in (
        "headless=new",
        "no-sandbox",
        "disable-gpu",
        "no-first-run",
        "disable-background-networking",
        "hide-scrollbars",
    ):
        options.add_argument(f"--{switch}")
    options.add_argument(f"--user-data-dir={folder}/profile")
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


def main() -> None:
    """Write the pictures."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        driver = browser(folder)
        for name, language, width, height, scheme in SHOTS:
            page = Path(folder) / f"{name}.html"
            check([*NEWSROOM, "--fail-on", "never", "--ui", language, "--format", f"html={page}"])
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            driver.get(page.as_uri())
            driver.save_screenshot(str(ROOT / "docs" / f"{name}.png"))
        driver.quit()


if __name__ == "__main__":
    main()
