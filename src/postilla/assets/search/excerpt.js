// Which words of an article are those that were asked for, and the stretch of its text that holds most of them.
//
// Pagefind takes any word that begins as asked for an answer ("t" is in "the"), and where none does, the longest word that
// the asked one begins with ("co" for "complement"). A reader would not see why such an article was found.
import { folded } from "./ranking.js";

const LENGTH = 28; // words of a stretch
const BEFORE = 4; // of them before the first that was asked for
const SHORT = 3; // letters; a shorter word is itself only
const ENDING = 4; // letters by which another form of a word may be longer

const pieces = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

// Whether a piece of a text begins with the asked word, or is the same word with another ending.
const isForm = (asked, piece) => {
  if (asked.length < SHORT) return piece === asked;
  if (piece.startsWith(asked)) return true;
  let shared = 0;
  while (shared < piece.length && piece[shared] === asked[shared]) shared += 1;
  return shared >= Math.max(SHORT, asked.length / 2) && piece.length - shared <= ENDING;
};

const answers = (asked, text) => pieces(asked).some((word) => pieces(text).some((piece) => isForm(word, piece)));

// The words of a text as Pagefind counts them, and what stands between them.
const split = (text) => (text.includes("\u200b") ? [text.split("\u200b"), ""] : [text.split(/\s+/), " "]);

// Whether an article has a word, in its text or in what else is known of it.
export const says = ({ raw_content, locations, meta }, asked) => {
  const sought = ` ${pieces(asked).join(" ")}`; // an identifier has several
  const isIn = (value) => ` ${pieces(value).join(" ")}`.includes(sought) || answers(asked, value);
  if (Object.values(meta).some(isIn)) return true;
  const [words] = split(raw_content);
  return locations.some((place) => answers(asked, words[place] ?? ""));
};

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

// Text in turn plain and marked, so that nothing in it is ever taken for HTML.
export const excerpt = ({ raw_content, content, locations, meta }, asked) => {
  if (content.trim().replace(/\.$/, "") === meta.title.replace(/\.$/, "")) return []; // an article without a text
  const [words, space] = split(raw_content);
  const told = new Map();
  for (const place of locations.toSorted((one, other) => one - other)) {
    const found = asked.filter((word) => answers(word, words[place] ?? ""));
    if (found.length) told.set(place, found);
  }
  // as many of the words as possible, and those often
  const worth = (start) => {
    const inside = [...told].filter(([place]) => place >= start && place < start + LENGTH - BEFORE);
    return new Set(inside.flatMap(([, found]) => found)).size * LENGTH + inside.length;
  };
  const first = [...told.keys()].reduce((best, place) => (worth(place) > worth(best) ? place : best), told.keys().next().value ?? 0);
  const start = Math.max(0, Math.min(first - BEFORE, words.length - LENGTH));
  const parts = [start ? "… " : ""];
  words.slice(start, start + LENGTH).forEach((word, at) => {
    parts[parts.length - 1] += at ? space : "";
    if (told.has(start + at)) parts.push(unescaped(word), "");
    else parts[parts.length - 1] += unescaped(word);
  });
  if (start + LENGTH < words.length) parts[parts.length - 1] += " …";
  return parts;
};
