// The page /search/: facets, orders, and a search that can be shared, since all of it stands in the address.
import { Client, newest } from "./client.js";
import { style } from "./dialog.js";
import { make, parts } from "./hit.js";
import { Speech } from "./speech.js";

const PAUSE = 150; // milliseconds without a key before the archive is searched
const HITS = 20;
const VALUES = 100; // of one facet; the box above them finds the others
const MANY = 12; // values from which a facet has such a box
const CLOSED = "author"; // its values are many: they are loaded when somebody asks for them
const SORTS = ["relevance", "newest", "oldest", "title"];

const page = document.querySelector("[data-search-page]");
const { root, modules, building, outdated, loading } = page.dataset;
const form = page.querySelector("form");
const input = form.elements.q;
const status = page.querySelector('[role="status"]');
const failed = page.querySelector(".p-search__failed");
const meant = page.querySelector(".p-search__meant");
const chips = page.querySelector(".p-chips");
const facets = page.querySelector(".p-facets");
const list = page.querySelector(".p-hits");
const more = page.querySelector(".p-hits-more");
const sort = form.elements.sort;
const keys = page.querySelector(".p-keys input");
const isWide = matchMedia("(width >= 60rem)");

const say = (text) => {
  status.textContent = text;
};

const client = new Client(root, () => say(building));
const ask = newest((asked) => client.ask("search", asked));
const unavailable = failed.textContent;
const opened = new Set();
let speech = null;
let names = [];
let shown = [];
let turn = 0;
let timer = 0;

// State: the address is all there is of it

const state = () => {
  const asked = new URLSearchParams(location.search);
  const filters = Object.fromEntries(names.map(([name]) => [name, asked.getAll(name)]));
  const wanted = asked.get("sort");
  const query = asked.get("q") ?? "";
  return { query, filters, sort: SORTS.includes(wanted) ? wanted : query.trim() ? "relevance" : "newest" };
};

const address = ({ query, filters, sort: order }) => {
  const asked = new URLSearchParams();
  if (query) asked.set("q", query);
  for (const [name, values] of Object.entries(filters)) for (const value of values) asked.append(name, value);
  if (order && order !== (query.trim() ? "relevance" : "newest")) asked.set("sort", order);
  const text = asked.toString();
  return text ? `?${text}` : location.pathname;
};

const go = (change, { replace = false } = {}) => {
  const now = state();
  history[replace ? "replaceState" : "pushState"](null, "", address({ ...now, sort: new URLSearchParams(location.search).get("sort"), ...change }));
  return update();
};

const toggle = (name, value, isOn) => {
  const { filters } = state();
  const others = filters[name].filter((one) => one !== value);
  return go({ filters: { ...filters, [name]: isOn ? [...others, value] : others } });
};

// What is shown

const showHits = (items, isMore) => {
  const rows = items.map((hit) => make("li", { class: "p-hit" }, ...parts(hit, "h2", new URL(hit.address, root).href)));
  if (isMore) list.append(...rows);
  else list.replaceChildren(...rows);
  return rows[0];
};

const showChips = ({ filters }) => {
  const chosen = Object.entries(filters).flatMap(([name, values]) => values.map((value) => [name, value]));
  const rows = chosen.map(([name, value]) => {
    const button = make("button", { type: "button", class: "p-chip", "aria-label": speech.word("remove", { name: value }) }, value, make("span", { "aria-hidden": "true" }, " ×"));
    button.addEventListener("click", async () => {
      await toggle(name, value, false);
      (chips.querySelector("button") ?? input).focus();
    });
    return make("li", {}, button);
  });
  if (rows.length > 1) {
    const button = make("button", { type: "button", class: "p-chip p-chip--all" }, speech.word("clear"));
    button.addEventListener("click", async () => {
      await go({ filters: {} });
      input.focus();
    });
    rows.push(make("li", {}, button));
  }
  chips.replaceChildren(...rows);
  chips.hidden = !rows.length;
};

const ordered = (name, counts, chosen) => {
  const values = new Map(Object.entries(counts).filter(([, count]) => count > 0));
  for (const value of chosen) if (!values.has(value)) values.set(value, 0);
  const byName = ([one], [other]) => one.localeCompare(other, speech.language, { numeric: true });
  const order = name === "year" ? (one, other) => -byName(one, other) : (one, other) => other[1] - one[1] || byName(one, other);
  return [...values].sort(order);
};

const fill = (facet, name, counts, chosen) => {
  const values = ordered(name, counts, chosen);
  const box = facet.querySelector("input[type=search]");
  const wanted = (box.value ?? "").trim().toLocaleLowerCase();
  box.hidden = values.length <= MANY && !wanted;
  const rows = values.filter(([value]) => chosen.includes(value) || !wanted || value.toLocaleLowerCase().includes(wanted)).slice(0, VALUES);
  facet.querySelector("ul").replaceChildren(
    ...rows.map(([value, count]) => {
      const check = make("input", { type: "checkbox", name, value, checked: chosen.includes(value) });
      check.addEventListener("change", async () => {
        await toggle(name, value, check.checked);
        [...facet.querySelectorAll("input[type=checkbox]")].find((one) => one.value === value)?.focus();
      });
      const label = make("label", {}, check, make("span", {}, value), " ");
      label.append(make("small", {}, speech.number(count)));
      return make("li", {}, label);
    }),
  );
  return values.length;
};

