// The search itself, beside the page: questions of a reader, answered from the index, the orders of articles, the suggestions.
import { missing, start } from "./engine.js";
import { excerpt, says } from "./excerpt.js";
import { parsed } from "./query.js";
import { ranked } from "./ranking.js";

const WAIT = 500; // milliseconds between two questions whether the index of a preview is built

let root = "";
let told = null; // index.json, once it is read
let opening = null;
let ranks = {};
let suggesting = null;
let searching = null;

addEventListener("unhandledrejection", (event) => event.preventDefault());

class Outdated extends Error {}

const at = (address) => new URL(address, root).href;

const read = async () => {
  while (!told) {
    const index = await (await fetch(at("search/index.json"), { cache: "no-cache" })).json();
    if (!index.building) told = index;
    else {
      postMessage({ building: true });
      await new Promise((resolve) => setTimeout(resolve, WAIT));
    }
  }
  return told;
};

const open = () => {
  opening ??= read()
    .then(({ bundles }) => start(bundles.map(([folder, entry]) => [at(folder), entry])))
    .catch((error) => {
      opening = null; // the next question tries again
      throw error;
    });
  return opening;
};

const forget = () => {
  opening = told = suggesting = null;
  ranks = {};
};

const rank = async (name) => {
  ranks[name] ??= fetch(at((await read()).orders[name]))
    .then((answer) => answer.text())
    .then((text) => new Map(text.split("\n").map((id, place) => [id, place])));
  return ranks[name];
};

const ORDERS = { newest: ["date", 1], oldest: ["date", -1], title: ["title", 1] };

const sorted = async (results, sort) => {
  if (!ORDERS[sort]) return results;
  const [name, direction] = ORDERS[sort];
  const places = await rank(name);
  return results.toSorted((one, other) => direction * (places.get(one.id) - places.get(other.id)));
};

const shown = (found, words) => {
  const { title, type = "", authors = "", citation = "", status = "", label = "", lang = "", notice = "" } = found.meta;
  const address = found.raw_url.replace(/^\//, "");
  return { address, title, type, authors, citation, status, label, lang, notice, excerpt: excerpt(found, words) };
};

// What all phrases and the other words find together; each is a search of its own for Pagefind.
const matching = async (engine, { phrases, words }, filters) => {
  const asked = [...(words.length ? [words.join(" ")] : []), ...phrases];
  if (!asked.length) return engine.search(null, { filters });
  const [first, ...others] = await Promise.all(asked.map((text) => engine.search(text, { filters })));
  if (!others.length) return first;
  const ids = others.map((found) => new Set(found.results.map((result) => result.id)));
  // how many there are of each facet is known for one search only
  return { results: first.results.filter((result) => ids.every((set) => set.has(result.id))), filters: null };
};

// The words of a query that are in no article. Pagefind leaves such a word aside or takes another for it, and says nothing.
const unknown = async (engine, words, found) => {
  const isKnown = async (word) => {
    if (found.some((one) => says(one, word))) return true;
    // a phrase of one word is its stem and nothing longer or shorter: "being" is "be", which no letters of it could tell
    if ((await engine.search(`"${word}"`)).results.length) return true;
    const [first] = (await engine.search(word)).results;
    return Boolean(first) && says(await first.data(), word);
  };
  const known = await Promise.all(words.map(isKnown));
  return words.filter((_, place) => !known[place]);
};

const search = async ({ query = "", filters = {}, sort = "", facets = [], from = 0, count = 10 }) => {
  const engine = await open();
  const asked = parsed(query);
  const isBrowsing = !asked.words.length && !asked.phrases.length;
  if (query.trim() && isBrowsing) return { total: 0, items: [], counts: {}, unknown: [] };
  const chosen = Object.entries(filters).filter(([, values]) => values.length);
  const wanted = Object.fromEntries(facets.map((name) => [name, []]));
  const without = (left) =>
    matching(engine, asked, {
      ...wanted,
      ...Object.fromEntries(chosen.filter(([name]) => name !== left).map(([name, values]) => [name, { any: values }])),
    });
  const [found, ...alternatives] = await Promise.all([without(""), ...chosen.map(([name]) => without(name))]);
  const order = sort || (isBrowsing ? "newest" : "relevance");
  const results = await sorted(found.results, order);
  // all of them, so that nothing is still on its way when the next search begins
  const answers = await Promise.allSettled(results.slice(from, from + count).map((result) => result.data()));
  if (missing.length) throw new Outdated(missing[0]);
  const articles = answers.map(({ value }) => value);
  const sought = [...asked.words, ...asked.phrases.flatMap((phrase) => phrase.split(/\s+/))];
  const hits = articles.map((article) => shown(article, sought)); // before the next search tells other places in them
  const strangers = await unknown(engine, asked.words, articles);
  if (missing.length) throw new Outdated(missing[0]);
  if (strangers.length && strangers.length === asked.words.length && !asked.phrases.length)
    return { total: 0, items: [], counts: {}, unknown: strangers };
  const items = ORDERS[order] ? hits : ranked(hits, [...asked.words, ...asked.phrases].join(" "));
  const counts = found.filters && { ...found.filters };
  // of a facet with a choice, what else could be chosen
  if (counts) chosen.forEach(([name], place) => Object.assign(counts, { [name]: alternatives[place].filters?.[name] ?? {} }));
  return { total: results.length, items, counts, unknown: strangers };
};

// The list takes some time to be made ready for comparing, and here only one thing is done at a time: a search goes first.
const suggested = () => {
  suggesting ??= open()
    .then(() => searching)
    .then(read)
    .then(({ suggestions }) => Promise.all([import("./suggesting.js"), fetch(at(suggestions)).then((answer) => answer.json())]))
    .then(([{ Suggestions }, lists]) => new Suggestions(lists))
    .catch((error) => {
      suggesting = null;
      throw error;
    });
  return suggesting;
};

const suggest = async ({ query, count = 5 }) => (await suggested()).near(parsed(query).words, count);

// The query with its unknown words mended; empty where nothing can be, or is found then.
const mended = async ({ query, unknown }) => {
  const { words } = parsed(query);
  const text = (await suggested()).mended(words, unknown).join(" ");
  if (text === words.join(" ")) return "";
  return (await search({ query: text, count: 0 })).total ? text : "";
};

const METHODS = {
  read: async (asked) => {
    root = asked.root;
    return read();
  },
  // Loads what the first question will need; if that fails, the question will tell.
  prepare: () => suggested().then(() => true, () => false),
  search: (asked) => {
    const answer = search(asked);
    searching = answer.catch(() => {});
    return answer;
  },
  suggest,
  mended,
};

addEventListener("message", async ({ data: { id, method, asked } }) => {
  try {
    postMessage({ id, answer: await METHODS[method](asked) });
  } catch (error) {
    const isOutdated = error instanceof Outdated || (told && missing.length > 0);
    missing.length = 0;
    forget();
    postMessage({ id, error: isOutdated ? "outdated" : "failed" });
  }
});
