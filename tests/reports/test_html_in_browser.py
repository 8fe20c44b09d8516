"""The page in headless Chromium: it shows, it filters, it prints nothing to the console, and nothing hostile runs."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from consistency.model import Coverage, Report, Source
from consistency.reports import render

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="needs Chromium and chromedriver (Debian: chromium-driver)"
)

Show = Callable[..., Any]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (
        "headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
        "disable-component-update", "disable-sync", "hide-scrollbars",
        f"user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):  # fmt: skip
        options.add_argument(f"--{switch}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    yield browser
    browser.quit()


@pytest.fixture
def show(driver: Any, tmp_path: Path) -> Show:
    def load(report: Report, width: int = 1280, scheme: str = "light", ui: str = "en") -> Any:
        path = tmp_path / "report.html"
        path.write_text(render(report, "html", ui=ui), encoding="utf-8", newline="")
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        driver.get(path.as_uri())
        return driver

    return load


def visible(page: Any) -> list[str]:
    headings = "[...document.querySelectorAll('.findings h3')]"
    script = f"return {headings}.filter(h => h.checkVisibility()).map(h => h.innerText)"
    shown: list[str] = page.execute_script(script)
    return shown


def complaints(page: Any) -> list[str]:
    """Return the warnings and errors of the console; Chromium also notes there what it rendered when."""
    return [entry["message"] for entry in page.get_log("browser") if entry["level"] in ("WARNING", "SEVERE")]


def choose(page: Any, name: str, value: str) -> None:
    page.find_element("css selector", f"input[name={name}][value={value}]").click()


def shown(page: Any) -> str:
    return str(page.find_element("id", "shown").text)


def test_filters_within_and_between_groups(show: Show, ordinary: Report) -> None:
    page = show(ordinary)
    assert shown(page) == "3 of 3 shown"
    choose(page, "severity", "error")
    assert visible(page) == ["9, 9."]
    choose(page, "severity", "warning")
    assert len(visible(page)) == 2
    assert shown(page) == "2 of 3 shown"
    choose(page, "source", "s1")
    assert visible(page) == ["Two things are cut."]
    choose(page, "family", "f3")
    assert visible(page) == []
    assert page.find_element("id", "none").is_displayed()
    page.find_element("css selector", "button[type=reset]").click()
    page.execute_async_script("setTimeout(arguments[0])")
    assert len(visible(page)) == 3
    assert complaints(page) == []


def test_the_keyboard_reaches_skip_link_contents_and_filters(show: Show, ordinary: Report) -> None:
    from selenium.webdriver.common.keys import Keys

    page = show(ordinary)
    reached = []
    for _ in range(7):
        page.switch_to.active_element.send_keys(Keys.TAB)
        reached.append(page.execute_script("const e = document.activeElement; return e.name || e.getAttribute('href')"))
    assert reached == ["#discrepancies", "#discrepancies", "#sources", "#excused", "#unchecked", "#rules", "severity"]
    page.switch_to.active_element.send_keys(Keys.SPACE)
    assert visible(page) == ["9, 9."]


def test_a_link_to_what_a_filter_hides_shows_it(show: Show, ordinary: Report) -> None:
    page = show(ordinary)
    choose(page, "severity", "error")
    page.execute_script("location.hash = document.querySelectorAll('.findings article')[2].id")
    page.execute_async_script("setTimeout(arguments[0], 50)")
    assert len(visible(page)) == 3


@pytest.mark.parametrize(("ui", "direction"), [("en", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_window(
    show: Show, ordinary: Report, width: int, scheme: str, ui: str, direction: str
) -> None:
    page = show(ordinary, width, scheme, ui)
    wide = page.execute_script("return document.documentElement.scrollWidth - innerWidth")
    paper = page.execute_script("return getComputedStyle(document.documentElement).backgroundColor")
    quotes = "[...document.querySelectorAll('article:not(.excused) blockquote')]"
    sides = f"return {quotes}.map(q => getComputedStyle(q).direction)"
    assert wide <= 0
    assert (paper == "rgb(251, 250, 247)") == (scheme == "light")
    assert page.execute_script("return getComputedStyle(document.body).direction") == direction
    assert page.execute_script(sides) == ["ltr", "ltr", "rtl", "ltr", "rtl", "ltr"]
    assert complaints(page) == []


def test_the_words_that_differ_stand_out_in_both_directions(show: Show, ordinary: Report) -> None:
    page = show(ordinary)
    arabic = (
        "const q = document.querySelectorAll('blockquote')[2], b = q.getBoundingClientRect();"
        "const m = q.querySelector('mark').getBoundingClientRect();"
    )
    # The marked words are the third and fourth of a line that begins at the right.
    assert page.execute_script(f"{arabic} return m.left + m.width / 2 > b.left + b.width / 2")
    assert page.execute_script(f"{arabic} return getComputedStyle(q).borderRightWidth") == "3px"


def test_hostile_text_runs_nothing(show: Show, hostile: Report) -> None:
    from selenium.common.exceptions import NoAlertPresentException

    page = show(hostile)
    with pytest.raises(NoAlertPresentException):
        page.switch_to.alert  # noqa: B018
    assert complaints(page) == []
    assert page.execute_script("return document.images.length + document.scripts.length") == 1
    assert page.find_element("css selector", "article h3").text.startswith("</script><script>alert(1)</script>")


def test_it_prints_black_on_white_with_what_is_folded_open(show: Show, ordinary: Report) -> None:
    page = show(ordinary, scheme="dark")
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert page.execute_script("return [...document.querySelectorAll('details')].every(d => d.open)")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    assert (
        page.execute_script("return getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    )
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def test_a_thousand_discrepancies_are_small_and_filtered_at_once(show: Show, ordinary: Report) -> None:
    sentence = "The ministry said on Tuesday that the plan is to cut military spending by 50% within two years. "
    template = ordinary.discrepancies[1].evidence[1]
    start = len(sentence) * 5 + sentence.index("cut military")
    text = sentence * 12
    sources = tuple(
        Source(id=f"wire/{n:02}.txt", path=f"wire/{n:02}.txt", text=text, language="en", title="The plan")
        for n in range(40)
    )
    base = ordinary.discrepancies[1]
    found = tuple(
        base.model_copy(
            update={
                "fingerprint": f"{n:016x}",
                "severity": ("error", "warning", "note")[n % 3],
                "evidence": tuple(
                    template.model_copy(
                        update={
                            "source": source, "path": source, "line": 1, "column": start + 1, "start": start,
                            "end": start + len(template.quote), "differs": ((start + 4, start + 21),),
                        }
                    )
                    for source in (f"wire/{n % 40:02}.txt", f"wire/{(n * 7 + 1) % 40:02}.txt")
                ),
            }
        )
        for n in range(1000)
    )  # fmt: skip
    report = Report(discrepancies=found, coverage=Coverage(sources=40), sources=sources, rules=ordinary.rules)
    size = len(render(report, "html").encode("utf-8"))
    page = show(report)
    script = """
        const box = document.querySelector("input[value=error]"), done = arguments[0], turns = [];
        const told = document.getElementById("shown");
        (async () => {
            for (let turn = 0; turn < 8; turn++) {
                const begin = performance.now();
                box.click();
                document.body.offsetHeight;  // the layout counts
                turns.push([performance.now() - begin, box.checked, told.textContent]);
                await new Promise(requestAnimationFrame);
            }
            done(turns);
        })();
    """
    turns = page.execute_async_script(script)
    times = [took for took, _, _ in turns]
    print(f"\n1,000 discrepancies: {size / 1e6:.2f} MB, filtered in {[round(time) for time in times]} ms")
    assert {checked for _, checked, _ in turns} == {True, False}
    assert [told for _, _, told in turns] == [f"{334 if on else 1000} of 1000 shown" for _, on, _ in turns]
    assert size < 5_000_000
    assert statistics.median(times) < 100
