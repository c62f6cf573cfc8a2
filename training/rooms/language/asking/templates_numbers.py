"""Questions that count, check and compare. {xs}: a plural; {rel}: "next to the bed"."""

from training.rooms.language.asking.templates import Template, templates

NUMBERS: dict[str, tuple[Template, ...]] = {
    "count": templates(
        "count",
        """
        How many {xs} are there?
        How many {xs} are in the room?
        How many {xs} are there in the room?
        How many {xs} does the room have?
        How many {xs} can you see?
        How many {xs} can be found in the room?
        How many {xs} can be counted in this room?
        What is the number of {xs} in the room?
        What number of {xs} does the room have?
        How many {xs} does this room contain?
        How many {xs} do you count?
        How many {xs} are there in total?
        The room has how many {xs}?
        In this room, how many {xs} are there?
        How many {xs} are present in this room?
        *Count the {xs}: how many are there?
        *To what number do the {xs} in here add up?
        """,
    ),
    "count, by place": templates(
        "count-of",
        """
        How many {xs} are {rel}?
        How many {xs} are there {rel}?
        How many {xs} can be found {rel}?
        How many {xs} are located {rel}?
        How many {xs} can be seen {rel}?
        What is the number of {xs} {rel}?
        How many {xs} do you see {rel}?
        How many {xs} have been put {rel}?
        How many {xs} can you count {rel}?
        *Count the {xs} {rel}: how many are there?
        """,
    ),
    "count, for a viewer": templates(
        "count-seen",
        """
        I am {situation}. How many {xs} are {side}?
        I am {situation}. How many {xs} do I see {side}?
        I am {situation}. How many {xs} can be found {side}?
        I am {situation}. {Side}, how many {xs} are there?
        *Picture me {situation}. How many {xs} are {side}?
        """,
    ),
    "exists": templates(
        "exists",
        """
        Is there {a_x} in the room?
        Is there {a_x}?
        Does the room have {a_x}?
        Can you see {a_x}?
        Can you see {a_x} in the room?
        Is {a_x} in the room?
        Does this room contain {a_x}?
        Are there any {xs} in the room?
        Are there any {xs}?
        Do you see any {xs}?
        Is {a_x} anywhere in this room?
        Do you see {a_x} in here?
        Is any {x} in this room?
        Can {a_x} be found in here?
        *Would somebody looking for {a_x} find one in here?
        *Has this room got {a_x}?
        """,
    ),
    "exists, by place": templates(
        "exists-at",
        """
        Is there {a_x} {rel}?
        Can you see {a_x} {rel}?
        Is {a_x} {rel}?
        Are there any {xs} {rel}?
        Do you see {a_x} {rel}?
        Can {a_x} be found {rel}?
        Is any {x} {rel}?
        Has {a_x} been put {rel}?
        *Would somebody find {a_x} {rel}?
        """,
    ),
    "exists, for a viewer": templates(
        "exists-seen",
        """
        I am {situation}. Is there {a_x} {side}?
        I am {situation}. Do I see {a_x} {side}?
        I am {situation}. Can {a_x} be found {side}?
        *Picture me {situation}. Is there {a_x} {side}?
        """,
    ),
    "is it": templates(
        "is-it",
        """
        Is the {x} {rel}?
        Is the {x} located {rel}?
        Is it true that the {x} is {rel}?
        Can the {x} be found {rel}?
        Is the {x} the one {rel}?
        *Would somebody find the {x} {rel}?
        """,
    ),
    "has the color": templates(
        "is-colored",
        """
        Is the {x} {word}?
        Is the color of the {x} {word}?
        Would you call the {x} {word}?
        Is it true that the {x} is {word}?
        *Does {word} fit the {x}?
        """,
    ),
    "compare": templates(
        "compare",
        """
        Which is {more}, the {x} or the {y}?
        What is {more}, the {x} or the {y}?
        Which one is {more}: the {x} or the {y}?
        Between the {x} and the {y}, which is {more}?
        Of the {x} and the {y}, which one is {more}?
        Is the {x} or the {y} {more}?
        The {x} or the {y}: which is {more}?
        *Comparing the {x} with the {y}, what comes out {more}?
        """,
    ),
    "closer": templates(
        "closer",
        """
        Which is closer to the {z}, the {x} or the {y}?
        What is closer to the {z}, the {x} or the {y}?
        Which one is nearer to the {z}: the {x} or the {y}?
        Is the {x} or the {y} closer to the {z}?
        Between the {x} and the {y}, which is closer to the {z}?
        Of the {x} and the {y}, which one stands nearer to the {z}?
        *From the {z}, is it a shorter way to the {x} or the {y}?
        """,
    ),
    "same": templates(
        "same",
        """
        Do the {x} and the {y} have the same {attribute}?
        Are the {x} and the {y} of the same {attribute}?
        Is the {attribute} of the {x} the same as that of the {y}?
        Does the {x} have the same {attribute} as the {y}?
        *Would you say that the {x} and the {y} match in {attribute}?
        """,
    ),
    "more": templates(
        "more",
        """
        Are there more {xs} or more {ys}?
        What are there more of, {xs} or {ys}?
        Which are there more of in the room, {xs} or {ys}?
        Does the room have more {xs} or more {ys}?
        Which is the greater number, that of the {xs} or of the {ys}?
        *Do the {xs} outnumber the {ys}, or the other way round?
        """,
    ),
}
