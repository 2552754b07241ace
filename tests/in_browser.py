"""What a page has to stand in a browser: keys alone, magnification, other colours, more space.

Each gives a list of what is wrong, in words.
"""

from __future__ import annotations

from playwright.sync_api import Page

FOCUSABLE = "a[href], button, input, select, textarea, [tabindex='0']"

_WHERE = """element => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element)
    const index = [...document.querySelectorAll(FOCUSABLE)].indexOf(element)
    return {
        index, seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        shown: box.width > 0 && box.right > 0 && box.bottom > 0,
        named: Boolean((element.getAttribute('aria-label') || element.textContent || '').trim()
            || element.labels?.length || element.getAttribute('aria-labelledby')),
        what: element.outerHTML.slice(0, 80),
    }
}""".replace("FOCUSABLE", f'"{FOCUSABLE}"')

_CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(element => {
    const style = getComputedStyle(element)
    const hides = axis => ["hidden", "clip"].includes(style["overflow" + axis])
    return hides("X") && element.scrollWidth > element.clientWidth + 1
        || hides("Y") && element.scrollHeight > element.clientHeight + 1
}).map(element => element.outerHTML.slice(0, 80))"""

_BEYOND = """() => [...document.querySelectorAll(
    "main p, main h1, main h2, main h3, main li, main dd, figcaption, caption, header p, footer p"
)].filter(element => {
    const box = element.getBoundingClientRect()
    return box.width && !element.closest("table") && box.right > innerWidth + 1
}).map(element => element.outerHTML.slice(0, 80))"""

_SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
"""WCAG 1.4.12, word by word."""


def keyboard_faults(page: Page) -> list[str]:
    """Walk through the page by Tab: everything once, in order, named, and seen where one is."""
    expected = page.evaluate(
        f'[...document.querySelectorAll("{FOCUSABLE}")].filter(e => e.checkVisibility()).length'
    )
    page.reload()
    faults: list[str] = []
    visited: list[int] = []
    for _ in range(expected):
        page.keyboard.press("Tab")
        at = page.locator(":focus")
        if not at.count():
            break
        where = at.evaluate(_WHERE)
        visited.append(where["index"])
        for name, complaint in (
            ("seen", "where one is is not seen"),
            ("shown", "it is out of sight"),
            ("named", "it has no name"),
        ):
            if not where[name]:
                faults.append(f"{complaint}: {where['what']}")
    if visited != sorted(set(visited)) or len(visited) != expected:
        faults.append(f"{len(visited)} of {expected} are reached, in the order {visited}")
    return faults


def skip_faults(page: Page) -> list[str]:
    """Follow the first link of the page, which leads past its head."""
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    at = page.evaluate("document.activeElement.tagName")
    return [] if at == "MAIN" else [f"the way past the head leads to {at}"]


def magnified_faults(page: Page, percent: int) -> list[str]:
    """Look at the page as magnified on a screen of 1280 x 1024: no sideways scroll, nothing cut."""
    before = page.viewport_size
    page.set_viewport_size({"width": 1280 * 100 // percent, "height": 1024 * 100 // percent})
    faults = _loss(page)
    if before:
        page.set_viewport_size(before)
    return [f"at {percent} %: {fault}" for fault in faults]


def spaced_faults(page: Page) -> list[str]:
    """Look at the page with the reader's own distances between lines, words and letters."""
    handle = page.add_style_tag(content=_SPACED)
    faults = _loss(page)
    handle.evaluate("element => element.remove()")
    return [f"with more space: {fault}" for fault in faults]


def _loss(page: Page) -> list[str]:
    content, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    faults = [f"the page scrolls sideways: {content} > {window}"] if content > window else []
    faults += [f"cut: {html}" for html in page.evaluate(_CUT)]
    return [*faults, *(f"beyond the edge: {html}" for html in page.evaluate(_BEYOND))]


def motion_faults(page: Page) -> list[str]:
    """List what moves, also where nobody has asked for stillness."""
    return page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element)
            return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0
                || style.scrollBehavior === "smooth"
        }).map(element => "it moves: " + element.outerHTML.slice(0, 80))"""
    )


def forced_faults(page: Page) -> list[str]:
    """Look at the page in colours that the reader's system forces upon it."""
    page.emulate_media(forced_colors="active", color_scheme="dark")
    faults = page.evaluate(
        """() => {
            const faults = [], style = getComputedStyle
            for (const cell of document.querySelectorAll("tbody td"))
                if (style(cell).borderBottomStyle === "none") { faults.push("no lines"); break }
            for (const link of document.querySelectorAll("main a"))
                if (!style(link).textDecorationLine.includes("underline"))
                    { faults.push("a link that looks like text"); break }
            for (const mark of document.querySelectorAll(".marks li"))
                if (style(mark).borderTopStyle === "none") { faults.push("a mark unmarked"); break }
            return faults
        }"""
    )
    page.keyboard.press("Tab")
    if page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle") == "none":
        faults.append("where one is is not seen")
    page.emulate_media(forced_colors="none", color_scheme="light")
    return [f"in forced colours: {fault}" for fault in faults]


def widest_lines(page: Page) -> float:
    """Give the most characters that a line of a paragraph, a caption or a note has.

    Lines are counted by their heights; the text's length is shared among them, the last not
    counted where there are more than three.
    """
    return float(
        page.evaluate(
            """() => Math.max(0, ...[...document.querySelectorAll(
                "main p, figcaption .note, main li")].map(p => {
                const range = document.createRange(); range.selectNodeContents(p)
                const boxes = [...range.getClientRects()].map(box => Math.round(box.top / 6))
                const lines = new Set(boxes).size
                return lines > 2 ? p.textContent.trim().length / lines : 0
            }))"""
        )
    )


def text_sizes(page: Page) -> tuple[float, float]:
    """Give the sizes (pixels) of a chart's smallest text as it is shown, and of its caption."""
    chart, caption = page.evaluate(
        """() => {
            const sizes = []
            for (const svg of document.querySelectorAll("figure svg")) {
                const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
                for (const text of svg.querySelectorAll("text"))
                    sizes.push(parseFloat(getComputedStyle(text).fontSize) * scale)
            }
            const caption = document.querySelector("figcaption")
            return [Math.min(...sizes), parseFloat(getComputedStyle(caption).fontSize)]
        }"""
    )
    return chart, caption
