// The colour scheme, and the manners of the menus: they close on Escape and when the reader turns elsewhere.
// It runs in the head, before anything is drawn; everything works without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "postilla.scheme";
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const wide = matchMedia("(width >= 60rem)");

  // A browser may forbid storage; then the choice holds for this page.
  const stored = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {}
    return null;
  };

  const apply = (scheme) => {
    if (scheme === "default" || scheme === "slate") root.dataset.mdColorScheme = scheme;
    else delete root.dataset.mdColorScheme;
    const dark = scheme ? scheme === "slate" : systemDark.matches;
    document.querySelector(".p-scheme")?.setAttribute("aria-pressed", String(dark));
  };

  const isDark = () => {
    const scheme = root.dataset.mdColorScheme;
    return scheme ? scheme === "slate" : systemDark.matches;
  };

  const toggle = () => {
    const dark = !isDark();
    // What the system wants anyway needs no remembering, and follows the system again.
    const scheme = dark === systemDark.matches ? null : dark ? "slate" : "default";
    stored(scheme);
    apply(scheme);
  };

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll(".p-menu details[open]"))
      if (!menu.contains(except)) menu.open = false;
  };

  root.classList.add("js");
  apply(stored());
  systemDark.addEventListener("change", () => apply(stored()));
  addEventListener("storage", (event) => event.key === key && apply(event.newValue));

  document.addEventListener("DOMContentLoaded", () => apply(root.dataset.mdColorScheme ?? null));

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".p-scheme")) toggle();
    if (wide.matches) closeMenus(event.target);
  });

  document.addEventListener("focusin", (event) => wide.matches && closeMenus(event.target));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !wide.matches) return;
    document.activeElement.closest?.(".p-menu details[open]")?.querySelector("summary").focus();
    closeMenus(null);
  });

  wide.addEventListener("change", () => {
    closeMenus(null);
    document.querySelector(".p-menu:popover-open")?.hidePopover();
  });
})();
