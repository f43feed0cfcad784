"""What a page must be for everybody, asked of the page itself; every finding is a sentence."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

DEMONSTRATION = "Demonstratie met fictieve gegevens"
SKIP_LINK = 'a "Naar de inhoud"'
SMALLEST_TARGET = 24  # CSS pixels (WCAG 2.2, 2.5.8)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}

# Functions for the page: what one can operate, and how it is called in a finding.
FUNCTIONS = """
(() => {
  const named = (element) => `${element.tagName.toLowerCase()} "${
    (element.innerText || element.name || element.id).trim().slice(0, 40)}"`;
  const shown = (element) =>
    element.checkVisibility({checkVisibilityCSS: true}) && element.type !== 'hidden';
  const controls = () => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary')].filter(shown);
  const stopsOf = (elements) => elements.filter((element) =>
    element.type !== 'radio' || element.checked
      || !document.querySelector(`[name="${element.name}"]:checked`)).length;
  const isAround = (element) => !element.closest('main');
  const called = (element) => `${named(element)} ${element.getAttribute('href')}`;
  const inSight = (element) => {
    const box = element.getBoundingClientRect();
    return shown(element) && box.right > 0 && box.bottom > 0 && box.width > 1 && box.height > 1;
  };
  const hasWords = (element) => element.matches('input') ? element.value
    : element.matches('select') || [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const worded = () => [...document.body.querySelectorAll('*')].filter(
    (element) => hasWords(element) && inSight(element));
  // All that decides how its words stand out: their own look, and what lies round or behind them.
  const plain = {backgroundColor: 'rgba(0, 0, 0, 0)', backgroundImage: 'none', opacity: '1',
    filter: 'none', mixBlendMode: 'normal', transform: 'none'};
  const colours = (element) => {
    const own = getComputedStyle(element);
    const told = [own.color, own.fontSize, own.fontWeight, own.textShadow];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      told.push(...Object.keys(plain).filter((name) => style[name] !== plain[name])
        .map((name) => `${name} ${style[name]}`));
      if (!['static', 'relative'].includes(style.position)) told.push(style.position);
    }
    return told.join('|');
  };
  const scrollers = () => [...document.querySelectorAll('main *')].filter((element) => {
    const style = getComputedStyle(element);
    return style.overflowX !== 'visible' && style.clipPath === 'none'
      && !['TEXTAREA', 'INPUT', 'SELECT'].includes(element.tagName)
      && element.scrollWidth > element.clientWidth + 1;
  });
  window.looking = {
    facts: () => ({
      lang: document.documentElement.lang,
      title: document.title,
      h1: [...document.querySelectorAll('h1')].map((h1) => h1.innerText),
      text: document.body.innerText,
      exercise: document.querySelector('.mit-banner--exercise')?.innerText ?? '',
      violations: window.violations,
      summaryHasFocus: document.activeElement.matches('.mit-error-summary'),
    }),
    small: (least) => controls().filter((element) => {
      const label = element.matches('[type=radio], [type=checkbox]') && element.closest('label');
      if (element.closest('.nl-skip-link')) return false;
      const box = (label || element).getBoundingClientRect();
      return box.width < least || box.height < least;
    }).map(named),
    wide: () => {
      const root = document.documentElement;
      const over = root.scrollWidth > root.clientWidth ? [`page: ${root.scrollWidth}`] : [];
      return [...over, ...scrollers().map(named)];
    },
    space: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
      document.adoptedStyleSheets = [sheet];
    },
    unspace: () => { document.adoptedStyleSheets = []; },
    stops: () => stopsOf(controls()),
    stopsInMain: () => stopsOf(controls().filter((element) => !isAround(element))),
    around: () => controls().filter(isAround).map(called),
    isInMain: () => document.activeElement.matches('main'),
    missed: (walked) => {
      const elsewhere = new Set(walked);
      const reached = new Set(window.focused.map((focus) => focus.element));
      const groups = new Set([...reached].filter((e) => e.type === 'radio').map((e) => e.name));
      return controls().filter((element) => !reached.has(element)
        && !(isAround(element) && elsewhere.has(called(element)))
        && !(element.type === 'radio' && groups.has(element.name))).map(named);
    },
    unseen: () => window.focused.filter((focus) => !focus.visible && focus.element.tabIndex >= 0)
      .map((focus) => named(focus.element)),
    first: () => window.focused.length ? named(window.focused[0].element) : 'nothing',
    forget: () => { window.focused = []; },
    // The rules of axe; of contrast only what was not found good before, on whatever page.
    axe: async (good) => {
      const known = new Set(good);
      const others = await axe.run(
        {resultTypes: ['violations'], preload: false, iframes: false,
          rules: {'color-contrast': {enabled: false}}});
      const unknown = worded().filter((element) => !known.has(colours(element)));
      const contrast = unknown.length === 0 ? {violations: [], passes: []} : await axe.run(
        {include: unknown}, {elementRef: true, runOnly: ['color-contrast']});
      const found = contrast.passes.flatMap((rule) => rule.nodes.map((node) => node.element));
      return {
        good: [...new Set(found.map(colours))],
        findings: [...others.violations, ...contrast.violations].map(({id, help, nodes}) =>
          `${id}: ${help} (${nodes.slice(0, 3).map((node) => node.target).join('; ')})`),
      };
    },
  };
})()
"""

# Before the page's own script: the rules of axe, the functions, and what remembers violations of
# the policy and where the focus came.
WATCH = (
    f"{AXE_SCRIPT};{FUNCTIONS};"
    """
