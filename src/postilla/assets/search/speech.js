// What the search says, in the language of the interface; the words come with the index.

export class Speech {
  constructor({ language, words, counts }) {
    this.language = language;
    this.words = words;
    this.counts = counts;
    this.numbers = new Intl.NumberFormat(language);
    this.plurals = new Intl.PluralRules(language);
  }

  word(key, values = {}) {
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  number(number) {
    return this.numbers.format(number);
  }

  // "12 articles"
  found(number) {
    const form = this.counts[this.plurals.select(number)] ?? this.counts.other;
    return form.replace("{number}", this.number(number));
  }
}
