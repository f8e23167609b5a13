"""Which invented files are meant to run into a limit, or take seconds: the quick tests leave them to the slow ones."""

HEAVY = frozenset(
    {
        "drawing: forms double twenty-five times",
        "table as a stream without fields",
        "picture: ten thousand times",
        "a hundred thousand tiny objects",
        "drawing: two million path points",
        "drawing: a million operators",
        "text: two hundred thousand letters in rows",
        "picture: flate, few data",
    }
)
