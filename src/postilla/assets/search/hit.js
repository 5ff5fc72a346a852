// An article that was found, as text in elements: nothing of it is ever read as HTML.

export const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== "" && value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== ""));
  return element;
};

const AUTHORS = 160; // characters; who wants all of them opens the article

const shortened = (text) => (text.length > AUTHORS ? `${text.slice(0, text.lastIndexOf(",", AUTHORS) + 1 || AUTHORS)} …` : text);

// The parts of an article: kicker, title, credit, excerpt. The title is an element of the name that is asked for.
export const parts = (hit, title = "span", link = "") => {
  const lang = hit.lang || undefined;
  const name = link ? make("a", { href: link }, hit.title) : hit.title;
  return [
    make("span", { class: "p-hit__kicker" }, hit.type, ...(hit.label ? [" ", make("b", { class: `p-status ${hit.status}` }, hit.label)] : [])),
    make(title, { class: "p-hit__title", lang }, name),
    make("span", { class: "p-hit__credit" }, shortened(hit.authors), ...(hit.citation ? [hit.authors ? " · " : "", make("cite", {}, hit.citation)] : [])),
    make("span", { class: "p-hit__excerpt", lang }, ...hit.excerpt.map((text, place) => (place % 2 ? make("mark", {}, text) : text))),
  ];
};
