"""The one stylesheet of the peers that bring no theme."""

STYLE = """\
:root { color-scheme: light dark; --ink: light-dark(#1c1c1c, #e8e6e3); --accent: light-dark(#8a1f2b, #f0959c); }
body { margin: 0; color: var(--ink); font: 1.1rem/1.6 Charter, "Source Serif 4", Georgia, serif; }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; font-family: system-ui, sans-serif; font-size: 0.9rem; }
a { color: var(--accent); }
.cards { list-style: none; padding: 0; }
.type { margin: 0; font: 0.8rem system-ui, sans-serif; }
table { border-collapse: collapse; }
td, th { padding: 0.2rem 0.6rem; }
"""
