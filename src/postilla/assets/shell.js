// The colour scheme, and the manners of the menus: they close on Escape and when the reader turns elsewhere.
// It runs in the head, before anything is drawn. Everything can be reached without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "postilla.scheme";
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const isWide = matchMedia("(width >= 68rem)");

  // Colour scheme: "default" is light and "slate" dark, the names that Material has for them; none is the system's.

  const chosen = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // A browser may forbid storage; the choice then holds for this page.
    }
  };

  const choose = (scheme) => {
    try {
      if (scheme) localStorage.setItem(key, scheme);
      else localStorage.removeItem(key);
    } catch {}
    show(scheme);
  };

  const isDark = () => (root.dataset.mdColorScheme ? root.dataset.mdColorScheme === "slate" : systemIsDark.matches);

  const tell = () => document.querySelector(".p-scheme")?.setAttribute("aria-pressed", isDark());

  const show = (scheme) => {
    if (scheme === "default" || scheme === "slate") root.dataset.mdColorScheme = scheme;
    else delete root.dataset.mdColorScheme;
    tell();
  };

  // What the system wants anyway is not remembered, so that the page follows the system again.
  const toggle = () => choose(isDark() !== systemIsDark.matches ? null : isDark() ? "default" : "slate");

  root.classList.add("js");
  // Where one of our scripts cannot be loaded, the page is as without any.
  const fails = ({ target }) => target instanceof HTMLScriptElement && target.src.includes("/assets/postilla/") && root.classList.remove("js");
  addEventListener("error", fails, true);
  show(chosen());
  document.addEventListener("DOMContentLoaded", tell);
  systemIsDark.addEventListener("change", tell);
  addEventListener("storage", (event) => event.key === key && show(event.newValue));

  // Menus. On a phone they lie in a panel, which the browser closes by itself.

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll(".p-menu details[open]"))
      if (!menu.contains(except)) menu.open = false;
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest(".p-scheme")) toggle();
    if (isWide.matches) closeMenus(event.target);
  });

  document.addEventListener("focusin", (event) => isWide.matches && closeMenus(event.target));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isWide.matches) return;
    document.activeElement.closest(".p-menu details[open]")?.querySelector("summary").focus();
    closeMenus(null);
  });

  isWide.addEventListener("change", () => {
    closeMenus(null);
    document.querySelector(".p-menu:popover-open")?.hidePopover();
  });
})();
