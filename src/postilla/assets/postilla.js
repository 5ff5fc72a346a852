// Copying, and the reference that a citation leads to, shown beside it. Everything can be read without.
(() => {
  "use strict";
  const make = (name, attributes) => Object.assign(document.createElement(name), attributes);

  // Copying

  const { lang, copied, failed } = document.currentScript.dataset;
  const copies = navigator.clipboard ? document.querySelectorAll("button.copy") : [];
  const said = make("span", { className: "p-hidden", role: "status", lang });
  for (const button of copies) {
    const words = button.textContent;
    const label = button.ariaLabel;
    let timer;
    button.hidden = false;
    button.addEventListener("click", async () => {
      let told = copied;
      try {
        await navigator.clipboard.writeText(button.dataset.copy ?? button.previousElementSibling.textContent);
      } catch {
        told = failed;
      }
      button.textContent = button.ariaLabel = said.textContent = told;
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = words;
        button.ariaLabel = label;
        said.textContent = "";
      }, 2000);
    });
  }
  if (copies.length) document.body.append(said);

  // References. As WCAG 1.4.13 asks: Escape closes the preview, the pointer may enter it, and it stays until left.

  const box = make("div", { className: "p-preview", id: "p-preview", role: "tooltip", hidden: true });
  let shown = null;
  let timer;

  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  };

  const show = (cite) => {
    clearTimeout(timer);
    if (cite === shown) return;
    hide();
    const reference = document.getElementById(decodeURIComponent(cite.hash.slice(1)));
    if (!reference) return;
    const copy = reference.cloneNode(true);
    for (const part of copy.querySelectorAll(".p-backs")) part.remove();
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    // Links inside a tooltip cannot be reached by keyboard, but the reference itself can.
    for (const link of copy.querySelectorAll("a")) link.tabIndex = -1;
    box.replaceChildren(...copy.childNodes);
    box.hidden = false;
    if (!box.isConnected) document.body.append(box);
    const place = cite.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height } = box;
    const page = document.documentElement.clientWidth;
    const left = Math.max(16, Math.min(place.left - 16, page - width - 16));
    const above = place.bottom + height + 8 > innerHeight && place.top > height + 8;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(above ? place.top - height - 4 : place.bottom + 4) + scrollY}px`;
    cite.setAttribute("aria-describedby", box.id);
    shown = cite;
  };

  const wait = (act, time) => {
    clearTimeout(timer);
    timer = setTimeout(act, time);
  };

  const at = (event) => event.target.closest?.("a.cite");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const cite = at(event);
    if (cite) wait(() => show(cite), shown ? 0 : 120);
    else if (box.contains(event.target)) clearTimeout(timer);
    else if (shown && shown !== document.activeElement) wait(hide, 250);
    else if (!shown) clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const cite = at(event);
    if (cite?.matches(":focus-visible")) show(cite);
    else if (shown) hide();
  });
  document.addEventListener("focusout", (event) => at(event) && hide());
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("click", (event) => at(event) && hide());
})();
