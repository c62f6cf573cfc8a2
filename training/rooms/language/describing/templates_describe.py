"""Sentences that describe objects and rooms.

{a_x}: "a brown chair"; {the_x}; {x}: without an article; {noun}: "chair"; {rel}: "next to the bed".
"""

from training.rooms.language.asking.templates import Template, templates

OBJECTS: dict[str, tuple[Template, ...]] = {
    "opening": templates(
        "opening",
        """
        This is {a_x}.
        There is {a_x}.
        It is {a_x}.
        The object is {a_x}.
        There is {a_x} in the room.
        {A_x} is in the room.
        You can see {a_x}.
        We are looking for {a_x}.
        I mean {a_x}.
        In this room there is {a_x}.
        Look for {a_x}.
        It looks like {a_x}.
        The thing in question is {a_x}.
        What I mean is {a_x}.
        Here we have {a_x}.
        A person would call it {a_x}.
        *Picture {a_x}.
        *The target of the search is {a_x}.
        """,
    ),
    "opening with a place": templates(
        "opening-at",
        """
        This is {a_x} {rel}.
        There is {a_x} {rel}.
        {A_x} is {rel}.
        {Rel} there is {a_x}.
        {Rel} you can see {a_x}.
        It is {a_x} {rel}.
        {Rel} is {a_x}.
        You can find {a_x} {rel}.
        I mean {a_x} {rel}.
        The object is {a_x} {rel}.
        {Rel} you will find {a_x}.
        *Somebody has put {a_x} {rel}.
        """,
    ),
    "place": templates(
        "place",
        """
        It is {rel}.
        The {noun} is {rel}.
        It is located {rel}.
        It is placed {rel}.
        It can be found {rel}.
        This one is {rel}.
        This {noun} is {rel}.
        You can find it {rel}.
        The {noun} is located {rel}.
        It has its place {rel}.
        You will see it {rel}.
        The {noun} can be seen {rel}.
        It is situated {rel}.
        *Its spot is {rel}.
        """,
    ),
    "two places": templates(
        "two-places",
        """
        It is {rel} and {also}.
        The {noun} is {rel}, {also}.
        It is {rel}, and it is {also}.
        The {noun} is {rel}. It is also {also}.
        It can be found {rel}, {also}.
        *Its spot is {rel}, {also}.
        """,
    ),
    "rank": templates(
        "rank",
        """
        It is {the_x}.
        It happens to be {the_x}.
        This one is {the_x}.
        Of all of them, it is {the_x}.
        To be exact, it is {the_x}.
        I mean {the_x}.
        *Among its like it counts as {the_x}.
        """,
    ),
    "parts": templates(
        "has-parts",
        """
        It has {n} {parts}.
        The {noun} has {n} {parts}.
        It comes with {n} {parts}.
        You can count {n} {parts} on it.
        *There are {n} {parts} to it.
        """,
    ),
    "attribute": templates(
        "is-attribute",
        """
        It is {adjective}.
        The {noun} is {adjective}.
        It looks {adjective}.
        This {noun} is {adjective}.
        *One would call it {adjective}.
        """,
    ),
    "for a viewer": templates(
        "viewer",
        """
        When {situation}, you see it {side}.
        For somebody {situation}, it is {side}.
        {Situation}, you have it {side}.
        If you are {situation}, it is {side}.
        *Picture somebody {situation}: it is {side}.
        """,
    ),
    "whole": templates(
        "whole",
        """
        {The_x}.
        Find {the_x}.
        Look for {the_x}.
        Show me {the_x}.
        Point to {the_x}.
        I am looking for {the_x}.
        It is {the_x}.
        Go to {the_x}.
        My finger points to {the_x}.
        Please select {the_x}.
        *Locate {the_x}.
        """,
    ),
}

SCENES: dict[str, tuple[Template, ...]] = {
    "type and contents": templates(
        "scene",
        """
        This is {a_room} with {things}.
        {A_room} with {things}.
        It is {a_room} that has {things}.
        The scan shows {a_room} with {things}.
        We are in {a_room}. There are {things}.
        There are {things} in this {room}.
        In this {room} you can see {things}.
        The {room} contains {things}.
        The {room} is furnished with {things}.
        This {room} holds {things}.
        *What has been scanned is {a_room}; it holds {things}.
        """,
    ),
    "contents": templates(
        "scene-contents",
        """
        There are also {things}.
        Besides, there are {things}.
        You can also see {things}.
        It also has {things}.
        *Not to forget {things}.
        """,
    ),
    "layout": templates(
        "scene-layout",
        """
        {The_x} is {rel}.
        {Rel} is {the_x}.
        You find {the_x} {rel}.
        {The_x} is located {rel}.
        {The_x} has been put {rel}.
        {Rel} you see {the_x}.
        *One comes across {the_x} {rel}.
        """,
    ),
    "size": templates(
        "scene-size",
        """
        The room is about {long} by {short} meters.
        It measures roughly {long} by {short} meters.
        The room is {size}.
        It is a {size} room.
        *Its floor takes up some {area} square meters.
        """,
    ),
    "openings": templates(
        "scene-openings",
        """
        It has {openings}.
        There are {openings}.
        The room has {openings}.
        The walls have {openings}.
        *As for openings, there are {openings}.
        """,
    ),
    "colors": templates(
        "scene-colors",
        """
        Most things are {color}.
        Much of it is {color}.
        The main color of the furniture is {color}.
        *The room is dominated by {color}.
        """,
    ),
}
"""Everything is said in the plural or with "There are": `describe` mends it for single things."""
