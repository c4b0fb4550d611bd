"""Any JSON, and known JSON with one part of it spoilt."""

import copy

from hypothesis import strategies as st

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(["\ud800", "\0", "-1", "9" * 40, 10**400, []])
)
ANY = st.recursive(
    LEAVES,
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.text(max_size=5), part, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def spoilt(draw, value):
    """`value` with one part, or all of it, gone or made into something else."""
    value = copy.deepcopy(value)
    places = list(_places(value))
    place = draw(st.sampled_from([None, *places]))
    if place is None:
        return draw(ANY)
    holder, key = place
    if draw(st.booleans()):
        del holder[key]
    else:
        holder[key] = draw(ANY)
    return value


def _places(value):
    if isinstance(value, dict):
        keys = list(value)
    else:
        keys = list(range(len(value))) if isinstance(value, list) else []
    for key in keys:
        yield value, key
        yield from _places(value[key])
