/* Follows a page: reloads it where it stood when it has changed, and shows what is wrong in its record. */
(() => {
  "use strict";
  const { page, root, style: sheet, state } = document.currentScript.dataset;
  const PLACE = `postilla preview ${location.pathname}`;
  const BLOCKS = "main :is(h1, h2, h3, h4, p, li, tr, figure, dt, dd, pre)";
  let known = state;
  let leaving = false;

  // Where the reader is: the first block in sight, known again by its words, or by its number if they have changed.
  const words = (block) => block.textContent.trim().slice(0, 80);

  function remember() {
    const blocks = [...document.querySelectorAll(BLOCKS)];
    const at = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
    const place = { y: scrollY, at, words: at < 0 ? "" : words(blocks[at]), top: at < 0 ? 0 : blocks[at].getBoundingClientRect().top };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    history.scrollRestoration = "manual";
  }

  function restore({ y, at, words: said, top }) {
    const blocks = [...document.querySelectorAll(BLOCKS)];
    const same = blocks.filter((block) => words(block) === said);
    same.sort((a, b) => Math.abs(blocks.indexOf(a) - at) - Math.abs(blocks.indexOf(b) - at));
    const block = y > 0 ? (same[0] ?? blocks[at]) : undefined;
    scrollTo({ top: block ? scrollY + block.getBoundingClientRect().top - top : y, behavior: "instant" });
  }

  function reload() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", reload, { once: true });
      return;
    }
    leaving = true;
    remember();
    location.reload();
  }

  // Other stylesheets in place of those that there are, without a moment in between that has none.
  function restyle(styles) {
    const links = [...document.querySelectorAll('link[rel="stylesheet"]')].filter((link) => !link.dataset.preview);
    if (links.length !== styles.length) return reload();
    links.forEach((link, number) => {
      const href = styles[number];
      if (new URL(href, location.href).href === link.href) return;
      const other = link.cloneNode();
      other.href = href;
      other.addEventListener("load", () => link.remove(), { once: true });
      other.addEventListener("error", () => link.remove(), { once: true });
      link.after(other);
    });
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  let shown = "";
  let closed = "";

  function report(told) {
    const now = JSON.stringify(told);
    if (now === shown) return;
    shown = now;
    document.getElementById("p-live")?.remove();
    const box = element("aside", "p-live");
    box.id = "p-live";
    box.setAttribute("aria-label", told.label);
    const errors = JSON.stringify(told.errors);
    if (told.errors.length && errors !== closed) box.append(overlay(told, errors));
    const bar = element("p", "p-live-bar");
    const way = element("a", "", [told.label, ...told.told].join(" · "));
    way.href = root;
    bar.append(way);
    for (const text of told.warnings) {
      const one = element("details", "p-live-warning");
      one.append(element("summary", "", text.split("\n", 1)[0]), findings([text], "warning"));
      bar.before(one);
      box.append(one);
    }
    box.append(bar);
    if (told.errors.length || told.warnings.length || told.told.length) document.body.append(box);
  }

  function overlay(told, errors) {
    const over = element("div", "p-live-overlay");
    over.setAttribute("role", "alert");
    const close = element("button", "", told.close);
    close.type = "button";
    const end = () => {
      closed = errors;
      over.remove();
    };
    close.addEventListener("click", end);
    over.addEventListener("keydown", (event) => event.key === "Escape" && end());
    over.append(element("h2", "", told.title), findings(told.errors, "error"), close);
    return over;
  }

  function findings(texts, severity) {
    const all = document.createDocumentFragment();
    for (const text of texts) {
      const one = element("pre", `p-preview-report ${severity}`, text);
      one.lang = "en";
      one.tabIndex = 0;
      all.append(one);
    }
    return all;
  }

  const style = element("link", "");
  style.rel = "stylesheet";
  style.href = root + sheet;
  style.dataset.preview = "own";
  document.head.append(style);

  const kept = sessionStorage.getItem(PLACE);
  if (kept) {
    sessionStorage.removeItem(PLACE);
    const place = JSON.parse(kept);
    // The page's own scripts may add something above, and pictures may come, as long as the reader does nothing.
    let touched = false;
    for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      addEventListener(name, () => (touched = true), { once: true, passive: true });
    }
    const again = () => touched || restore(place);
    document.addEventListener("DOMContentLoaded", again, { once: true });
    addEventListener("load", () => {
      again();
      document.fonts.ready.then(again);
    }, { once: true });
  }

  let events;
  function listen() {
    events = new EventSource(`${root}events?page=${encodeURIComponent(page)}&state=${encodeURIComponent(known)}`);
    events.addEventListener("reload", reload);
    events.addEventListener("styles", ({ data }) => {
      const { styles, state: now } = JSON.parse(data);
      known = now;
      restyle(styles);
    });
    events.addEventListener("report", ({ data }) => report(JSON.parse(data)));
  }
  listen();
  // A page that the browser keeps for the way back gives its place to others.
  addEventListener("pagehide", () => {
    events.close();
    // Any sooner, and the browser would put the page where it thinks that it stood.
    if (!leaving) history.scrollRestoration = "auto";
  });
  addEventListener("pageshow", ({ persisted }) => persisted && listen());
})();
