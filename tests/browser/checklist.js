// What can be measured of the checklist of the look. Each function gives the faults that it finds on the page as it stands.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const name = (element) => {
    const words = (element.textContent || element.outerHTML).trim().replace(/\s+/g, " ").slice(0, 50);
    return `${element.tagName.toLowerCase()}.${element.className} “${words}”`;
  };
  const style = (element) => getComputedStyle(element);

  // Running text: paragraphs, not what is set small on purpose
  const running = () =>
    all(":is(.p-text, .p-prose) > :is(p, ul, ol) ").filter((e) => seen(e) && !e.closest(".box, .footnotes, .p-entries, .p-edit"));

  // Characters in each line of a paragraph, without the last, which is short
  window.lineLengths = (paragraph) => {
    const lines = new Map();
    const range = document.createRange();
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const height = parseFloat(style(paragraph).lineHeight);
    const top = paragraph.getBoundingClientRect().top;
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (let at = 0; at < text.length; at++) {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        const line = Math.floor(((box.top + box.bottom) / 2 - top) / height);
        lines.set(line, (lines.get(line) ?? 0) + 1);
      }
    return [...lines.values()].slice(0, -1);
  };

  const text = () => {
    const found = [];
    for (const e of running()) {
      const { fontSize, lineHeight, fontFamily } = style(e);
      const size = parseFloat(fontSize);
      const ratio = parseFloat(lineHeight) / size;
      if (!fontFamily.startsWith("Charter")) found.push(`${name(e)} is set in ${fontFamily}`);
      if (size < 17 || size > 20) found.push(`${name(e)} is set in ${size} px`);
      if (ratio < 1.495 || ratio > 1.655) found.push(`${name(e)} has a line height of ${ratio}`);
    }
    const sans = ".p-meta, .p-byline, .p-citation, .p-view, .p-side, .p-refs li, .p-menu, .p-footer nav, .p-aside, .p-chart";
    for (const e of all(sans)) if (style(e).fontFamily.startsWith("Charter")) found.push(`${name(e)} is set in serif`);
    return found;
  };

  const lines = (least) => {
    const counts = running()
      .filter((e) => e.matches("p") && e.getClientRects().length && e.textContent.length > 200)
      .slice(0, 4)
      .flatMap(lineLengths)
      .sort((a, b) => a - b);
    const median = counts[Math.floor(counts.length / 2)];
    return counts.length < 4 || (median >= least && median <= 75) ? [] : [`a line has ${median} characters`];
  };

  const headings = () => {
    const sizes = new Set(all("main :is(h1, h2, h3, h4, h5, h6)").filter(seen).map((e) => style(e).fontSize));
    const found = sizes.size > 3 ? [`headings have the sizes ${[...sizes]}`] : [];
    if (all("main h1").length !== 1) found.push(`there are ${all("main h1").length} main headings`);
    return found;
  };

  // One accent; beside it only the colours of text and of states
  const colours = () => {
    const known = ["fg", "muted", "accent", "on-accent", "warn", "alert", "good"];
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const rgb = (word) => {
      const pair = style(document.documentElement).getPropertyValue(`--p-${word}`);
      const hex = pair.match(/#[0-9a-f]{6}/g)[dark ? 1 : 0];
      return `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;
    };
    const allowed = new Set(known.map(rgb));
    return all("body a, body button, body summary, main :is(h1, h2, h3, p)")
      .filter((e) => seen(e) && !allowed.has(style(e).color) && !e.closest(".highlight"))
      .map((e) => `${name(e)} has the colour ${style(e).color}`);
  };

  // Whatever stands by itself and can be hit
  const targets = () => {
    const standing =
      "button, summary, .p-header a, .p-footer nav a, .p-crumbs a, .p-alone a, .p-parts a, .p-turn a, .p-byline a," +
      " .p-cards :is(h2, h3) a, .p-entries > li > a, .p-view a, .p-side a, .p-chart a, .p-refs a, .p-aside a, .p-doors a";
    return all(standing)
      .filter((e) => seen(e) && !e.matches(".p-skip"))
      .map((e) => [e, Math.max(...[...e.getClientRects()].map((r) => r.height)), e.getBoundingClientRect().width])
      .filter(([, height, width]) => height < 23.99 || width < 23.99)
      .map(([e, height, width]) => `${name(e)} is ${Math.round(width)} × ${Math.round(height)} px`);
  };

  const overflow = () => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => {
      for (let at = element; at; at = at.parentElement)
        if (["auto", "scroll", "hidden"].includes(style(at).overflowX)) return at.matches("body *");
      return false;
    };
    if (document.documentElement.scrollWidth <= width) return [];
    return all("body *")
      .filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e))
      .map((e) => `${name(e)} leaves the page`)
      .concat(`the page is ${document.documentElement.scrollWidth} px wide`);
  };

  // Words that a box cuts off, or that stick out of it by more than the point of an arrow
  const clipped = () =>
    all("body *")
      .filter((e) => seen(e) && e.childNodes.length && !e.closest("svg, math, .p-skip, .p-hidden"))
      .filter((e) => [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .filter((e) => {
        const { overflowX, overflowY, display } = style(e);
        if (display === "inline") return false;
        const cutsX = !["auto", "scroll"].includes(overflowX) && e.scrollWidth > e.clientWidth + 4;
        const cutsY = ["hidden", "clip"].includes(overflowY) && e.scrollHeight > e.clientHeight + 4;
        return cutsX || cutsY;
      })
      .map((e) => `${name(e)} is cut off`);

  // Beside an article stand its facts, never a tree of pages
  const side = () => {
    if (!document.querySelector(".p-article")) return [];
    const beside = all("nav").filter((e) => !e.matches(".p-crumbs, .p-menu, .p-footer nav, .p-contents nav, dialog nav"));
    return beside.map((e) => `${name(e)} is a menu in an article`);
  };

  const parts = { text, lines, headings, colours, targets, overflow, clipped, side };
  window.checklist = (least, only = Object.keys(parts)) => only.flatMap((part) => parts[part](least));
})();
