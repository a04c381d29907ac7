"""Charts as SVG, drawn from data alone: the same data give the same bytes. Each page adds a table of the same data."""
