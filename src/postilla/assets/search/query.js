// What a reader types, as the engine wants it.

const LONGEST = 200; // characters: somebody will paste a whole page
const MOST = 16; // words

const PREFIXES = [
  /^https?:\/\/(?:dx\.)?doi\.org\//i,
  /^https?:\/\/orcid\.org\//i,
  /^https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\//i,
];

const IDENTIFIER = /^(?:10\.\d{4,9}\/\S+|PMC\d+|\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i;

const unprefixed = (word) => PREFIXES.reduce((text, prefix) => text.replace(prefix, ""), word);

// "2021;131(19):e153204" is four words of an article; an identifier, whatever stands in it, is one.
const parts = (word) => {
  const bare = unprefixed(word.replace(/^[([]+|[)\].,;:]+$/g, "")).replace(/\/$/, "");
  return IDENTIFIER.test(bare) ? [bare] : bare.split(/[;:()[\]/,]+/);
};

// The phrases in quotes, and the words outside of them, without what is no word.
export const parsed = (text) => {
  const short = text.slice(0, LONGEST).replace(/(?<!\S)(?:doi|pmid|pmcid|orcid)(?:\s*:\s*|\s+)(?=\S*\d)/gi, "");
  const phrases = [];
  const rest = short.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
    if (/\w|[^\x00-\x7f]/.test(phrase)) phrases.push(`"${phrase.trim()}"`);
    return " ";
  });
  const words = rest
    .replace(/["“”„«»]/g, " ")
    .split(/\s+/)
    .flatMap(parts)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST);
  return { phrases, words };
};
