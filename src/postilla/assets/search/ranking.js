// What a title says of a query that the scores of words do not: whether it is what was typed, or has it in one piece.

// Letters and digits as they are compared: without accents, capitals and punctuation.
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const spaced = (text) => ` ${folded(text).match(/[\p{L}\p{N}]+/gu)?.join(" ") ?? ""}`;

// 3: the title is the query. 2: it begins with it, in several words. 1: it has it in one piece. The last word may go on.
const nearness = (title, query) => {
  if (title === query) return 3;
  if (title.startsWith(query) && query.includes(" ", 1)) return 2;
  return title.includes(query) ? 1 : 0;
};

// The hits of a query in the order in which they are shown; those that are equally near stay in the order of their scores.
// A notice says the title of its article again, in fewer words: it comes after, unless the query speaks of its type.
export const ranked = (hits, text) => {
  const query = spaced(text);
  if (query === " ") return hits;
  const words = query.trim().split(" ");
  const rank = (hit) => {
    const isMeant = !hit.notice || words.some((word) => spaced(hit.type).includes(` ${word}`));
    return 2 * nearness(spaced(hit.title), query) + (isMeant ? 1 : 0);
  };
  const ranks = new Map(hits.map((hit) => [hit, rank(hit)]));
  return hits.toSorted((one, other) => ranks.get(other) - ranks.get(one));
};
