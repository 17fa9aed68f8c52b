# SPDX-License-Identifier: EUPL-1.2
"""The words, places and dates of the field: what every room may know.

Import from the modules themselves: `text` (three languages), `periods` (the three kinds of
year), `codes` (closed lists), `places` (areas, desks, municipalities), `distance` (kilometres),
`workdays`, `terms` (what the words mean). Nothing is loaded before it is asked for.
"""