window.violations = [];
window.focused = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
document.addEventListener('focusin', (event) => {
  const style = getComputedStyle(event.target);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  window.focused.push({element: event.target, visible: outlined});
});
"""
)

_good_colours: set[str] = set()
_walked: set[str] = set()  # what stands round the main part of pages, walked with the Tab key


def findings(page: Page, *, is_exercise: bool, has_errors: bool) -> list[str]:
    """Return what is wrong with the page as it stands, at 1280 and at 320 pixels."""
    found = [
        *_keyboard(page, has_errors=has_errors),
        *_facts(page, is_exercise=is_exercise, has_errors=has_errors),
        *axe(page),
        *small(page),
    ]
    page.set_viewport_size(NARROW)
    found += [f"scrolls sideways at 320 px: {what}" for what in _ask(page, "wide()")]
    found += [f"at 320 px: {finding}" for finding in small(page)]
    page.evaluate("looking.space()")
    found += [f"does not fit with wider text: {what}" for what in _ask(page, "wide()")]
    page.evaluate("looking.unspace()")
    page.set_viewport_size(DESKTOP)
    return found


def _facts(page: Page, *, is_exercise: bool, has_errors: bool) -> Iterator[str]:
    facts: dict[str, Any] = _ask(page, "facts()")
    if facts["lang"] != "nl":
        yield f"language is {facts['lang']!r}"
    if len(facts["h1"]) != 1:
        yield f"main headings: {facts['h1']}"
    if "MIT in waakstand" not in facts["title"]:
        yield f"title is {facts['title']!r}"
    if facts["title"].startswith("Fout: ") != has_errors:
        yield f"title does not say whether there are errors: {facts['title']!r}"
    if has_errors != ("Controleer wat u hebt ingevuld" in facts["text"]):
        yield "the error summary"
    if DEMONSTRATION not in facts["text"]:
        yield "does not say that this is a demonstration"
    if is_exercise != ("OEFENING" in facts["exercise"]):
        yield "the banner of an exercise"
    yield from (f"policy: {violation}" for violation in facts["violations"])


def _keyboard(page: Page, *, has_errors: bool) -> Iterator[str]:
    """Go through the page with the Tab key: once round, or past what was walked on other pages.

    Each page has much the same round its main part. Where all of that was walked before, the skip
    link leads past it, as it does for people.
    """
    if has_errors and not _ask(page, "facts()")["summaryHasFocus"]:
        yield "the error summary has no focus"
    page.evaluate("looking.forget()")
    page.keyboard.press("Tab")
    first = _ask(page, "first()")
    if not has_errors and first != SKIP_LINK:
        yield f"the first stop of the Tab key is {first}"
    around = _ask(page, "around()")
    if first == SKIP_LINK and _walked.issuperset(around):
        address = page.url
        page.keyboard.press("Enter")
        if not _ask(page, "isInMain()"):
            yield "the skip link does not lead to the main part"
        page.evaluate("address => history.replaceState(null, '', address)", address)
        _press_tab(page, _ask(page, "stopsInMain()"))
    else:
        _press_tab(page, _ask(page, "stops()") + 1)
    missed = page.evaluate("(walked) => looking.missed(walked)", sorted(_walked))
    yield from (f"not reached with the Tab key: {what}" for what in missed)
    yield from (f"focus cannot be seen: {what}" for what in _ask(page, "unseen()"))
    if not missed:
        _walked.update(around)


def _press_tab(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.down("Tab")  # held down it repeats, which is twice as quick
    page.keyboard.up("Tab")


def axe(page: Page) -> Iterator[str]:
    """Yield what the rules of axe find.

    Most pages are written in the same few colours, of which axe measures the contrast very slowly.
    What it once found good is not measured again.
    """
    told = page.evaluate("(good) => looking.axe(good)", sorted(_good_colours))
    _good_colours.update(told["good"])
    yield from (f"axe, {finding}" for finding in told["findings"])


def small(page: Page) -> Iterator[str]:
    """Yield every control that is too small to hit."""
    too_small = _ask(page, f"small({SMALLEST_TARGET})")
    yield from (f"target smaller than {SMALLEST_TARGET} px: {what}" for what in too_small)


def _ask(page: Page, question: str) -> Any:
    return page.evaluate(f"looking.{question}")
