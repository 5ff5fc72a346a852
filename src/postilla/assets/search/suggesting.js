// What is suggested while a reader types, misspelt or not, and the nearest words to those that no article has.
import MiniSearch from "./minisearch.js";
import { folded } from "./ranking.js";

const KINDS = ["specialties", "series", "authors", "titles"];

const errors = (word) => (word.length < 4 ? 0 : word.length < 6 ? 1 : 2); // two letters in each other's place are two

const indexed = (field, rows) => {
  const index = new MiniSearch({ fields: [field], storeFields: ["kind", "name", "address"], processTerm: folded });
  index.addAll(rows.map((row, id) => ({ id, ...row })));
  return index;
};

export class Suggestions {
  #words = null;

  // `lists` are the rows of each kind, and single words.
  constructor(lists) {
    this.lists = lists;
    this.names = indexed("name", KINDS.flatMap((kind) => lists[kind].map(([name, address]) => ({ kind, name, address }))));
  }

  near(words, count) {
    return this.names
      .search(words.join(" "), { prefix: (word) => word.length > 1, fuzzy: errors, combineWith: "AND", boostDocument: (_, __, { kind }) => (kind === "titles" ? 1 : 3) })
      .slice(0, count)
      .map(({ kind, name, address }) => ({ kind, name, address }));
  }

  // The words with each of the unknown ones replaced by the nearest known one, as far as there is one.
  mended(words, unknown) {
    this.#words ??= indexed("name", this.lists.words.map((name) => ({ name })));
    const slips = (word) => Math.max(errors(word), word.length > 2 ? 1 : 0);
    return words.map((word) => (unknown.includes(word) && this.#words.search(word, { fuzzy: slips })[0]?.name) || word);
  }
}
