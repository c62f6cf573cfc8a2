"""Questions for colours, materials, shapes, types, states and parts. {x}: the thing."""

from training.rooms.language.asking.templates import Template, templates

ATTRIBUTES: dict[str, tuple[Template, ...]] = {
    "color": templates(
        "color",
        """
        What color is the {x}?
        What is the color of the {x}?
        What color is the {x} in this room?
        What color does the {x} have?
        What color is used for the {x}?
        The {x} is what color?
        What color would you say the {x} is?
        In what color is the {x}?
        Which color is the {x}?
        Which color does the {x} have?
        What color is seen on the {x}?
        What color can be seen on the {x}?
        What color has the {x} got?
        Of what color is the {x}?
        Tell me the color of the {x}.
        How is the {x} colored?
        What is the main color of the {x}?
        What color do you see on the {x}?
        *In which hue does the {x} come?
        *What paint would match the {x}?
        """,
    ),
    "color, by place": templates(
        "color-of",
        """
        What color {noun} is {rel}?
        What is the color of the {noun} {rel}?
        What color is the {noun} that is {rel}?
        What color is the {noun} located {rel}?
        The {noun} {rel} is what color?
        What color is the {noun} placed {rel}?
        *In which hue does the {noun} {rel} come?
        """,
    ),
    "material": templates(
        "material",
        """
        What is the {x} made of?
        What material is the {x} made of?
        What material is the {x}?
        Of what material is the {x}?
        Which material is the {x} made from?
        What is the material of the {x}?
        The {x} is made of what?
        What is the {x} mostly made of?
        What material was used for the {x}?
        What does the {x} consist of?
        What kind of material is the {x} made of?
        *Out of what has the {x} been built?
        """,
    ),
    "shape": templates(
        "shape",
        """
        What shape is the {x}?
        What is the shape of the {x}?
        What shape does the {x} have?
        The {x} has what shape?
        Which shape does the {x} have?
        What is the {x} shaped like?
        In what shape is the {x}?
        Of what shape is the {x}?
        How is the {x} shaped?
        The {x} is what shape?
        *What outline does the {x} show?
        """,
    ),
    "type": templates(
        "type",
        """
        What type of {noun} is {rel}?
        What kind of {noun} is {rel}?
        What type of {noun} is located {rel}?
        What kind of {noun} can be found {rel}?
        What type of {noun} is the one {rel}?
        What sort of {noun} is {rel}?
        What kind of {noun} is placed {rel}?
        What type of {noun} do you see {rel}?
        Which type of {noun} is {rel}?
        *What make of {noun} is {rel}?
        """,
    ),
    "type, alone": templates(
        "type-alone",
        """
        What type of {noun} is in the room?
        What kind of {noun} is in the room?
        What type of {noun} is this?
        What kind of {noun} can be seen in the room?
        What type of {noun} does the room have?
        What kind of {noun} is there?
        *What make of {noun} stands in the room?
        """,
    ),
    "pattern": templates(
        "pattern",
        """
        What pattern does the {x} have?
        What pattern is on the {x}?
        What is the pattern of the {x}?
        Which pattern does the {x} show?
        *How is the {x} decorated?
        """,
    ),
    "state": templates(
        "state",
        """
        In what state is the {x}?
        Is the {x} open or closed?
        How has the {x} been left?
        In which position is the {x}?
        What state is the {x} in?
        *In which condition would somebody find the {x}?
        """,
    ),
    "parts": templates(
        "parts",
        """
        How many {parts} does the {x} have?
        How many {parts} are there on the {x}?
        How many {parts} are on the {x}?
        How many {parts} can be counted on the {x}?
        What number of {parts} does the {x} have?
        The {x} has how many {parts}?
        How many {parts} belong to the {x}?
        *Count the {parts} of the {x}: how many are there?
        """,
    ),
    "look": templates(
        "look",
        """
        What does the {x} look like?
        What is the {x} like?
        How would you describe the {x}?
        What does the {x} look like in color and material?
        How does the {x} look?
        *What kind of appearance does the {x} have?
        """,
    ),
}
