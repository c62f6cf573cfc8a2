"""Questions for places. {x}: what is asked for; {y}: the anchor."""

from training.rooms.language.asking.templates import Template, templates

PLACES: dict[str, tuple[Template, ...]] = {
    "where": templates(
        "where",
        """
        Where is the {x}?
        Where is the {x} located?
        Where is the {x} placed?
        Where can the {x} be found?
        Where can I find the {x}?
        Where in the room is the {x}?
        Where is the {x} positioned?
        Where is the {x} situated?
        Where do I find the {x}?
        Where would I look for the {x}?
        Where exactly is the {x}?
        Where is the {x} kept?
        Where has the {x} been placed?
        In what part of the room is the {x}?
        In what part of the room is the {x} located?
        What is the location of the {x}?
        What place has the {x} been given?
        Where has the {x} been put?
        Where about is the {x}?
        Where should I go to get to the {x}?
        The {x} is where?
        The {x} is located where?
        Where is the {x} in this room?
        Where in this space is the {x} set?
        How do I locate the {x}?
        What is the position of the {x}?
        Can you tell me where the {x} is?
        Do you know where the {x} is?
        *At which spot would somebody come across the {x}?
        *Whereabouts does one see the {x}?
        *Point out the place of the {x}: where is it?
        """,
    ),
    "where, of many": templates(
        "where-plural",
        """
        Where are the {x}?
        Where are the {x} located?
        Where can the {x} be found?
        Where in the room are the {x}?
        Where do I find the {x}?
        What is the location of the {x}?
        Where have the {x} been put?
        The {x} are where?
        *Whereabouts does one see the {x}?
        """,
    ),
    "where to": templates(
        "where-to",
        """
        Where is {use}?
        Where is there {use}?
        Where can I find {use}?
        Where in this room is {use}?
        I am looking for {use}. Where should I go?
        I need {use}. Where is it?
        Where would I find {use}?
        If I wanted {use}, where would I go?
        Where do I look for {use}?
        *Whereabouts is there {use}?
        """,
    ),
    "side": templates(
        "side",
        """
        On which side of the {y} is the {x}?
        On what side of the {y} is the {x} located?
        To what side of the {y} is the {x}?
        What side of the {y} is the {x} on?
        Which side of the {y} is the {x} on?
        Is the {x} on the left or the right side of the {y}?
        Is the {x} to the left or to the right of the {y}?
        The {x} is on which side of the {y}?
        On which side of the {y} can the {x} be found?
        Facing the {y}, on which side is the {x}?
        On which side of the {y} do you see the {x}?
        When you look at the {y}, on what side is the {x}?
        *Looking at the {y}, which hand side has the {x}?
        *Left or right of the {y}: where is the {x}?
        """,
    ),
    "side between two": templates(
        "side-between",
        """
        I am {situation}. On which side of the {y} is the {x}?
        I am {situation}. Is the {x} to the left or to the right of the {y}?
        I am {situation}. On what side of the {y} do I see the {x}?
        I am {situation}. To what side of the {y} is the {x}?
        I am {situation}. Do I see the {x} left or right of the {y}?
        *Picture me {situation}. Which hand side of the {y} has the {x}?
        """,
    ),
    "side for a viewer": templates(
        "side-seen",
        """
        I am {situation}. On which side is the {x}?
        I am {situation}. Is the {x} on my left, on my right, in front of me or behind me?
        I am {situation}. On what side of me is the {x} located?
        I am {situation}. Is the {x} in front of me, behind me, or to one side?
        I am {situation}. Which way do I turn to face the {x}?
        I am {situation}. In which direction is the {x}?
        *Picture me {situation}. Which hand side has the {x}?
        """,
    ),
    "relation": templates(
        "relation",
        """
        How is the {x} placed in relation to the {y}?
        Where is the {x} in relation to the {y}?
        What is the position of the {x} with respect to the {y}?
        Where is the {x} relative to the {y}?
        Seen from the {y}, where is the {x} placed?
        Where does the {x} lie relative to the {y}?
        *How do the {x} and the {y} lie to each other?
        """,
    ),
}
