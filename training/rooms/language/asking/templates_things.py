"""Questions for things. {rel}: "next to the bed"; {kind}: "piece of furniture"; {y}: an anchor."""

from training.rooms.language.asking.templates import Template, templates

THINGS: dict[str, tuple[Template, ...]] = {
    "what is": templates(
        "what-is",
        """
        What is {rel}?
        What is located {rel}?
        What is placed {rel}?
        What is there {rel}?
        What can be found {rel}?
        What object is {rel}?
        What do you see {rel}?
        What thing is {rel}?
        What stands {rel}?
        What item is {rel}?
        What is the object {rel}?
        Which object is {rel}?
        What is the thing {rel}?
        What can I see {rel}?
        What has been put {rel}?
        What would I find {rel}?
        What sits {rel}?
        The object {rel} is what?
        {Rel}, what is there?
        {Rel} there is what?
        {Rel} is what?
        *Name the thing {rel}.
        *Tell me what somebody would see {rel}.
        """,
    ),
    "what are": templates(
        "what-are",
        """
        What is {rel}?
        What are {rel}?
        What things are {rel}?
        What objects are {rel}?
        What can be found {rel}?
        What is located {rel}?
        What do you see {rel}?
        *Name the things {rel}.
        """,
    ),
    "what on": templates(
        "what-on",
        """
        What is on the {y}?
        What is sitting on top of the {y}?
        What is placed on the {y}?
        What does the {y} carry?
        What is the {y} carrying on top?
        What has been put on the {y}?
        What rests on the {y}?
        What does the {y} have on it?
        What lies on the {y}?
        *What does the {y} hold up?
        """,
    ),
    "what carries": templates(
        "what-carries",
        """
        What is the {x} on?
        What is the {x} on top of?
        What is the {x} standing on?
        What does the {x} rest on?
        What is the {x} placed on?
        What piece of furniture is the {x} on?
        What supports the {x}?
        What holds the {x}?
        *Upon what has the {x} been set?
        """,
    ),
    "what is it next to": templates(
        "next-to-what",
        """
        What is the {x} next to?
        What is the {x} beside?
        The {x} is next to what?
        What does the {x} stand next to?
        What is the {x} right by?
        What is the neighbor of the {x}?
        *What keeps the {x} company?
        """,
    ),
    "what does it face": templates(
        "faces-what",
        """
        What is the {x} facing?
        What does the {x} face?
        What is the {x} turned to?
        Toward what is the {x} turned?
        The {x} is facing what?
        *What does the {x} look at?
        """,
    ),
    "what kind is": templates(
        "what-kind-is",
        """
        What is the {kind} {rel}?
        What {kind} is {rel}?
        What is the {kind} that is {rel}?
        Which {kind} is {rel}?
        What {kind} can be found {rel}?
        What {kind} is located {rel}?
        What {kind} do you see {rel}?
        The {kind} {rel} is what?
        What is the name of the {kind} {rel}?
        *Name the {kind} {rel}.
        """,
    ),
    "what to use": templates(
        "what-to-use",
        """
        What {rel} can I {use}?
        What is there {rel} to {use}?
        What could I {use} {rel}?
        What thing {rel} can be used to {use}?
        Which object {rel} could somebody {use}?
        I would like to {use}. What {rel} can I take?
        *What serves to {use} {rel}?
        """,
    ),
    "which": templates(
        "which",
        """
        Which {x} is {rel}?
        Which one of the {xs} is {rel}?
        What {x} is {rel}?
        Which of the {xs} is {rel}?
        Of all the {xs}, which one is {rel}?
        Which {x} can be found {rel}?
        *Out of the {xs}, name the one {rel}.
        """,
    ),
    "which is extreme": templates(
        "which-extreme",
        """
        Which {x} is the {most}?
        Which of the {xs} is the {most}?
        Which one of the {xs} is the {most}?
        What is the {most} {x} like?
        Of all the {xs}, which one is the {most}?
        *Among the {xs}, which one comes out as the {most}?
        """,
    ),
    "what for a viewer": templates(
        "what-seen",
        """
        I am {situation}. What is {side}?
        I am {situation}. What do I see {side}?
        I am {situation}. What can be found {side}?
        I am {situation}. What object is {side}?
        I am {situation}. {Side}, what is there?
        I am {situation}. What thing is {side}?
        I am {situation}. What would I bump into {side}?
        I am {situation}. What is the object {side}?
        *Picture me {situation}. What is {side}?
        """,
    ),
    "which kind for a viewer": templates(
        "kind-seen",
        """
        I am {situation}. What {kind} is {side}?
        I am {situation}. Which {kind} is {side}?
        I am {situation}. What is the {kind} {side}?
        *Picture me {situation}. What {kind} is {side}?
        """,
    ),
    "nearest": templates(
        "nearest",
        """
        What is the {kind} {near} the {y}?
        Which {kind} is {near} the {y}?
        What {kind} is {near} the {y}?
        Of all pieces, what {kind} is {near} the {y}?
        *Name the {kind} {near} the {y}.
        """,
    ),
    "room": templates(
        "room",
        """
        What kind of room is this?
        What type of room is this?
        What room is this?
        What is this room used as?
        Which room of a building is this?
        What sort of room am I in?
        What is this room?
        What would you call this room?
        *As what does this room serve?
        """,
    ),
}
