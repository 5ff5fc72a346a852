// The dialog: a box to type into, and below it what is found, which the arrow keys walk through.
import { Client, newest } from "./client.js";
import { make, parts } from "./hit.js";
import { Speech } from "./speech.js";

const PAUSE = 100; // milliseconds without a key before the archive is searched
const HITS = 8;

export const start = (dialog) => {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector('[role="listbox"]');
  const status = dialog.querySelector('[role="status"]');
  const failed = dialog.querySelector(".p-search__failed");
  const meant = dialog.querySelector(".p-search__meant");
  const all = dialog.querySelector(".p-search__lists a");
  const page = all.href;
  const { root } = dialog.dataset;
  const unavailable = failed.textContent;
  let speech = null;
  let timer = 0;
  let asked = "";

  style(dialog.dataset.modules);
  const client = new Client(root, () => say(dialog.dataset.building));
  const search = newest((query) => client.ask("search", { query, count: HITS }));
  const suggest = newest((query) => client.ask("suggest", { query }));

  const say = (text) => {
    status.textContent = text;
  };

  const options = () => [...list.querySelectorAll('[role="option"]')];
  const active = () => document.getElementById(input.getAttribute("aria-activedescendant"));

  const activate = (option) => {
    active()?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else input.removeAttribute("aria-activedescendant");
  };

  const group = (key, rows) =>
    make("div", { role: "group", "aria-label": speech.word(key) }, make("p", { class: "p-search__group", "aria-hidden": "true" }, speech.word(key)), ...rows);

  const option = (row, id, ...children) =>
    make("a", { role: "option", id: `p-search-${id}`, href: new URL(row.address, root).href, tabindex: "-1", "aria-selected": "false" }, ...children);

  const show = (suggestions, hits) => {
    const addresses = new Set(hits.map((hit) => hit.address));
    const rows = suggestions.filter((row) => !addresses.has(row.address));
    const groups = [];
    if (rows.length)
      groups.push(
        group(
          "suggestions",
          rows.map((row, place) => option(row, `s${place}`, make("span", {}, row.name), " ", make("small", {}, speech.word(`kind-${row.kind}`)))),
        ),
      );
    if (hits.length) groups.push(group("results", hits.map((hit, place) => option(hit, `h${place}`, ...parts(hit)))));
    list.replaceChildren(...groups);
    list.hidden = !groups.length;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(groups.length > 0));
    activate(null);
  };

  const fail = (error) => {
    show([], []);
    failed.textContent = error.kind === "outdated" ? dialog.dataset.outdated : unavailable;
    failed.hidden = false;
    say(failed.textContent);
  };

  const mend = async (query, unknown) => {
    const better = await client.ask("mended", { query, unknown });
    if (!better || query !== asked) return;
    meant.replaceChildren(speech.word("meant", { query: better }));
    meant.dataset.query = better;
    meant.hidden = false;
  };

  const update = async () => {
    const query = input.value.trim();
    asked = query;
    all.href = query ? `${page}?q=${encodeURIComponent(query)}` : page;
    failed.hidden = meant.hidden = true;
    try {
      if (!speech && query) say(dialog.dataset.loading);
      if (!speech) {
        speech = new Speech(await client.read());
        client.ask("prepare").catch(() => {}); // a question will tell
      }
      if (!query) {
        show([], []);
        say("");
        return;
      }
      // the search is asked first, and does not wait for the list of suggestions, which is still on its way at the first query
      let suggestions = null;
      const finding = search(query);
      const suggesting = suggest(query).then((rows) => {
        suggestions = rows;
      });
      suggesting.catch(() => {}); // told below
      const found = await finding;
      if (!found || query !== asked) return;
      show(suggestions ?? [], found.items);
      say(found.total ? speech.found(found.total) : speech.word("none", { query: query.slice(0, 80) }));
      if (!suggestions) {
        await suggesting;
        if (query !== asked) return;
        // nothing moves under the hand of a reader who is choosing
        if (suggestions?.length && !active() && !list.matches(":hover")) show(suggestions, found.items);
      }
      if (found.unknown.length) await mend(query, found.unknown);
    } catch (error) {
      if (query === asked) fail(error);
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    const place = all.indexOf(active());
    if (event.key === "ArrowDown" && all.length) activate(all[place + 1] ?? null);
    else if (event.key === "ArrowUp" && all.length) activate(place < 0 ? all.at(-1) : (all[place - 1] ?? null));
    else if (event.key === "Enter" && place >= 0) active().click();
    else return;
    event.preventDefault();
  });

  meant.addEventListener("click", () => {
    input.value = meant.dataset.query;
    input.focus();
    update();
  });

  // a link to a place in this page leaves the dialog open otherwise
  list.addEventListener("click", (event) => event.target.closest("a") && dialog.close());

  update();
};

// The stylesheet of what is found, once for a page.
export const style = (modules) => {
  if (document.querySelector("link[data-search]")) return;
  document.head.append(make("link", { rel: "stylesheet", href: `${modules}search.css`, "data-search": true }));
};
