"""What people call seats, tables, beds, storage and what goes with them."""

from training.rooms.language.words.entries import Entry, entry

FURNITURE: tuple[Entry, ...] = (
    entry(
        "chair",
        "chair, side chair, upright chair, regular chair, seat",
        rare="sitting chair, chair with a backrest",
        loose="stool",
    ),
    entry(
        "armchair",
        "armchair, arm chair, sofa chair, lounge chair, easy chair, upholstered armchair, "
        "accent chair, chair, seat",
        rare="club chair, cushioned armchair",
        loose="sofa, couch, recliner",
    ),
    entry(
        "sofa",
        "sofa, couch, settee, lounge sofa, living room couch, upholstered sofa, seat",
        rare="davenport, divan, long couch",
        loose="loveseat, armchair, bench, sofa chair",
    ),
    entry(
        "stool",
        "stool, backless seat, sitting stool, backless stool, seat",
        rare="taboret, perch",
        loose="chair, ottoman, bar stool, end table, footstool, step stool",
    ),
    entry(
        "bench",
        "bench, sitting bench, long bench, bench seat, long seat, backless bench, seat",
        rare="form to sit on, pew",
        loose="sofa, table, coffee table, ottoman",
    ),
    entry(
        "ottoman",
        "ottoman, footstool, pouf, foot rest, upholstered stool, hassock, footrest",
        rare="tuffet, padded footstool",
        loose="stool, seat, cushion, end table, bench",
    ),
    entry(
        "table",
        "table, standing table, freestanding table, regular table, indoor table",
        rare="board to gather around, table with a flat top",
        loose="desk, work table, dining table, meeting table, conference table, counter",
    ),
    entry(
        "coffee table",
        "coffee table, low table, cocktail table, living room table, lounge table, "
        "sofa table, table",
        rare="tea table, knee-high table",
        loose="end table, side table, ottoman, bench",
    ),
    entry(
        "end table",
        "end table, side table, small table, occasional table, little table, accent table, table",
        rare="lamp table, wine table",
        loose="night stand, nightstand, bedside table, coffee table, stool",
    ),
    entry(
        "desk",
        "desk, writing desk, work desk, computer desk, office desk, study desk, workstation",
        rare="bureau, writing table, escritoire",
        loose="table, work table, counter",
    ),
    entry(
        "bed",
        "bed, sleeping bed, place to sleep, bedstead, bed frame, bed with a mattress",
        rare="berth, cot, sleeping place",
        loose="sofa bed, mattress, daybed",
    ),
    entry(
        "pillow",
        "pillow, cushion, throw pillow, soft pillow, bed pillow, accent pillow, headrest",
        rare="bolster, throw cushion",
        loose="stuffed animal",
    ),
    entry(
        "blanket",
        "blanket, throw, bed cover, coverlet, quilt, bedspread, throw blanket",
        rare="duvet, afghan",
        loose="towel, comforter, rug, clothes, cloth",
    ),
    entry(
        "cabinet",
        "cabinet, storage cabinet, cupboard, closed cabinet, standing cabinet, storage cupboard",
        rare="sideboard, credenza",
        loose="dresser, wardrobe, closet, kitchen cabinet, locker, file cabinet, bookshelf, shelf, "
        "tv stand, night stand, nightstand, glass case, glass showcase, vitrine",
    ),
    entry(
        "bookshelf",
        "bookshelf, bookcase, book shelf, book rack, shelving unit, shelf, shelf unit, "
        "set of shelves",
        rare="library shelf, bookstand",
        loose="cabinet, storage rack, bookshelves, wall shelf, rack",
    ),
    entry(
        "shelf",
        "shelf, rack, storage shelf, open shelf, set of boards, display shelf, storage rack",
        rare="shelf board, shelving",
        loose="bookshelf, cabinet, bookcase, ledge, wall shelf, shelving unit, shelf unit, cart",
    ),
    entry(
        "dresser",
        "dresser, chest of drawers, drawer chest, bedroom dresser, set of drawers, drawer unit",
        rare="commode, tallboy, highboy",
        loose="cabinet, night stand, nightstand, tv stand, sideboard, file cabinet, "
        "wardrobe, drawer",
    ),
    entry(
        "wardrobe",
        "wardrobe, closet, armoire, wardrobe closet, clothes closet, clothes cabinet",
        rare="clothespress, wardrobe cabinet",
        loose="cabinet, cupboard, dresser, locker, storage cabinet, storage cupboard, "
        "standing cabinet, closed cabinet",
    ),
    entry(
        "tv stand",
        "tv stand, television stand, tv console, media console, tv cabinet, entertainment center",
        rare="media unit, tv bench",
        loose="cabinet, table, dresser, low cabinet, sideboard, low table, coffee table, "
        "bookshelf, shelf, console",
    ),
    entry(
        "file cabinet",
        "file cabinet, filing cabinet, office cabinet, document cabinet, cabinet for files, "
        "file drawers~, cabinet",
        rare="vertical file, record cabinet",
        loose="dresser, drawer, storage cabinet, chest of drawers, set of drawers, night stand, "
        "nightstand, drawer unit, end table, side table, small table, standing cabinet, "
        "closed cabinet",
    ),
    entry(
        "night stand",
        "nightstand, night stand, bedside table, bedside cabinet, night table, bedside stand",
        rare="night cabinet, bedside locker",
        loose="end table, side table, small table, cabinet, dresser, table, little table, "
        "occasional table, accent table, chest of drawers",
    ),
    entry(
        "kitchen cabinet",
        "kitchen cabinet, base cabinet, lower cabinet, kitchen cupboard, lower kitchen cabinet, "
        "cabinet, kitchen base unit, cupboard",
        rare="under-counter cabinet, kitchen unit",
        loose="drawer, counter, storage cabinet, storage cupboard, standing cabinet, "
        "closed cabinet, dresser, bathroom cabinet",
    ),
    entry(
        "wall cabinet",
        "wall cabinet, hanging cabinet, upper cabinet, overhead cabinet, wall-mounted cabinet, "
        "cabinet, upper cupboard, cupboard, hanging cupboard",
        rare="wall cupboard, high cabinet",
        loose="kitchen cabinet, shelf, medicine cabinet, kitchen cupboard, closed cabinet, "
        "storage cabinet, storage cupboard, bathroom cabinet",
    ),
    entry(
        "counter",
        "counter, countertop, counter top, worktop, work surface, benchtop",
        rare="working surface, work top",
        loose="kitchen counter, bar, table, kitchen cabinet, desk, bench, reception desk",
    ),
    entry(
        "coat rack",
        "coat rack, coat stand, clothes rack, coat hanger stand, hat stand, coat tree",
        rare="hall tree, garment stand",
        loose="rack, clothes hanger, hooks~, coat hooks~, wall hooks~",
    ),
    entry(
        "cart",
        "cart, trolley, rolling cart, utility cart, service cart, wheeled cart",
        rare="serving trolley, push cart",
        loose="rack, shelf, kitchen cart, table, storage rack",
    ),
    entry(
        "partition",
        "partition, room divider, divider, privacy screen, folding screen, divider panel",
        rare="partition screen, dividing panel",
        loose="screen, panel, wall, cubicle wall",
    ),
    entry(
        "piano",
        "piano, keyboard instrument, musical instrument, instrument with keys, acoustic piano, "
        "piano with keys",
        rare="pianoforte, joanna",
        loose="keyboard, upright piano, grand piano, digital piano",
    ),
    entry(
        "ladder",
        "ladder, stepladder, step ladder, folding ladder, climbing ladder, set of steps",
        rare="steps~, rungs to climb",
        loose="stairs~, staircase, flight of steps, set of stairs, step stool",
    ),
)
