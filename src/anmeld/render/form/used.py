"""Which names a form's map uses: what coverage needs to know of it."""

from __future__ import annotations

from collections.abc import Iterator

from anmeld.render.form.mapping import FieldMap, FormMap


def names_used(form_map: FormMap) -> frozenset[str]:
    """Give the names that a map reads anything from.

    Args:
        form_map: The map.

    Returns:
        The names, `[]` after each list.
    """
    own = (path for one in form_map.fields.values() for path in _paths(one))
    rows = (
        f"{rows.from_}.{path}"
        for rows in form_map.rows
        for one in rows.fields.values()
        for path in _paths(one)
    )
    return frozenset([*own, *rows])


def _paths(one: FieldMap) -> Iterator[str]:
    yield from one.from_
    yield from (test.field for line in one.when for test in line.tests() if test.field)