const showFacets = ({ filters }, { total, counts }) => {
  for (const [name] of names) {
    const facet = facets.querySelector(`[data-facet="${name}"]`);
    facet.known = counts?.[name] ?? {};
    const some = fill(facet, name, facet.known, filters[name]);
    facet.hidden = !some && !(total && name === CLOSED && !opened.has(name));
    if (filters[name].length) facet.open = true;
  }
  facets.hidden = !facets.querySelector("[data-facet]:not([hidden])");
};

// On a narrow screen they are folded up, so that what is found can be seen; on a wide one they always stand beside it.
const unfold = () => {
  facets.open = isWide.matches;
};

const makeFacets = () => {
  const rows = names.map(([name, label]) => {
    const box = make("input", { type: "search", "aria-label": `${label}: ${speech.word("label")}`, autocomplete: "off", hidden: true });
    const facet = make("details", { "data-facet": name }, make("summary", {}, label), box, make("ul"));
    box.addEventListener("input", () => fill(facet, name, facet.known, state().filters[name]));
    facet.addEventListener("toggle", () => {
      if (name !== CLOSED || !facet.open || opened.has(name)) return;
      opened.add(name);
      update();
    });
    return facet;
  });
  rows.slice(0, 3).forEach((facet) => {
    facet.open = isWide.matches;
  });
  facets.append(...rows);
  unfold();
  isWide.addEventListener("change", unfold);
};

const fail = (error) => {
  page.classList.add("shown");
  showHits([], false);
  more.hidden = true;
  failed.textContent = error.kind === "outdated" ? outdated : unavailable;
  failed.hidden = false;
  say(failed.textContent);
};

const mend = async (query, unknown, number) => {
  const better = await client.ask("mended", { query, unknown });
  if (!better || number !== turn) return;
  meant.textContent = speech.word("meant", { query: better });
  meant.dataset.query = better;
  meant.hidden = false;
};

const update = async ({ isMore = false } = {}) => {
  const number = ++turn;
  const now = state();
  if (document.activeElement !== input) input.value = now.query;
  sort.value = now.sort;
  failed.hidden = meant.hidden = true;
  const wanted = names.map(([name]) => name).filter((name) => name !== CLOSED || opened.has(name) || now.filters[name].length);
  const from = isMore ? shown.length : 0;
  list.setAttribute("aria-busy", "true");
  try {
    const found = await ask({ ...now, facets: wanted, from, count: HITS });
    if (!found || number !== turn) return;
    shown = isMore ? [...shown, ...found.items] : found.items;
    const first = showHits(found.items, isMore);
    if (isMore) first?.querySelector("a").focus();
    showChips(now);
    showFacets(now, found);
    more.hidden = shown.length >= found.total;
    const query = now.query.trim();
    if (found.total) say(speech.found(found.total));
    else say(speech.word(!query ? "none-browse" : chips.hidden ? "none" : "none-filtered", { query: query.slice(0, 80) }));
    if (query && found.unknown.length) await mend(query, found.unknown, number);
    page.classList.add("shown"); // at first only when all is there, so that nothing moves
  } catch (error) {
    if (number === turn) fail(error);
  } finally {
    if (number === turn) list.removeAttribute("aria-busy");
  }
};

// Whether single keys open the search is kept in the browser, and asked for by find.js.
const rememberKeys = () => {
  const name = "postilla.keys";
  try {
    keys.checked = localStorage.getItem(name) !== "off";
    keys.addEventListener("change", () => (keys.checked ? localStorage.removeItem(name) : localStorage.setItem(name, "off")));
  } catch {
    keys.disabled = true; // a browser may forbid storage
  }
};

// What a reader does

const begin = async () => {
  rememberKeys();
  style(modules);
  say(loading);
  try {
    const told = await client.read();
    speech = new Speech(told);
    names = told.facets;
  } catch (error) {
    fail(error);
    return;
  }
  makeFacets();
  page.querySelector(".p-found").hidden = false;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => go({ query: input.value }, { replace: true }), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go({ query: input.value });
  });
  sort.addEventListener("change", () => go({ sort: sort.value }));
  more.addEventListener("click", () => update({ isMore: true }));
  meant.addEventListener("click", () => {
    input.value = meant.dataset.query;
    input.focus();
    go({ query: meant.dataset.query });
  });
  addEventListener("popstate", () => {
    input.value = state().query;
    update();
  });
  input.value = state().query;
  if (!location.search) input.focus();
  await update();
};

begin();
